using System.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>Writes a translated run as Markdown again: marks become what they stood for, words stay words.</summary>
internal sealed class RunWriter
{
    private readonly Run run;
    private readonly string to;
    private readonly List<Written> pieces = [];
    private readonly EscapedText escaped = new();
    private readonly Queue<string> breaks;

    // The mark that was written last, where nothing may stand right behind it that did not before.
    private RunMark? guarded;

    private RunWriter(Run run, string to)
    {
        (this.run, this.to) = (run, to);

        // Ends of lines look all the same to members, but inside a quote or a list not to Markdown: they keep their order whatever the engine does.
        breaks = new Queue<string>(run.Marks.Where(m => m.Part == Part.Break).Select(m => m.Source));
    }

    /// <summary>The source of a run with other words.</summary>
    public static string Write(Run run, List<AnswerPiece> answer, string to)
    {
        var writer = new RunWriter(run, to);
        answer = Spaces.MoveOut(answer, run.Marks);
        for (var i = 0; i < answer.Count; i++)
        {
            var beforeMark = i + 1 < answer.Count;
            if (answer[i].Number == 0) writer.Words(answer[i].Words, beforeMark);
            else writer.Mark(run.Marks[answer[i].Number - 1], answer[i]);
        }

        writer.TrimEnd();
        return Delimiters.Join(writer.pieces);
    }

    private void Words(string words, bool beforeMark)
    {
        if (escaped.AtLineStart) words = words.TrimStart();
        if (words.Length == 0) return;
        if (guarded is { } mark && !MayStandBehind(mark, words)) words = " " + words;
        guarded = null;
        Add(run.Leaf.IsRaw ? escaped.Plain(words) : escaped.Of(words, beforeMark));
    }

    private void Mark(RunMark mark, AnswerPiece piece)
    {
        if (mark.Part == Part.Break)
        {
            TrimEnd();
            Add(escaped.Line(breaks.Dequeue()));
            guarded = null;
        }
        else if (mark.Part == Part.Open)
        {
            pieces.Add(new Written(escaped.Kept(piece.Ends ? mark.End : mark.Source), piece.Number, piece.Ends));
            if (!piece.Ends) guarded = null;
        }
        else if (mark.Term?.In(to) is { } term)
        {
            term = escaped.AtLineStart && pieces.Count == 0 && IsCapital(mark.Source) ? char.ToUpperInvariant(term[0]) + term[1..] : term;
            Add(run.Leaf.IsRaw ? escaped.Plain(term) : escaped.Of(term, beforeMark: true));
            guarded = null;
        }
        else
        {
            var needsRoom = mark.IsMention || mark.Part == Part.Address;
            if (needsRoom && !escaped.AtLineStart && !char.IsWhiteSpace(escaped.Last) && escaped.Last != mark.Before && !"([«“‘*_~".Contains(escaped.Last, StringComparison.Ordinal)) Add(escaped.Plain(" "));
            Add(escaped.Kept(mark.Source));
            guarded = needsRoom ? mark : null;
        }
    }

    private static bool MayStandBehind(RunMark mark, string words)
    {
        var first = words[0];
        if (char.IsWhiteSpace(first) || first == mark.After) return true;
        if (mark.IsMention) return !char.IsLetterOrDigit(first) && !char.IsSurrogate(first) && first is not ('-' or '_' or '.') && !Text.Invisible.NeedsALetter(new Rune(first));
        return first is '.' or ',' or '!' && (words.Length == 1 || words[1] == ' ');
    }

    private static bool IsCapital(string source) => source.Length > 0 && char.IsUpper(source[0]);

    private void Add(string text) => pieces.Add(new Written(text));

    private void TrimEnd()
    {
        for (var i = pieces.Count - 1; i >= 0 && pieces[i].Pair == 0; i--)
        {
            var text = pieces[i].Text.TrimEnd(' ');
            pieces[i] = new Written(text);
            if (text.Length > 0) return;
        }
    }
}
