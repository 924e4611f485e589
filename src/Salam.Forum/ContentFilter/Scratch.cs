namespace Salam.Forum.ContentFilter;

/// <summary>An entry met at a place of the text.</summary>
internal readonly record struct Hit(int Start, int End, int Entry);

/// <summary>What one thread needs to judge, kept for its next text, so that judging leaves nothing to collect.</summary>
internal sealed class Scratch
{
    private const int Kept = 1 << 12;

    [ThreadStatic]
    private static Scratch? ofThread;

    public static Scratch OfThread => ofThread ??= new Scratch();

    public Reading Reading { get; } = new();

    /// <summary>Faults and exceptions.</summary>
    public List<Hit> Found { get; } = new(64);

    /// <summary>Cues, in the order of the text.</summary>
    public List<Hit> Cues { get; } = new(256);

    /// <summary>How many everyday words of each language the text holds.</summary>
    public int[] Everyday { get; private set; } = [];

    /// <summary>Words of somebody in danger.</summary>
    public List<Hit> Distress { get; } = new(16);

    /// <summary>Whether nothing was met that the verdict would have to tell.</summary>
    public bool IsClean => Found.Count == 0 && Distress.Count == 0;

    /// <summary>Puts the cues of several readings in the order of the text.</summary>
    public void SortCues() => Cues.Sort(static (a, b) => a.Start.CompareTo(b.Start));

    public void Clear(int languages)
    {
        Found.Clear();
        Cues.Clear();
        Distress.Clear();
        if (Found.Capacity > Kept) Found.Capacity = 64;
        if (Cues.Capacity > Kept) Cues.Capacity = 256;
        if (Distress.Capacity > Kept) Distress.Capacity = 16;
        if (Everyday.Length < languages) Everyday = new int[languages];
        else Array.Clear(Everyday);
    }
}
