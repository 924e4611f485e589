using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>
/// The entries of all lists while they are in use, as numbers and letters in a few long arrays. Kept as objects, hundreds of thousands of them, they
/// were most of what the garbage collector walked through each time that it stopped the forum for all it has.
/// </summary>
internal sealed class Entries
{
    private readonly Term[] terms;
    private readonly byte[] runs;
    private readonly string texts;
    private readonly Section[] sections;
    private readonly string[] languages;

    public Entries(IReadOnlyList<ListEntry> list, IReadOnlyList<string> languages)
    {
        this.languages = [.. languages];
        terms = new Term[list.Count];
        var (kept, found, letters) = (new List<byte>(), new Dictionary<Section, int>(), new StringBuilder());
        for (var i = 0; i < terms.Length; i++)
        {
            var entry = list[i];
            if (!found.TryGetValue(entry.Section, out var section)) found[entry.Section] = section = found.Count;
            terms[i] = new Term(
                letters.Length, entry.Text.Length, kept.Count, entry.PlainRuns.Length, entry.LookRuns.Length, section, entry.Language, entry.Letters, entry.Ending,
                entry.Inside, entry.Exact, entry.OwnLanguage, entry.IsLatin, entry.Plain.Contains(Letters.Space));
            letters.Append(entry.Text);
            kept.AddRange(entry.PlainRuns);
            kept.AddRange(entry.LookRuns);
            if (entry.Exact) kept.AddRange(entry.Accents.Select(a => a ? (byte)1 : (byte)0));
        }

        (runs, texts, sections) = ([.. kept], letters.ToString(), [.. found.OrderBy(s => s.Value).Select(s => s.Key)]);
    }

    /// <summary>The entry of a number.</summary>
    public Entry this[int number] => new(this, in terms[number]);

    internal Section SectionOf(in Term term) => sections[term.Section];

    internal string ListOf(in Term term) => languages[term.Language];

    internal string TextOf(in Term term) => texts.Substring(term.Text, term.TextLength);

    internal ReadOnlySpan<byte> Runs(int from, int length) => runs.AsSpan(from, length);
}

/// <summary>One entry as numbers: where its letters and runs lie, and what is known of it. Its accents are kept only where they count.</summary>
internal readonly record struct Term(
    int Text, int TextLength, int Runs, int PlainLength, int LookLength, int Section, int Language, int Letters, Ending Ending,
    bool Inside, bool Exact, bool OwnLanguage, bool IsLatin, bool HasSpace);

/// <summary>One word or phrase in use; what it means is said where <see cref="ListEntry"/> says the same.</summary>
internal readonly ref struct Entry(Entries all, ref readonly Term term)
{
    private readonly ref readonly Term term = ref term;

    public Section Section => all.SectionOf(in term);

    /// <summary>As it stands in its list.</summary>
    public string Text => all.TextOf(in term);

    /// <summary>The name of its list.</summary>
    public string List => all.ListOf(in term);

    public int Language => term.Language;

    public Ending Ending => term.Ending;

    public bool Inside => term.Inside;

    public bool Exact => term.Exact;

    public bool OwnLanguage => term.OwnLanguage;

    public bool IsLatin => term.IsLatin;

    public int Letters => term.Letters;

    /// <summary>Whether it is more than one word.</summary>
    public bool HasSpace => term.HasSpace;

    public ReadOnlySpan<byte> PlainRuns => all.Runs(term.Runs, term.PlainLength);

    public ReadOnlySpan<byte> LookRuns => all.Runs(term.Runs + term.PlainLength, term.LookLength);

    /// <summary>1 for each letter that bears an accent, else 0; empty where accents do not count.</summary>
    public ReadOnlySpan<byte> Accents => term.Exact ? all.Runs(term.Runs + term.PlainLength + term.LookLength, term.PlainLength) : [];
}
