using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>A difference between a foundation's statement and the ledger, as administrators see it among those of all foundations.</summary>
public sealed record ReviewedDifference(long FoundationId, string Foundation, DifferenceRow Row);

/// <summary>A project that everybody sees, as moderators list it.</summary>
public sealed record ReviewedProject(long Id, string Title, string Language, ProjectState State, string Foundation, string Reason, DateTime EndsAt);

/// <summary>Reads what of charity waits for administrators and moderators; nothing for others.</summary>
public sealed class CharityReviewQueries(ForumDb db, Gate gate)
{
    /// <summary>Up to here it is counted.</summary>
    public const int CountMost = 100;

    /// <summary>Rows of a list; of projects, in each state.</summary>
    public const int ListMost = 100;

    /// <summary>Foundations and projects that wait for an administrator, and differences that were explained, and changes of projects that are wished, and words that the filter objects to, in one number.</summary>
    public Task<int> CountAsync(CancellationToken cancellation) => !db.ViewerIsAdministrator ? Task.FromResult(0)
        : db.Foundations.Where(f => f.State == FoundationState.Applied).Select(f => f.Id)
            .Concat(db.Projects.Where(p => p.State == ProjectState.InReview).Select(p => p.Id))
            .Concat(db.ProjectWishes.Where(w => db.Projects.Any(p => p.Id == w.ProjectId && (p.State == ProjectState.Open || p.State == ProjectState.Paused || p.State == ProjectState.Funded))).Select(w => w.ProjectId))
            .Concat(ProjectWordsQueries.Unseen(db).Select(e => e.ThingId))
            .Concat(db.StatementDifferences.Where(d => d.SettledAt == null && d.Explanation != "").Select(d => d.Id)).Take(CountMost).CountAsync(cancellation);

    /// <summary>What moderators have stopped, and what they may stop; of each first what ends soonest.</summary>
    public async Task<Result<IReadOnlyList<ReviewedProject>>> ProjectsAsync(CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var rows = new List<ReviewedProject>();
        // Each state is read from the index by itself.
        foreach (var state in new[] { ProjectState.Paused, ProjectState.Open, ProjectState.Funded })
        {
            rows.AddRange(await (
                from p in db.Projects
                where p.State == state && p.PublishedAt != null
                orderby p.Urgency, p.Id
                join f in db.Foundations on p.FoundationId equals f.Id
                select new ReviewedProject(p.Id, p.Title, p.Language, p.State, f.Name, p.Reason, p.EndsAt)).Take(ListMost).ToListAsync(cancellation));
        }
        return rows;
    }

    /// <summary>What statements and the ledger do not agree on and foundations have explained, those who have waited longest first: what nobody explained can be decided by nobody.</summary>
    public async Task<Result<IReadOnlyList<ReviewedDifference>>> DifferencesAsync(CancellationToken cancellation)
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        return await (
            from d in db.StatementDifferences
            where d.SettledAt == null && d.Explanation != ""
            orderby d.Id
            join f in db.Foundations on d.FoundationId equals f.Id
            join p in db.Projects on d.ProjectId equals p.Id
            select new ReviewedDifference(f.Id, f.Name, new DifferenceRow(
                d.Id, d.Month, d.ProjectId, p.Title, d.Currency, d.Kind, d.TheirCount, d.TheirAmount, d.OurCount, d.OurAmount, d.FoundAt, d.Explanation, d.EditedAt))).Take(ListMost).ToListAsync(cancellation);
    }
}
