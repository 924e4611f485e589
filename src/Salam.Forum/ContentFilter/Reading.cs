using System.Runtime.CompilerServices;

namespace Salam.Forum.ContentFilter;

/// <summary>What is known of one symbol of a reading beside itself.</summary>
[Flags]
internal enum Trait : byte
{
    None = 0,

    /// <summary>It bore an accent.</summary>
    Accented = 1,

    /// <summary>It was written as the letter it is read as, not as a digit or sign.</summary>
    Genuine = 2,

    /// <summary>It is read otherwise than it was written, or stands in a word that was drawn together.</summary>
    Disguised = 4,

    /// <summary>It stood alone, in a row of letters that stand alone.</summary>
    Spelled = 8,

    /// <summary>It stood in a word of another script than Latin, which the text is written in.</summary>
    LikeLatin = 16,

    /// <summary>It stood in a Latin word of a text in another script.</summary>
    LatinAmongOthers = 32,

    /// <summary>Of a gap: nothing but white space.</summary>
    Blank = 64,
}

/// <summary>
/// A text as the lists see it: one symbol for each run of a letter, with the place it has in the text. Lists are written the same way, so "fuuuck"
/// is met without a search for it. A space stands before the first and after the last word.
/// </summary>
internal sealed class Reading
{
    private const int Kept = 1 << 16;
    private char[] symbols = new char[512];
    private byte[] runs = new byte[512];
    private int[] starts = new int[512], ends = new int[512];
    private Trait[] traits = new Trait[512];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Symbols => symbols.AsSpan(0, Length);

    public int Run(int at) => runs[at];

    public int StartOf(int at) => starts[at];

    public int EndOf(int at) => ends[at];

    public Trait TraitsOf(int at) => traits[at];

    /// <summary>Whether no letter stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsGap(int at) => symbols[at] is Letters.Space or Letters.Break;

    public void Clear()
    {
        if (symbols.Length > Kept) Resize(512);
        Length = 0;
        Put(Letters.Space, 0, 0, Trait.Blank);
    }

    /// <summary>Closes the last word.</summary>
    public void Close(int end) => Divide(Letters.Space, end, end);

    /// <summary>Adds a letter; the same again only lengthens its run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(char symbol, int start, int end, Trait trait)
    {
        var last = Length - 1;
        if (symbols[last] == symbol)
        {
            if (runs[last] < byte.MaxValue) runs[last]++;
            ends[last] = end;
            traits[last] |= trait;
            return;
        }

        Put(symbol, start, end, trait);
    }

    /// <summary>Ends a word, or a sentence too; <paramref name="trait"/> is <see cref="Trait.Blank"/> for white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Divide(char gap, int start, int end, Trait trait = Trait.None)
    {
        var last = Length - 1;
        if (symbols[last] is Letters.Space or Letters.Break)
        {
            if (gap == Letters.Break) symbols[last] = gap;
            ends[last] = end;
            traits[last] &= trait;
            return;
        }

        Put(gap, start, end, trait);
    }

    /// <summary>Says of the last symbol that it bears an accent.</summary>
    public void Accent(int end)
    {
        if (IsGap(Length - 1)) return;
        traits[Length - 1] |= Trait.Accented;
        ends[Length - 1] = end;
    }

    /// <summary>Says something of every symbol from one on.</summary>
    public void Mark(int from, Trait trait)
    {
        for (var i = from; i < Length; i++) traits[i] |= trait;
    }

    private void Put(char symbol, int start, int end, Trait trait)
    {
        if (Length == symbols.Length) Resize(Length * 2);
        symbols[Length] = symbol;
        runs[Length] = 1;
        starts[Length] = start;
        ends[Length] = end;
        traits[Length++] = trait;
    }

    private void Resize(int size)
    {
        Array.Resize(ref symbols, size);
        Array.Resize(ref runs, size);
        Array.Resize(ref starts, size);
        Array.Resize(ref ends, size);
        Array.Resize(ref traits, size);
    }
}
