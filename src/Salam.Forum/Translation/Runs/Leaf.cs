using System.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>What stands at one place of a leaf.</summary>
internal enum Part : byte
{
    /// <summary>A character of its words.</summary>
    Letter,

    /// <summary>The end of a line inside the leaf, which members see.</summary>
    Break,

    /// <summary>An inline that is kept whole: code, an address, an image, an entity.</summary>
    Whole,

    /// <summary>A bare address, which would swallow what is written right behind it.</summary>
    Address,

    /// <summary>Where an inline around words begins.</summary>
    Open,

    /// <summary>Where it ends.</summary>
    Close,
}

/// <summary>One inline of a leaf.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Pair">The number that the two ends of an inline share; 0 for others.</param>
/// <param name="Written">How it is written back, where not as it stands in the source.</param>
internal readonly record struct Inlay(Part Part, int Pair = 0, string? Written = null);

/// <summary>
/// The words of one block (a paragraph, a heading, a cell) as one flat text, with the place of every character in the source.
/// Inlines stand in it as one sign each, so that whoever reads the text sees where its words are divided.
/// </summary>
/// <param name="source">What the member wrote.</param>
/// <param name="raw">Whether the words are shown as written, without any markup.</param>
internal sealed class Leaf(string source, bool raw)
{
    /// <summary>Stands in <see cref="Text"/> for an inline; the end of a line stands there as a line feed.</summary>
    public const char Sign = '\uFFFC';

    private readonly StringBuilder text = new();
    private readonly List<(int Start, int End)> places = [];
    private readonly Dictionary<int, Inlay> inlays = [];
    private string? words;

    /// <summary>The source that places point into.</summary>
    public string Source => source;

    /// <summary>Whether the words are shown as written, without any markup.</summary>
    public bool IsRaw => raw;

    /// <summary>The flat text, one character for each inline.</summary>
    public string Text => words ??= text.ToString();

    /// <summary>How many characters there are.</summary>
    public int Count => places.Count;

    /// <summary>What stands at a place of <see cref="Text"/>.</summary>
    public Inlay this[int at] => inlays.TryGetValue(at, out var inlay) ? inlay : default;

    /// <summary>Adds a character of the words, which the source has between these two places.</summary>
    public void Add(char letter, int start, int end)
    {
        text.Append(letter);
        places.Add((start, end));
    }

    /// <summary>Adds an inline that the source has between these two places.</summary>
    public void Add(Inlay inlay, int start, int end)
    {
        inlays[places.Count] = inlay;
        Add(inlay.Part == Part.Break ? '\n' : Sign, start, end);
    }

    /// <summary>Where in the source the character at that place begins.</summary>
    public int StartOf(int at) => places[at].Start;

    /// <summary>Where in the source it ends.</summary>
    public int EndOf(int at) => places[at].End;

    /// <summary>What the source has for the characters from one place up to another, escapes included.</summary>
    public string Slice(int from, int to) => source[places[from].Start..places[to - 1].End];

    /// <summary>
    /// Lets the ends of lines take in what stands around them (blanks, the marks of a quote), and answers whether the leaf then covers its piece of the
    /// source without a hole. One that does not cannot be put back, and is left alone.
    /// </summary>
    public bool Close()
    {
        for (var i = 0; i < places.Count; i++)
        {
            var (start, end) = places[i];
            if (start < 0 || end > source.Length || start >= end) return false;
            if (i == 0) continue;
            var before = places[i - 1];
            if (start == before.End || (start, end) == before) continue;
            if (start < before.End) return false;
            if (this[i].Part == Part.Break) places[i] = (before.End, end);
            else if (this[i - 1].Part == Part.Break) places[i - 1] = (before.Start, start);
            else return false;
        }

        return true;
    }
}
