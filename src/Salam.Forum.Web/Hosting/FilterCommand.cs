using System.Text;
using System.Text.Json;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Web.Hosting;

/// <summary>Judges a file of texts, one a line, by the filter that the site uses, the operator's lists included.</summary>
public static class FilterCommand
{
    private const int Buffer = 1 << 16;

    /// <summary>Whether the first word asks for it.</summary>
    public static bool Is(string[] args) => args is ["filter", ..];

    /// <summary>Writes one JSON line for each line of the file; returns the exit code.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static async Task<int> RunAsync(string[] args, Stream output)
    {
        if (args is not ["filter", var file])
        {
            await Console.Error.WriteLineAsync("Usage: filter FILE");
            return 2;
        }
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file {file}.");
            return 2;
        }
        var configuration = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var lists = WordLists.BuiltIn().AddFolder(Path.Combine(ForumOptions.Read(configuration).DataFolder, "filter"));
        foreach (var error in lists.Errors)
            await Console.Error.WriteLineAsync($"{error.File}, line {error.Line} was left out: {error.Reason}");
        using var reader = new StreamReader(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, Buffer);
        await using var buffered = new BufferedStream(output, Buffer);
        await JudgeAsync(lists.Build(), reader, buffered);
        return lists.Errors.Count == 0 ? 0 : 1;
    }

    /// <summary>One JSON line for each line; only a line feed ends a line, so that every other character is judged where it stands.</summary>
    public static async Task JudgeAsync(WordFilter filter, TextReader texts, Stream output)
    {
        var line = new StringBuilder();
        var block = new char[Buffer];
        await using var json = new Utf8JsonWriter(output);
        int read;
        while ((read = await texts.ReadAsync(block)) > 0)
        {
            var from = 0;
            for (var end = Array.IndexOf(block, '\n', 0, read); end >= 0; end = Array.IndexOf(block, '\n', from, read - from))
            {
                Write(filter.Judge(line.Append(block, from, end - from).ToString()), json, output);
                line.Clear();
                from = end + 1;
            }
            line.Append(block, from, read - from);
        }
        if (line.Length > 0)
            Write(filter.Judge(line.ToString()), json, output);
    }

    private static void Write(Verdict verdict, Utf8JsonWriter json, Stream output)
    {
        json.WriteStartObject();
        json.WriteString("severity", Names.Of(verdict.Severity));
        json.WriteStartArray("categories");
        foreach (var name in Names.All(verdict.Categories))
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteStartArray("spans");
        foreach (var match in verdict.Matches)
        {
            json.WriteStartArray();
            json.WriteNumberValue(match.Start);
            json.WriteNumberValue(match.Length);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.WriteByte((byte)'\n');
    }
}
