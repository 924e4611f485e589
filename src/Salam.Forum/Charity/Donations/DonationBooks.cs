using System.Globalization;

namespace Salam.Forum.Charity.Donations;

/// <summary>What the books know of a project.</summary>
internal sealed record BookedProject(long Id, long FoundationId, string Currency, long Goal, long Raised, DateTime EndsAt, ProjectState State, bool WasPublished, bool HasSource)
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
/// without the database. Whatever the order in which announcements arrive, those that contradict each other among them, the same count: each is judged with
/// all that it stands beside, and what counted and does not stand any more is taken back by a line of its own (<see cref="Judge"/>).
/// </summary>
internal sealed partial class DonationBooks(DateTime now, LedgerHead head)
{
    private readonly Dictionary<(long, string), List<Donation>> known = [];
    private readonly Dictionary<(long, string), List<Donation>> givenBack = [];
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
        if (donation.RefundOf is { } of)
            ListOf(givenBack, (donation.FoundationId, of)).Add(donation);
    }

    public void Know(BookedProject project) => projects[project.Id] = project;

    public void Know(VettingTerm term)
    {
        if (!terms.TryGetValue(term.FoundationId, out var list))
            terms[term.FoundationId] = list = [];
        list.Add(term);
    }

    /// <summary>Takes announcements in their order: counts them, keeps them aside, or finds that they were said before. Answers each as it stands when all of them are in.</summary>
    public List<Taken> Take(IEnumerable<Announced> announced) =>
        [.. announced.Select(Put).ToList().Select(put => put.Row is not { } row
            ? new Taken(TakenAs.Refused, DonationState.Aside, AsideReason.None, put.Limit)
            : new Taken(!put.IsNew ? TakenAs.Known : row.State == DonationState.Accepted ? TakenAs.Accepted : TakenAs.Aside, row.State, row.Reason))];

    private (Donation? Row, bool IsNew, IntakeLimit Limit) Put(Announced announced)
    {
        var (foundation, said) = (announced.FoundationId, announced.What);
        var same = ListOf(known, (foundation, said.Name));
        if (same.Find(d => d.Says(said)) is { } before)
            return (before, false, IntakeLimit.None);
        if (LimitOf(foundation, said, same) is not IntakeLimit.None and var limit)
            return (null, false, limit);
        var donation = new Donation
        {
            FoundationId = foundation, Name = said.Name, Variant = same.Exists(d => d.Variant == 0) ? same.Max(d => d.Variant) + 1 : 0, Project = said.Project, Amount = said.Amount, Currency = said.Currency,
            Kind = said.Kind, GivenOn = said.GivenOn, RefundOf = said.RefundOf, Reference = said.Reference, ArrivedAt = now,
        };
        Added.Add(donation);
        Know(donation);
        Judge(foundation, said.Name);
        return (donation, true, IntakeLimit.None);
    }

    private IntakeLimit LimitOf(long foundation, Announcement said, List<Donation> same)
    {
        if (same.Count >= Donation.VariantsMost)
            return IntakeLimit.Variants;
        if (said.RefundOf is { } of && ListOf(givenBack, (foundation, of)).Count >= Donation.RefundsMost)
            return IntakeLimit.Refunds;
        return IntakeLimit.None;
    }

    /// <summary>Moves what a platform says was given to a project in all, as a line of its own.</summary>
    public void Tell(BookedProject project, long difference)
    {
        var today = DateOnly.FromDateTime(now);
        _ = Add(project, GiftKind.PlatformTotal, difference, today, corrects: null);
        Move(project, GiftKind.PlatformTotal, today, new MonthMove(difference, 0, 0));
    }

    /// <summary>The number that a project was named by; null where it is none.</summary>
    public static long? IdOf(string project) =>
        long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 && project == id.ToString(CultureInfo.InvariantCulture) ? id : null;

    private void Accept(Donation donation, BookedProject project, Donation? givesBack = null)
    {
        var number = Add(project, donation.Kind, donation.Amount, donation.GivenOn, corrects: null);
        (donation.State, donation.Reason, donation.ProjectId, donation.LedgerNumber) = (DonationState.Accepted, AsideReason.None, project.Id, number);
        donation.IsLate = !IsVettedOn(donation.FoundationId, DateOnly.FromDateTime(now));
        Move(project, donation.Kind, donation.GivenOn, givesBack is null ? new MonthMove(donation.Amount, 1, 0) : new MonthMove(donation.Amount, 0, 1));
        if (givesBack is null)
            project.Counted++;
        else
            GiveBack(givesBack, -donation.Amount, project);
    }

    /// <summary>Keeps something aside, and takes it back where it counted.</summary>
    private void SetAside(Donation donation, AsideReason reason)
    {
        if (donation.State == DonationState.Accepted)
            TakeBack(donation, projects[donation.ProjectId!.Value]);
        donation.Reason = reason;
    }

    private void TakeBack(Donation donation, BookedProject project)
    {
        _ = Add(project, donation.Kind, -donation.Amount, donation.GivenOn, donation.LedgerNumber);
        Move(project, donation.Kind, donation.GivenOn, donation.RefundOf is null ? new MonthMove(-donation.Amount, -1, 0) : new MonthMove(-donation.Amount, 0, -1));
        if (donation.RefundOf is null)
            project.Counted -= donation.Refunded == donation.Amount ? 0 : 1;
        else if (ListOf(known, (donation.FoundationId, donation.RefundOf)).Find(d => d.Refunded > 0) is { } givesBack)
            GiveBack(givesBack, donation.Amount, project);
        (donation.State, donation.ProjectId, donation.LedgerNumber, donation.IsLate) = (DonationState.Aside, null, null, false);
    }

    /// <summary>Moves what of a donation was given back; one that is given back whole is counted no more.</summary>
    private static void GiveBack(Donation donation, long amount, BookedProject project)
    {
        var (counts, was) = (donation.State == DonationState.Accepted, donation.Refunded == donation.Amount);
        donation.Refunded += amount;
        if (counts && was != (donation.Refunded == donation.Amount))
            project.Counted += was ? 1 : -1;
    }

    private long Add(BookedProject project, GiftKind kind, long amount, DateOnly givenOn, long? corrects)
    {
        var line = new LedgerLine
        {
            Number = head.Number + 1, FoundationId = project.FoundationId, ProjectId = project.Id, Kind = kind, Amount = amount, Currency = project.Currency, GivenOn = givenOn, AcceptedAt = acceptedAt, Corrects = corrects,
        };
        line.Hash = line.Seal(head.Hash);
        (head.Number, head.Hash) = (line.Number, line.Hash);
        Lines.Add(line);
        project.Moved += amount;
        return line.Number;
    }

    private void Move(BookedProject project, GiftKind kind, DateOnly givenOn, MonthMove by)
    {
        var key = new MonthKey(project.FoundationId, DonationMonth.Of(givenOn), project.Id, kind, project.Currency);
        var before = Months.GetValueOrDefault(key);
        Months[key] = new MonthMove(before.Amount + by.Amount, before.Donations + by.Donations, before.Refunds + by.Refunds);
    }

    private bool IsVettedOn(long foundation, DateOnly day) => terms.TryGetValue(foundation, out var own) && own.Exists(t => t.Covers(day));

    private static List<Donation> ListOf(Dictionary<(long, string), List<Donation>> lists, (long, string) key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
