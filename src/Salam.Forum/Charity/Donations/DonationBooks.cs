using System.Globalization;

namespace Salam.Forum.Charity.Donations;

/// <summary>What the books know of a project.</summary>
internal sealed record BookedProject(long Id, long FoundationId, string Currency, long Goal, long Raised, DateTime EndsAt, ProjectState State, bool WasPublished)
{
    /// <summary>By how much its sum moves.</summary>
    public long Moved { get; set; }

    /// <summary>By how much the number of its donations moves.</summary>
    public int Counted { get; set; }
}

/// <summary>The place of a sum of a month.</summary>
internal readonly record struct MonthKey(long FoundationId, int Month, long ProjectId, GiftKind Kind, string Currency);

/// <summary>By how much it moves.</summary>
internal readonly record struct MonthMove(long Amount, int Donations, int Refunds);

/// <summary>
/// The books, open for a handful of announcements: everything that they touch has been read before, so that what counts is decided here, by rules alone,
/// without the database. Whatever the order in which a donation and what is given back of it arrive, the sums come out the same.
/// </summary>
internal sealed class DonationBooks(DateTime now, LedgerHead head)
{
    private readonly Dictionary<(long, string), List<Donation>> known = [];
    private readonly Dictionary<(long, string), List<Donation>> waiting = [];
    private readonly Dictionary<long, BookedProject> projects = [];
    private readonly Dictionary<long, List<VettingTerm>> terms = [];

