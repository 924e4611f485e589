using Salam.Forum.ContentFilter;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>A stretch of a text as written: plain, or met by the filter.</summary>
/// <param name="Category">What the filter found in it; none for a plain stretch.</param>
public readonly record struct Stretch(string Text, Categories Category, Severity Severity);

/// <summary>A text in which the filter found something, cut so that what was found stands among the words around it.</summary>
/// <param name="Field">The name of the field that the text is from.</param>
public sealed record MarkedText(string Field, IReadOnlyList<Stretch> Stretches)
{
    /// <summary>Characters of a plain stretch that are shown beside what was found.</summary>
    private const int Around = 80;

    private const string Cut = "…";

    /// <summary>Marks what the filter finds in the words as written; where it finds nothing there, in what members read of them.</summary>
    public static MarkedText? OfPart(string field, string written, WordFilter filter) => Of(field, written, filter) ?? field switch
    {
        nameof(PostDraft.Body) => Of(field, ReadText.Of(written), filter),
        nameof(PostDraft.Link) => Of(field, AddressWords.Of(written), filter),
        _ => null,
    };

    /// <summary>Marks what the filter finds in a text; null when it finds nothing.</summary>
    public static MarkedText? Of(string field, string text, WordFilter filter)
    {
        var matches = filter.Judge(text).Matches;
        if (matches.Count == 0)
            return null;
        var stretches = new List<Stretch>();
        var at = 0;
        foreach (var match in matches)
        {
            Plain(text[at..match.Start], isFirst: at == 0, isLast: false);
            stretches.Add(new Stretch(text.Substring(match.Start, match.Length), match.Category, match.Severity));
            at = match.Start + match.Length;
        }
        Plain(text[at..], isFirst: false, isLast: true);
        return new MarkedText(field, stretches);

        void Plain(string plain, bool isFirst, bool isLast)
        {
            if (plain.Length > 0)
                stretches.Add(new Stretch(Shortened(plain, isFirst ? 0 : Around, isLast ? 0 : Around), Categories.None, Severity.Clean));
        }
    }

    /// <summary>The beginning and the end of a long stretch, never cut through a character.</summary>
    private static string Shortened(string plain, int head, int tail)
    {
        if (plain.Length <= head + tail + Cut.Length)
            return plain;
        if (head > 0 && char.IsHighSurrogate(plain[head - 1]))
            head--;
        if (tail > 0 && char.IsLowSurrogate(plain[^tail]))
            tail--;
        return string.Concat(plain.AsSpan(0, head), Cut, plain.AsSpan(plain.Length - tail));
    }
}
