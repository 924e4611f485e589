using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>The program as an operator starts it: what it cannot do is one sentence and a code, never a trace.</summary>
public sealed partial class StartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("salam-start-");

    [Theory]
    [InlineData("Forum__Demo", "perhaps", "Forum__Demo")]
    [InlineData("ConnectionStrings__Forum", "garbage", "ConnectionStrings__Forum")]
    [InlineData("ConnectionStrings__Forum", "Data Source=/nonexistent/x.db", "The database cannot be used")]
    [InlineData("Forum__Modertion__HoldAt", "3", "Forum__Modertion__HoldAt")]
    [InlineData("Forum__PublicUrl", "https://a.example/x?y=1", "Forum__PublicUrl")]
    [InlineData("ASPNETCORE_URLS", "foo", "ASPNETCORE_URLS")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "ASPNETCORE_URLS")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_one_sentence(string name, string value, string said) => AssertSays(said, await RunAsync([], (name, value)));

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_with_one_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "forum.db"), new string('x', 5_000));
        AssertSays("The database cannot be used", await RunAsync([]));
    }

    [Fact]
    public async Task A_database_of_something_else_stops_the_start_with_one_sentence()
    {
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "forum.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE Members (Name TEXT)";
            await command.ExecuteNonQueryAsync();
        }
        AssertSays("The database cannot be used", await RunAsync([]));
    }

    [Fact]
    public async Task A_second_forum_on_a_port_that_is_taken_says_one_sentence_with_the_address_and_the_reason_and_nothing_else()
    {
        using var first = Start([]);
        try
        {
            var address = "";
            while (address.Length == 0)
                address = Address().Match(Assert.IsType<string>(await first.StandardOutput.ReadLineAsync().WaitAsync(Patience))).Value;
            var other = folder.CreateSubdirectory("second").FullName;
            await TemplateFile.CopyToAsync(Path.Combine(other, "forum.db"));
            var second = await RunAsync([], ("ASPNETCORE_URLS", address), ("Forum__DataFolder", other));
            AssertSays($"ASPNETCORE_URLS is \"{address}\", but ", second);
            Assert.Contains("already in use", second.Error, StringComparison.Ordinal);
            Assert.Empty(second.Output);
        }
        finally
        {
            first.Kill(entireProcessTree: true);
            await first.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData("Usage:", "bogus")]
    [InlineData("Usage:", "import")]
    [InlineData("Usage:", "recount", "twice")]
    [InlineData("/nonexistent/dir/x", "export", "/nonexistent/dir/x")]
    [InlineData("unable to open database", "backup", "/nonexistent/dir/y.db")]
    public async Task A_command_that_cannot_be_done_says_so_in_one_line(string said, params string[] command)
    {
        await TemplateFile.CopyToAsync(Path.Combine(folder.FullName, "forum.db"));
        AssertSays(said, await RunAsync(command), anywhere: true);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static void AssertSays(string said, (int Code, string Error, string Output) end, bool anywhere = false)
    {
        Assert.Equal(2, end.Code);
        Assert.Single(end.Error.Trim().Split('\n'));
        Assert.True(anywhere ? end.Error.Contains(said, StringComparison.Ordinal) : end.Error.StartsWith(said, StringComparison.Ordinal), end.Error);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    private Process Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Salam.Forum.Web.dll"), .. arguments])
        {
            WorkingDirectory = folder.FullName, UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
        };
        (start.Environment["Forum__DataFolder"], start.Environment["ASPNETCORE_URLS"], start.Environment["Forum__Demo"]) = (folder.FullName, "http://127.0.0.1:0", "false");
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task<(int Code, string Error, string Output)> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        using var process = Start(arguments, settings);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (error, output) = (process.StandardError.ReadToEndAsync(patience.Token), process.StandardOutput.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await error, await output);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
