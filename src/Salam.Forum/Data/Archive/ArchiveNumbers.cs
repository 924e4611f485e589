using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>
/// Which numbers the foundations, projects and news of an archive have here, and how far its ledger was taken. Into an empty forum all keep theirs, since
/// addresses, messages of foundations and the seals of the ledger say them; where one is taken, its thing has a new one, and what follows it is led there.
/// </summary>
internal sealed class ArchiveNumbers
{
    private readonly HashSet<long> settled = [];
    private readonly List<long> touched = [];
    private (long End, bool IsBroken) keptLedger, ledger;

    public NumberMap Foundations { get; } = new();

    public NumberMap Projects { get; } = new();

    public NumberMap Updates { get; } = new();

    /// <summary>The number of the last line of the archive's ledger that stands in the ledger here.</summary>
    public long LedgerEnd => ledger.End;

    /// <summary>Whether a line of the archive's ledger was refused: nothing of the books is taken after that.</summary>
    public bool IsLedgerBroken => ledger.IsBroken;

    /// <summary>The projects whose sums an import has to compute.</summary>
    public IEnumerable<long> Touched => settled;

    /// <summary>Forgets what was learnt since the last time that something was kept: it starts again.</summary>
    public void Begin()
    {
        Foundations.Begin();
        Projects.Begin();
        Updates.Begin();
        touched.Clear();
        ledger = keptLedger;
    }

    /// <summary>Keeps what was learnt, since what it is about is committed.</summary>
    public void Keep()
    {
        Foundations.Keep();
        Projects.Keep();
        Updates.Keep();
        settled.UnionWith(touched);
        keptLedger = ledger;
    }

    public void Touch(long project) => touched.Add(project);

    public void Follow(long number) => ledger.End = number;

    public void Break() => ledger.IsBroken = true;
}

/// <summary>The numbers that things of an archive have here. All are remembered: there are as many as foundations, projects and news, not as many as members.</summary>
internal sealed class NumberMap
{
    private readonly Dictionary<long, long> kept = [], learnt = [];
    private readonly HashSet<long> keptHere = [], learntHere = [];

    /// <summary>The number here; null where no line of this archive that came before was about it.</summary>
    public long? Here(string? id) => NumberOf(id) is { } there && (learnt.TryGetValue(there, out var here) || kept.TryGetValue(there, out here)) ? here : null;

    /// <summary>Whether the thing with that number here is what an earlier line of this archive was about.</summary>
    public bool Has(long here) => learntHere.Contains(here) || keptHere.Contains(here);

    public void Learn(string id, long here)
    {
        learnt[NumberOf(id)!.Value] = here;
        learntHere.Add(here);
    }

    public void Begin()
    {
        learnt.Clear();
        learntHere.Clear();
    }

    public void Keep()
    {
        foreach (var (there, here) in learnt)
            kept[there] = here;
        keptHere.UnionWith(learntHere);
        Begin();
    }
}
