using Salam.Forum.ContentFilter;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>A stretch of a text as written: plain, or met by the filter.</summary>
/// <param name="Categories">What the filter found in it; mostly one, none for a plain stretch and for one that tells of danger alone.</param>
/// <param name="Distress">The danger that its words tell of; no fault.</param>
public readonly record struct Stretch(string Text, Categories Categories, Severity Severity, Distress Distress)
{
    /// <summary>Whether it only stands around what was found.</summary>
    public bool IsPlain => Categories == Categories.None && Distress == Distress.None;
}

/// <summary>A text in which the filter found something, cut so that what was found stands among the words around it. For moderators: it tells of danger too.</summary>
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
        var marks = Marks(filter.Judge(text));
        if (marks.Count == 0)
            return null;
        var stretches = new List<Stretch>();
        var at = 0;
        foreach (var mark in marks)
        {
            Plain(text[at..mark.Start], isFirst: at == 0, isLast: false);
            stretches.Add(new Stretch(text[mark.Start..mark.End], mark.Categories, mark.Severity, mark.Distress));
            at = mark.End;
        }
        Plain(text[at..], isFirst: false, isLast: true);
        return new MarkedText(field, stretches);

        void Plain(string plain, bool isFirst, bool isLast)
        {
            if (plain.Length > 0)
                stretches.Add(new Stretch(Shortened(plain, isFirst ? 0 : Around, isLast ? 0 : Around), Categories.None, Severity.Clean, Distress.None));
        }
    }

    /// <summary>Faults and words of danger in the order of the text; where they overlap they are one mark, so that no word stands there twice.</summary>
    private static List<Mark> Marks(Verdict verdict)
    {
        var all = verdict.Matches.Select(m => new Mark(m.Start, m.Start + m.Length, m.Category, m.Severity, Distress.None))
            .Concat(verdict.DistressPlaces.Select(p => new Mark(p.Start, p.Start + p.Length, Categories.None, Severity.Clean, p.Distress))).OrderBy(m => m.Start);
        var marks = new List<Mark>();
        foreach (var mark in all)
        {
            if (marks.Count > 0 && mark.Start < marks[^1].End)
                marks[^1] = marks[^1].And(mark);
            else
                marks.Add(mark);
        }
        return marks;
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

    private readonly record struct Mark(int Start, int End, Categories Categories, Severity Severity, Distress Distress)
    {
        public Mark And(Mark other) => new(
            Start, Math.Max(End, other.End), Categories | other.Categories, Severity > other.Severity ? Severity : other.Severity, Distress > other.Distress ? Distress : other.Distress);
    }
}
