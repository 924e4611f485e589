using System.Collections.Frozen;
using Salam.Forum.Text;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Terms;

/// <summary>Reads files of terms; their form is told by <see cref="Glossary.Parse"/>.</summary>
internal sealed class TermParser
{
    private const int LongestName = 40, MostTerms = 5_000;

    private readonly List<Draft> drafts = [];
    private readonly List<BadTerm> bad = [];

    /// <summary>What was left out.</summary>
    public IReadOnlyList<BadTerm> Bad => bad;

    /// <summary>Reads all lines.</summary>
    public void Read(string text)
    {
        Draft? current = null;
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim().Trim('\uFEFF').ToString();
            if (line.Length == 0 || line[0] == '#') continue;
            string? wrong;
            if (line[0] == '[') wrong = Open(line, out current);
            else if (current is null) wrong = "it stands below no term";
            else wrong = Line(line, current);
            if (wrong is not null) bad.Add(new BadTerm(number, wrong));
        }
    }

    /// <summary>The terms that were read; one without spellings is none.</summary>
    public List<Term> Terms() =>
    [
        .. drafts.Where(d => d.Written.Count > 0).Select(d => new Term(
            d.Name, d.IsKept, d.Written.ToFrozenDictionary(StringComparer.Ordinal), d.Spellings.ToFrozenDictionary(s => s.Key, s => (IReadOnlyList<string>)s.Value, StringComparer.Ordinal))),
    ];

    private string? Open(string line, out Draft? opened)
    {
        opened = null;
        if (line[^1] != ']') return "the bracket does not close";
        var parts = line[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2 || (parts.Length == 2 && parts[1] != "kept")) return "a name is expected, and nothing behind it but kept";
        if (parts[0].Length > LongestName || !parts[0].All(c => char.IsLetterOrDigit(c) || c is '-' or '\'')) return $"\"{parts[0]}\" is no name of letters, digits and hyphens, {LongestName} at most";
        if (drafts.Count == MostTerms) return $"here the terms reach {MostTerms}, and no more are read";
        drafts.Add(opened = new Draft(parts[0], parts.Length == 2));
        return null;
    }

    private static string? Line(string line, Draft draft)
    {
        string? wrong = null;
        foreach (var part in line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) wrong = Spellings(part, draft) ?? wrong;
        return wrong;
    }

    private static string? Spellings(string part, Draft draft)
    {
        var colon = part.IndexOf(':', StringComparison.Ordinal);
        var code = colon < 0 ? "" : part[..colon].TrimEnd();
        if (code != Term.Anywhere && !Language.IsKnown(code)) return $"\"{part}\" does not begin with the code of a language that is offered, or *, and a colon";
        string? wrong = null;
        foreach (var spelling in part[(colon + 1)..].Split([',', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = spelling.TrimStart('=').TrimStart();
            if (!TermFinder.CanFind(plain) || Normalise.HasForbidden(plain)) wrong = $"\"{spelling}\" has too few letters to be found by, or more than {TermFinder.Longest}";
            else draft.Add(code, plain, sought: spelling[0] != '=');
        }

        return wrong;
    }

    private sealed record Draft(string Name, bool IsKept)
    {
        public Dictionary<string, List<string>> Spellings { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Written { get; } = new(StringComparer.Ordinal);

        public void Add(string code, string spelling, bool sought)
        {
            Written.TryAdd(code, spelling);
            if (!sought) return;
            if (!Spellings.TryGetValue(code, out var list)) Spellings.Add(code, list = []);
            list.Add(spelling);
        }
    }
}
