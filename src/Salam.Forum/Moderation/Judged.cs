using Salam.Forum.ContentFilter;

namespace Salam.Forum.Moderation;

/// <summary>A place in a text that counts, in its author's own words.</summary>
/// <param name="Field">The form field it stands in.</param>
/// <param name="Words">What stands there, as written.</param>
/// <param name="Category">What it is; one flag.</param>
/// <param name="Severity">How grave it is where it stands.</param>
public sealed record Finding(string Field, string Words, Categories Category, Severity Severity);

/// <summary>What the filter says of all texts of one thing, and by which lists.</summary>
/// <param name="By">The lists that judged (<see cref="WordFilter.Version"/>).</param>
/// <param name="Severity">That of the gravest finding.</param>
/// <param name="Found">The categories of all findings.</param>
/// <param name="Distress">Whether the author seems to be in danger; never a fault.</param>
/// <param name="Findings">The places, in order.</param>
public sealed record Judged(string By, Severity Severity, Categories Found, Distress Distress, IReadOnlyList<Finding> Findings)
{
    /// <summary>What nothing can be said against, nor for.</summary>
    public static readonly Judged Nothing = new("", Severity.Clean, Categories.None, Distress.None, []);

    private const int WordsNamed = 5, WordsLength = 60;

    // Words of any script stand in a sentence of any other: each keeps its own direction.
    private const char Isolate = '\u2068', EndOfIsolate = '\u2069';

    /// <summary>Whether it waits for a moderator.</summary>
    public bool IsHeld => Severity >= Severity.Indecent;

    /// <summary>This and what another reading found; what both found alike is named once.</summary>
    internal Judged And(Judged other)
    {
        var known = Findings.Select(Key).ToHashSet();
        return this with
        {
            Severity = Severity > other.Severity ? Severity : other.Severity,
            Found = Found | other.Found,
            Distress = Distress > other.Distress ? Distress : other.Distress,
            Findings = [.. Findings, .. other.Findings.Where(f => !known.Contains(Key(f)))],
        };
    }

    /// <summary>Why the thing is not taken, one refusal for each field: with the words that were met there, and what they are. Empty when it is taken.</summary>
    /// <param name="code">The sentence.</param>
    /// <param name="from">The least severity that is not taken.</param>
    public List<Refusal> Refusals(string code, Severity from = Severity.Forbidden) => Findings.Where(f => f.Severity >= from).GroupBy(f => f.Field, StringComparer.Ordinal)
        .Select(g => Refusal.Invalid(code, g.Key, Named(g), g.Aggregate(Categories.None, (all, f) => all | f.Category))).ToList();

    /// <summary>
    /// Why words of a foundation are not taken: what is forbidden to everybody, and what a post would be held for. Nobody reviews these a second time, and so
    /// nothing is held; the staff is told and says it otherwise.
    /// </summary>
    public List<Refusal> CharityRefusals() => Severity >= Severity.Forbidden ? Refusals("WordsForbidden") : Refusals("CharityWords", Severity.Indecent);

    /// <summary>The findings as they count where a foundation speaks: nothing is held or folded there, it is taken or not.</summary>
    public IReadOnlyList<Finding> CharityFindings() => [.. Findings.Select(f => f with { Severity = f.Severity >= Severity.Indecent ? Severity.Forbidden : Severity.Clean })];

    private static string Named(IEnumerable<Finding> findings) =>
        string.Join(" · ", findings.Select(f => f.Words.Length <= WordsLength ? f.Words : f.Words[..WordsLength] + "…").Distinct(StringComparer.OrdinalIgnoreCase).Take(WordsNamed).Select(w => Isolate + w + EndOfIsolate));

    private static (string, string, Categories, Severity) Key(Finding finding) => (finding.Field, finding.Words.ToUpperInvariant(), finding.Category, finding.Severity);
}