    // The database keeps whole seconds in the ledger, and the seal must hold what is kept.
    private readonly DateTime acceptedAt = new(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    /// <summary>What is new since the books were opened.</summary>
    public List<Donation> Added { get; } = [];

    /// <summary>The new lines of the ledger.</summary>
    public List<LedgerLine> Lines { get; } = [];

    /// <summary>The months whose sums move.</summary>
    public Dictionary<MonthKey, MonthMove> Months { get; } = [];

    /// <summary>The projects whose sums move.</summary>
    public IEnumerable<BookedProject> Moved => projects.Values.Where(p => p.Moved != 0 || p.Counted != 0);

    /// <summary>Puts in what was announced before.</summary>
    public void Know(Donation donation)
    {
        ListOf(known, (donation.FoundationId, donation.Name)).Add(donation);
        if (donation is { State: DonationState.Aside, Variant: 0, RefundOf: { } of })
            ListOf(waiting, (donation.FoundationId, of)).Add(donation);
    }

    public void Know(BookedProject project) => projects[project.Id] = project;

    public void Know(VettingTerm term)
    {
        if (!terms.TryGetValue(term.FoundationId, out var list))
            terms[term.FoundationId] = list = [];
        list.Add(term);
    }

    /// <summary>Takes an announcement: counts it, keeps it aside, or finds that it was said before.</summary>
    public Taken Take(Announced announced)
    {
        var (foundation, said) = (announced.FoundationId, announced.What);
        var same = ListOf(known, (foundation, said.Name));
        if (same.Find(d => d.Says(said)) is { } before)
            return new Taken(TakenAs.Known, before.State, before.Reason);
        var donation = new Donation
        {
            FoundationId = foundation, Name = said.Name, Variant = same.Count, Project = said.Project, Amount = said.Amount, Currency = said.Currency, Kind = said.Kind, GivenOn = said.GivenOn,
            RefundOf = said.RefundOf, Reference = said.Reference, ArrivedAt = now,
        };
        Added.Add(donation);
        Know(donation);
        if (donation.Variant > 0)
            donation.Reason = AsideReason.Conflict;
        else
            Enter(donation);
        return new Taken(donation.State == DonationState.Accepted ? TakenAs.Accepted : TakenAs.Aside, donation.State, donation.Reason);
    }

    /// <summary>Looks at something that is kept aside again, and counts it if nothing is against it any more.</summary>
    public void Enter(Donation donation)
    {
        if (donation is not { State: DonationState.Aside, Variant: 0 })
            return;
        var project = ProjectOf(donation);
        donation.Reason = Against(donation, project);
        if (donation.Reason == AsideReason.None)
            Accept(donation, project!);
    }

    /// <summary>The project that something was announced for; null where the foundation has none of that number.</summary>
    private BookedProject? ProjectOf(Donation donation) =>
        IdOf(donation.Project) is { } id && projects.TryGetValue(id, out var project) && project.FoundationId == donation.FoundationId ? project : null;

    /// <summary>The number that a project was named by; null where it is none.</summary>
    public static long? IdOf(string project) =>
        long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 && project == id.ToString(CultureInfo.InvariantCulture) ? id : null;

    private AsideReason Against(Donation donation, BookedProject? project)
    {
        if (project is null)
            return AsideReason.UnknownProject;
        if (!project.WasPublished)
            return AsideReason.NotPublished;
        if (!Currencies.IsKnown(donation.Currency))
            return AsideReason.UnknownCurrency;
        if (donation.Currency != project.Currency)
            return AsideReason.OtherCurrency;
        if (donation.RefundOf is { } of)
            return AgainstRefund(donation, project, of);
        if (!IsVettedOn(donation.FoundationId, donation.GivenOn))
            return AsideReason.NotVetted;
        return project.Raised + project.Moved > Currencies.Max - donation.Amount ? AsideReason.TotalTooLarge : AsideReason.None;
    }

    /// <summary>What is given back of a donation that counts is always taken off, vetted or not.</summary>
    private AsideReason AgainstRefund(Donation refund, BookedProject project, string of)
    {
        if (First(refund.FoundationId, of) is not { State: DonationState.Accepted } donation)
            return AsideReason.RefundWithoutDonation;
        if (donation.RefundOf is not null || donation.ProjectId != project.Id || donation.Kind != refund.Kind)
            return AsideReason.RefundDiffers;
        return donation.Refunded - refund.Amount > donation.Amount ? AsideReason.RefundTooLarge : AsideReason.None;
    }

    private void Accept(Donation donation, BookedProject project)
    {
        var line = new LedgerLine
        {
            Number = head.Number + 1, FoundationId = donation.FoundationId, ProjectId = project.Id, Kind = donation.Kind, Amount = donation.Amount, Currency = donation.Currency,
            GivenOn = donation.GivenOn, AcceptedAt = acceptedAt,
        };
        line.Hash = line.Seal(head.Hash);
        (head.Number, head.Hash) = (line.Number, line.Hash);
        Lines.Add(line);
        (donation.State, donation.Reason, donation.ProjectId, donation.LedgerNumber) = (DonationState.Accepted, AsideReason.None, project.Id, line.Number);
        donation.IsLate = !IsVettedOn(donation.FoundationId, DateOnly.FromDateTime(now));
        project.Moved += donation.Amount;
        Move(donation);
        if (donation.RefundOf is { } of)
            GiveBack(First(donation.FoundationId, of)!, -donation.Amount, project);
        else
        {
            project.Counted++;
            Join(donation);
        }
    }

    private static void GiveBack(Donation donation, long amount, BookedProject project)
    {
        donation.Refunded += amount;
        if (donation.Refunded == donation.Amount)
            project.Counted--;
    }

    /// <summary>Looks again at what was given back of the donation before it had arrived.</summary>
    private void Join(Donation donation)
    {
        if (!waiting.TryGetValue((donation.FoundationId, donation.Name), out var refunds))
            return;
        // Those of this handful have no number yet, and came last.
        foreach (var refund in refunds.OrderBy(r => r.Id == 0 ? long.MaxValue : r.Id).ToList())
            Enter(refund);
    }

    private void Move(Donation donation)
    {
        var key = new MonthKey(donation.FoundationId, DonationMonth.Of(donation.GivenOn), donation.ProjectId!.Value, donation.Kind, donation.Currency);
        var before = Months.GetValueOrDefault(key);
        Months[key] = new MonthMove(before.Amount + donation.Amount, before.Donations + (donation.Amount > 0 ? 1 : 0), before.Refunds + (donation.Amount < 0 ? 1 : 0));
    }

    private bool IsVettedOn(long foundation, DateOnly day) => terms.TryGetValue(foundation, out var own) && own.Exists(t => t.Covers(day));

    private Donation? First(long foundation, string name) => known.TryGetValue((foundation, name), out var same) ? same.Find(d => d.Variant == 0) : null;

    private static List<Donation> ListOf(Dictionary<(long, string), List<Donation>> lists, (long, string) key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
