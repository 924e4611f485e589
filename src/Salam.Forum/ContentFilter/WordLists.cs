using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>A line of a list that could not be used.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Reason">What is wrong, in words.</param>
public sealed record ListError(string File, int Line, string Reason);

/// <summary>Collects word lists, one file a language, and builds the filter from them. The format is described in <c>docs/filter.md</c>.</summary>
public sealed class WordLists
{
    private const string Resources = "Salam.Forum.ContentFilter.Lists.";

    // A filter of so many entries is built in seconds; beyond, a small server would stand still meanwhile.
    private const int MostBytes = 2 << 20, MostEntries = 50_000;

    private static readonly Lazy<WordFilter> BuiltInOnce = new(() => BuiltIn().Build());

    private readonly List<ListEntry> entries = [];
    private readonly List<(int Language, string Ending)> endings = [];
    private readonly List<string> languages = [];
    private readonly List<ListError> errors = [];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Lines that were left out.</summary>
    public IReadOnlyList<ListError> Errors => errors;

    /// <summary>How many entries were read, alternatives counted one by one.</summary>
    public int Count => entries.Count;

    /// <summary>The filter of the lists that come with the forum, built once.</summary>
    public static WordFilter BuiltInFilter => BuiltInOnce.Value;

    /// <summary>The lists that come with the forum.</summary>
    public static WordLists BuiltIn()
    {
        var lists = new WordLists();
        foreach (var name in BuiltInNames)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resources + name + ".txt")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            lists.Add(name, name + ".txt", reader);
        }

        return lists;
    }

    /// <summary>The names of the lists that come with the forum.</summary>
    public static IReadOnlyList<string> BuiltInNames { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal))
            .Select(n => n[Resources.Length..^4]).Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Adds every <c>*.txt</c> of a folder, in the order of their names. A folder that is not there adds nothing; a list that is too long, or makes
    /// all of the folder too long, is left out as a whole and reported.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public WordLists AddFolder(string folder)
    {
        if (!Directory.Exists(folder)) return this;
        var most = entries.Count + MostEntries;
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            if (new FileInfo(file).Length > MostBytes)
            {
                errors.Add(new ListError(file, 1, $"the list is longer than {MostBytes >> 20} MB, and none of it is used"));
                continue;
            }

            using var reader = new StreamReader(file, Encoding.UTF8);
            Add(Path.GetFileNameWithoutExtension(file), file, reader, most);
        }

        return this;
    }

    /// <summary>Adds one list; a list of a name that is there already adds to it. Bad lines are left out and reported.</summary>
    public WordLists Add(string name, string file, TextReader lines) => Add(name, file, lines, int.MaxValue);

    private WordLists Add(string name, string file, TextReader lines, int most)
    {
        var (before, endingsBefore) = (entries.Count, endings.Count);
        var language = languages.IndexOf(name);
        if (language < 0)
        {
            language = languages.Count;
            languages.Add(name);
        }

        Hash(name);
        var sections = new SectionParser();
        for (var number = 1; lines.ReadLine() is { } raw; number++)
        {
            Hash(raw);
            var line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#') continue;
            var wrong = line[0] == '[' ? sections.Open(line) : Line(line, language, sections);
            if (wrong is not null) errors.Add(new ListError(file, number, wrong));
            if (entries.Count <= most) continue;
            errors.Add(new ListError(file, number, $"here the lists of the folder reach {MostEntries} entries, alternatives counted one by one, and none of this list is used"));
            entries.RemoveRange(before, entries.Count - before);
            endings.RemoveRange(endingsBefore, endings.Count - endingsBefore);
            break;
        }

        return this;
    }

    /// <summary>The filter over everything that was added.</summary>
    public WordFilter Build() => new(entries, languages, endings, Convert.ToHexStringLower(hash.GetCurrentHash())[..16]);

    private string? Line(string line, int language, SectionParser sections)
    {
        if (sections.IsEndings)
        {
            foreach (var ending in line.Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries)) endings.Add((language, ending));
            return null;
        }

        if (line[0] == '!') return EntryParser.ParseLine(string.Join(",", line[1..].Split(',').Select(e => "!" + e.Trim())), language, SectionParser.Exceptions, entries);
        return sections.Current is { } section ? EntryParser.ParseLine(line, language, section, entries) : "it stands in no section";
    }

    private void Hash(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
