using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Opens cases and holds things; always inside the transaction of the act that gives cause.</summary>
public sealed class Docket(ForumDb db, Things things, ForumOptions options, TimeProvider time)
{
    /// <summary>
    /// Adds what speaks against a thing to its case, making or reopening it, and holds the thing when the weight reaches
    /// <see cref="ForumOptions.HoldAt"/>.
    /// </summary>
    public async Task<Case> AddAsync(Thing thing, Rules rule, Categories found, int weight, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // Whoever reports is no moderator, and sees no case.
        var review = await All.AsTracking().FirstOrDefaultAsync(c => c.Kind == thing.Kind && c.ThingId == thing.Id, cancellation);
        if (review is null)
        {
            review = new Case
            {
                Kind = thing.Kind, ThingId = thing.Id, PostId = thing.PostId, AuthorId = thing.AuthorId, Circle = thing.Circle, Audience = thing.Audience,
                Language = thing.Language.Split(' ')[0], OpenedAt = now,
            };
            db.Cases.Add(review);
        }
        review.Add(rule, found, weight, now);
        await db.SaveChangesAsync(cancellation);
        var holdAt = options.HoldAt * ReportWeight.One;
        if (review.Weight >= holdAt)
            await HoldAsync(review, rule, isNew: review.Weight - weight < holdAt, cancellation);
        return review;
    }

    /// <summary>Opens a case because of what the filter found; the thing was stored as held already where that is grave enough.</summary>
    public async Task FoundAsync(Thing thing, Categories found, bool danger, CancellationToken cancellation)
    {
        var review = await AddAsync(thing, danger ? Rules.Danger : Rules.None, found, 0, cancellation);
        if (thing.Status == Status.Held)
            await LogHoldAsync(review, Rules.None, Status.Published, cancellation);
    }

    /// <summary>Whether a case on the thing holds all that was found already, open or decided.</summary>
    internal Task<bool> KnowsAsync(ThingKind kind, long id, Categories found, CancellationToken cancellation) =>
        All.AnyAsync(c => c.Kind == kind && c.ThingId == id && (c.Found & found) == found, cancellation);

    /// <summary>
    /// The words of the thing are others now: a decision that was begun on the old ones is not to fall on these. Nor is one on a case that was
    /// decided: what was removed can be put back, and an appeal granted.
    /// </summary>
    public Task ChangedAsync(ThingKind kind, long id, CancellationToken cancellation) =>
        All.Where(c => c.Kind == kind && c.ThingId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancellation);

    /// <summary>Keeps the words of a thing that its author deletes while a case on it waits, for those who decide; always inside the transaction that deletes it.</summary>
    internal static Task KeepAsync(ForumDb db, ThingKind kind, long id, string words, CancellationToken cancellation) =>
        Every(db).Where(c => c.Kind == kind && c.ThingId == id && c.State == CaseState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Words, words).SetProperty(c => c.Version, c => c.Version + 1), cancellation);

    /// <summary>
    /// Cases on members whose words about themselves wait for a person: nothing moves with them, they are held for as long as the case weighs so much.
    /// </summary>
    internal static IQueryable<Case> HoldingProfiles(ForumDb db, int holdAt) =>
        Every(db).Where(c => c.Kind == ThingKind.Member && c.State == CaseState.Open && c.Weight >= holdAt * ReportWeight.One);

    private IQueryable<Case> All => Every(db);

    private static IQueryable<Case> Every(ForumDb db) => db.Cases.IgnoreQueryFilters([Visibility.AudienceFilter, Visibility.ReaderFilter]);

    private async Task HoldAsync(Case review, Rules rule, bool isNew, CancellationToken cancellation)
    {
        if (review.Kind == ThingKind.Member ? isNew : await things.MoveAsync(review.Kind, [review.ThingId], Status.Published, Status.Held, cancellation) > 0)
            await LogHoldAsync(review, rule, Status.Published, cancellation);
    }

    private async Task LogHoldAsync(Case review, Rules rule, Status before, CancellationToken cancellation)
    {
        db.ModerationLog.Add(new LogEntry
        {
            At = time.GetUtcNow().UtcDateTime, Act = Act.Held, Audience = review.Audience, CaseId = review.Id, Kind = review.Kind, ThingId = review.ThingId, PostId = review.PostId,
            MemberId = review.AuthorId, Rule = rule,
            Before = Of(before).ToJson(), After = Of(Status.Held).ToJson(),
        });
        await db.SaveChangesAsync(cancellation);

        Snapshot Of(Status status) => review.Kind == ThingKind.Member ? new Snapshot() : Snapshot.OfThing(review.Kind, review.ThingId, status);
    }
}
