using System.Text;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation.Runs;

/// <summary>What a mark of a run stands for.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Source">What is written where the mark comes back; of a pair, where it begins.</param>
/// <param name="End">Of a pair, what is written where it ends.</param>
/// <param name="Term">The term that it is, if it is one.</param>
/// <param name="IsMention">Whether it names a member.</param>
/// <param name="Before">The character that stood before it; 0 at the start.</param>
/// <param name="After">The character that stood behind it; 0 at the end.</param>
internal sealed record RunMark(Part Part, string Source, string End = "", Term? Term = null, bool IsMention = false, char Before = '\0', char After = '\0');

/// <summary>The words of one <see cref="Leaf"/> as an engine sees them: whole sentences, with a mark for what it is not to touch.</summary>
internal sealed class Run
{
    private readonly List<RunMark> marks = [];

    private Run(Leaf leaf, int first, int last) => (Leaf, First, Last) = (leaf, first, last);

    /// <summary>Where the words come from.</summary>
    public Leaf Leaf { get; }

    /// <summary>The first character of the leaf that is part of it; white space around it is not.</summary>
    public int First { get; }

    /// <summary>The last one.</summary>
    public int Last { get; }

    /// <summary>What is sent.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the marks stand for; number 1 comes first.</summary>
    public IReadOnlyList<RunMark> Marks => marks;

    /// <summary>The run of a leaf, or null where there is nothing to translate: no letter outside of what is kept.</summary>
    public static Run? Of(Leaf leaf, string from, Glossary glossary)
    {
        var (first, last) = (0, leaf.Count - 1);
        while (first <= last && leaf[first].Part == Part.Letter && char.IsWhiteSpace(leaf.Text[first])) first++;
        while (last >= first && leaf[last].Part == Part.Letter && char.IsWhiteSpace(leaf.Text[last])) last--;
        var run = new Run(leaf, first, last);
        return first <= last && run.Write(Protection.Find(leaf.Text, from, glossary)) ? run : null;
    }

    private bool Write(List<Kept> kept)
    {
        var sent = new StringBuilder(Leaf.Count + 16);
        var numbers = new Dictionary<int, int>();
        var next = 0;
        var hasLetters = false;
        for (var i = First; i <= Last; i++)
        {
            while (next < kept.Count && kept[next].Start < i) next++;
            if (next < kept.Count && kept[next].Start == i)
            {
                var (start, end, term, mention) = kept[next++];
                marks.Add(new RunMark(Part.Whole, Leaf.Slice(start, end), "", term, mention, Neighbour(start - 1), Neighbour(end)));
                sent.Append(Placeholder.Of(marks.Count));
                i = end - 1;
                continue;
            }

            if (Leaf[i].Part == Part.Letter)
            {
                sent.Append(Leaf.Text[i]);
                hasLetters |= char.IsLetter(Leaf.Text, i);
            }
            else Inline(i, sent, numbers);
        }

        Text = sent.ToString();
        return hasLetters;
    }

    private void Inline(int at, StringBuilder sent, Dictionary<int, int> numbers)
    {
        var (part, pair, written) = Leaf[at];
        var source = written ?? Leaf.Slice(at, at + 1);
        if (part == Part.Close)
        {
            var number = numbers[pair];
            marks[number - 1] = marks[number - 1] with { End = source };
            sent.Append(Placeholder.End(number));
            return;
        }

        marks.Add(new RunMark(part, source, "", null, false, Neighbour(at - 1), Neighbour(at + 1)));
        if (part == Part.Open) numbers[pair] = marks.Count;
        sent.Append(Placeholder.Of(marks.Count));
    }

    private char Neighbour(int at) => at < First || at > Last || Leaf[at].Part != Part.Letter ? '\0' : Leaf.Text[at];
}
