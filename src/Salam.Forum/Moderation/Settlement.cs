using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Takes cases out of the queue with their reports, and brings back what one entry of the log settled; always inside the transaction of the act.</summary>
internal static class Settlement
{
    /// <summary>Settles cases by an entry, and with them the reports that wait.</summary>
    public static async Task SettleAsync(ForumDb db, IReadOnlyList<Case> cases, long entryId, ReportOutcome outcome, CancellationToken cancellation)
    {
        foreach (var settled in cases)
        {
            settled.Settle(entryId);
            var id = settled.Id;
            await ReportsOf(db, id).Where(r => r.Outcome == ReportOutcome.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, outcome).SetProperty(r => r.SettledBy, entryId), cancellation);
            await CountFlagsAsync(db, settled, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>
    /// Brings back the cases that an entry settled, whoever sees them, with their reports. The case that the entry is about is another one than before
    /// for everybody who has it open, also where nothing of it was settled.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="entry">The entry that was undone.</param>
    /// <param name="heldOnly">Whether only things that wait for a person again have their case back, as when an appeal was granted.</param>
    /// <param name="now">The moment they are back in the queue.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task ReopenAsync(ForumDb db, LogEntry entry, bool heldOnly, DateTime now, CancellationToken cancellation)
    {
        var all = db.Cases.IgnoreQueryFilters([Visibility.AudienceFilter, Visibility.ReaderFilter]);
        var cases = await all.AsTracking().Where(c => c.AuthorId == entry.MemberId && c.State == CaseState.Decided && c.SettledBy == entry.Id).ToListAsync(cancellation);
        if (heldOnly)
            cases = await HeldAsync(db, cases, cancellation);
        foreach (var review in cases)
        {
            var id = review.Id;
            await ReportsOf(db, id).Where(r => r.SettledBy == entry.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, ReportOutcome.Waiting).SetProperty(r => r.SettledBy, (long?)null), cancellation);
            review.Reopen(await ReportsOf(db, id).Where(r => r.Outcome == ReportOutcome.Waiting).SumAsync(r => r.Weight, cancellation), now);
            await CountFlagsAsync(db, review, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        if (!cases.Exists(c => c.Id == entry.CaseId))
            await all.Where(c => c.Id == entry.CaseId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), cancellation);
    }

    /// <summary>What still stands as settled by an entry that did not hold is found to be nothing, by the entry that says so.</summary>
    public static async Task DismissAsync(ForumDb db, long entryId, long answerId, CancellationToken cancellation)
    {
        var reports = db.Reports.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(r => r.SettledBy == entryId);
        var ids = await reports.Select(r => r.CaseId).Distinct().ToListAsync(cancellation);
        await reports.ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, ReportOutcome.Dismissed).SetProperty(r => r.SettledBy, answerId), cancellation);
        foreach (var review in await db.Cases.IgnoreQueryFilters([Visibility.AudienceFilter, Visibility.ReaderFilter]).AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(cancellation))
            await CountFlagsAsync(db, review, cancellation);
    }

    /// <summary>Reports that were dismissed slow no thread down.</summary>
    private static async Task CountFlagsAsync(ForumDb db, Case review, CancellationToken cancellation)
    {
        if (review.Kind != ThingKind.Comment)
            return;
        var flags = await ReportsOf(db, review.Id).CountAsync(r => r.Outcome != ReportOutcome.Dismissed, cancellation);
        await Things.AllComments(db).Where(c => c.Id == review.ThingId).ExecuteUpdateAsync(set => set.SetProperty(c => c.FlagCount, flags), cancellation);
    }

    private static async Task<List<Case>> HeldAsync(ForumDb db, List<Case> cases, CancellationToken cancellation)
    {
        var (posts, comments) = (IdsOf(ThingKind.Post), IdsOf(ThingKind.Comment));
        var heldPosts = await Things.AllPosts(db).Where(p => posts.Contains(p.Id) && p.Status == Status.Held).Select(p => p.Id).ToListAsync(cancellation);
        var heldComments = await Things.AllComments(db).Where(c => comments.Contains(c.Id) && c.Status == Status.Held).Select(c => c.Id).ToListAsync(cancellation);
        return cases.FindAll(c => (c.Kind == ThingKind.Post && heldPosts.Contains(c.ThingId)) || (c.Kind == ThingKind.Comment && heldComments.Contains(c.ThingId)));

        long[] IdsOf(ThingKind kind) => [.. cases.Where(c => c.Kind == kind).Select(c => c.ThingId)];
    }

    private static IQueryable<Report> ReportsOf(ForumDb db, long caseId) => db.Reports.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(r => r.CaseId == caseId);
}
