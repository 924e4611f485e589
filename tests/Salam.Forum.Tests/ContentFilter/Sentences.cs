using System.Globalization;
using System.Text;
using Salam.Forum.ContentFilter;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.ContentFilter;

/// <summary>How the filter does on its own sentences: one row for each language and each trick.</summary>
internal sealed record SentenceRow(string Name, int Offending, int Caught, int Grave, int Innocent, int Hit);

/// <summary>The sentences kept beside this file, and the table over them that <c>docs/filter.md</c> holds.</summary>
internal static class Sentences
{
    public static readonly WordFilter Filter = WordLists.BuiltIn().Build();

    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "Salam.Forum.Tests", "ContentFilter", "Sentences");

    public static IReadOnlyList<string> Read(string name) => File.ReadAllLines(Path.Combine(Folder, name + ".txt"));

    public static IReadOnlyList<SentenceRow> Languages { get; } =
        [.. WordLists.BuiltInNames.Select(n => Row(n, Read(n + ".offending"), Read(n + ".innocent")))];

    public static IReadOnlyList<SentenceRow> Tricks { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "tricks"), "*.txt").Order(StringComparer.Ordinal).Select(f => Row(Path.GetFileNameWithoutExtension(f), File.ReadAllLines(f), []))];

    public static string Table()
    {
        var table = new StringBuilder("| language | offending | caught | of these held or refused | innocent | wrongly hit |\n|---|---|---|---|---|---|\n");
        foreach (var r in Languages)
            table.Append(CultureInfo.InvariantCulture, $"| {r.Name} | {r.Offending} | {r.Caught} | {r.Grave} | {r.Innocent} | {r.Hit} |\n");
        table.Append("\n| trick | offending | caught | of these held or refused |\n|---|---|---|---|\n");
        foreach (var r in Tricks)
            table.Append(CultureInfo.InvariantCulture, $"| {r.Name} | {r.Offending} | {r.Caught} | {r.Grave} |\n");
        return table.ToString();
    }

    private static SentenceRow Row(string name, IReadOnlyList<string> offending, IReadOnlyList<string> innocent)
    {
        var verdicts = offending.Select(Filter.Judge).ToList();
        return new SentenceRow(name, offending.Count, verdicts.Count(v => v.Severity >= Severity.Sensitive), verdicts.Count(v => v.Severity >= Severity.Indecent),
            innocent.Count, innocent.Count(s => Filter.Judge(s).Severity >= Severity.Sensitive));
    }
}
