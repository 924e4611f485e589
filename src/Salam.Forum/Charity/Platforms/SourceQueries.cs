using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Platforms;

/// <summary>Who counts the gifts to a project, as everybody may read it.</summary>
/// <param name="LookedAt">When it was last believed, UTC; null while it never was.</param>
/// <param name="Givers">How many gave (Every.org), or how often was given (JustGiving), as it said.</param>
public sealed record SourceView(Platform Platform, DateTime? LookedAt, long? Givers)
{
    /// <summary>After so long without an answer that could be believed, it is said that there was none.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromDays(1);

    /// <summary>Whether platforms are asked for a project in that state; what is over stays as it was last told.</summary>
    public static bool IsAsked(ProjectState state) => state is ProjectState.Open or ProjectState.Funded or ProjectState.Paused;

    /// <summary>What everybody may read of it. How many gave is not said of what was counted in another currency.</summary>
    internal static SourceView Of(ProjectSource source) => new(source.Platform, source.LookedAt, source.Trouble == SourceTrouble.OtherCurrency ? null : source.Givers);

    /// <summary>Whether it could not be believed for longer than a day.</summary>
    public bool IsOld(DateTime now) => LookedAt is not { } at || now - at > Old;
}

/// <summary>The same as its foundation and administrators see it.</summary>
/// <param name="Total">What it last said, in smaller units of <paramref name="Currency"/>, which may be another than the project's.</param>
public sealed record SourceDetail(SourcePlace Place, DateTime? AskedAt, DateTime? LookedAt, SourceTrouble Trouble, long Total, string Currency, long? Givers);

/// <summary>A project that a platform counts, among all.</summary>
public sealed record SourceRow(long ProjectId, string Project, string Slug, string Language, string Foundation, Platform Platform, DateTime? LookedAt, long? Givers, long Raised, string Currency, ProjectState State);

/// <summary>What is wished of a project, beside how it is.</summary>
public sealed record WishView(long ProjectId, string Project, string Language, string Foundation, string Currency, Wished Now, Wished Wished, DateTime WishedAt);

/// <summary>Reads who counts gifts, and what is wished of projects that everybody sees.</summary>
public sealed class SourceQueries(ForumDb db, StaffGate gate)
{
    private const int RowsMost = 500, WishesMost = 100;

    /// <summary>All projects that platforms count and everybody sees, the newest first.</summary>
    public Task<List<SourceRow>> AllAsync(CancellationToken cancellation) => (
        from s in db.ProjectSources.AsNoTracking()
        join p in db.Projects on s.ProjectId equals p.Id
        where p.PublishedAt != null && p.State != ProjectState.Withdrawn
        join f in db.Foundations on p.FoundationId equals f.Id
        orderby s.ProjectId descending
        select new SourceRow(p.Id, p.Title, p.Slug, p.Language, f.Name, s.Platform, s.LookedAt, s.Trouble == SourceTrouble.OtherCurrency ? null : s.Givers, p.Raised, p.Currency, p.State)).Take(RowsMost).ToListAsync(cancellation);

    /// <summary>The same with all that is known of it, for the staff and administrators.</summary>
    public async Task<Result<SourceDetail?>> DetailAsync(long projectId, CancellationToken cancellation)
    {
        if (await ClosedAsync(projectId, cancellation) is { } closed)
            return closed;
        return await db.ProjectSources.AsNoTracking().Where(s => s.ProjectId == projectId)
            .Select(s => new SourceDetail(new SourcePlace(s.Platform, s.Nonprofit, s.Name), s.AskedAt, s.LookedAt, s.Trouble, s.Total, s.Currency, s.Givers)).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>What is wished of a project, for the staff and administrators; null where nothing is.</summary>
    public async Task<Result<WishView?>> WishAsync(long projectId, CancellationToken cancellation)
    {
        if (await ClosedAsync(projectId, cancellation) is { } closed)
            return closed;
        return (await Wishes(db.ProjectWishes.Where(w => w.ProjectId == projectId)).ToListAsync(cancellation)).Select(View).FirstOrDefault();
    }

    /// <summary>What is wished of all projects, what waited longest first; nothing for others than administrators.</summary>
    public async Task<IReadOnlyList<WishView>> WishesAsync(CancellationToken cancellation) =>
        [.. (await Wishes(db.ProjectWishes.Where(_ => db.ViewerIsAdministrator).OrderBy(w => w.WishedAt).Take(WishesMost)).ToListAsync(cancellation)).Select(View).OrderBy(w => w.WishedAt)];

    private async Task<Refusal?> ClosedAsync(long projectId, CancellationToken cancellation) =>
        await db.Projects.Where(p => p.Id == projectId).Select(p => (long?)p.FoundationId).FirstOrDefaultAsync(cancellation) is { } foundation
            ? await gate.LookRefusalAsync(foundation, cancellation) : Refusal.Missing;

    private IQueryable<WishRow> Wishes(IQueryable<ProjectWish> wishes) =>
        from w in wishes.AsNoTracking()
        join p in db.Projects on w.ProjectId equals p.Id
        where p.State == ProjectState.Open || p.State == ProjectState.Paused || p.State == ProjectState.Funded
        join f in db.Foundations on p.FoundationId equals f.Id
        select new WishRow(p.Id, p.Title, p.Language, f.Name, p.Currency, p.Goal, p.DonateUrl, w, db.ProjectSources.FirstOrDefault(s => s.ProjectId == p.Id));

    private static WishView View(WishRow row) => new(
        row.ProjectId, row.Project, row.Language, row.Foundation, row.Currency, new Wished(row.Goal, row.DonateUrl, row.Source?.Place),
        new Wished(row.Wish.Goal, row.Wish.DonateUrl, row.Wish.Place), row.Wish.WishedAt);

    private sealed record WishRow(long ProjectId, string Project, string Language, string Foundation, string Currency, long Goal, string DonateUrl, ProjectWish Wish, ProjectSource? Source);
}
