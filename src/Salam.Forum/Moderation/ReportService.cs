using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>What members do with reports.</summary>
public sealed class ReportService(ForumDb db, CurrentViewer viewer, TimeProvider time, Things things, Docket docket)
{
    /// <summary>
    /// Reports a post, comment or member that the viewer sees. Sending the same report twice is sending it once; another one on the same thing is
    /// refused, as is one on one's own, and the twenty-first of a day.
    /// </summary>
    public Task<Result<Done>> SendAsync(ThingKind kind, long id, Rules rule, string? words, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (await things.FindAsync(kind, id, cancellation) is not { } thing)
            return Refusal.Missing;
        var text = Normalise.Input(words);
        if (Refusals(thing, rule, text) is { Count: > 0 } refusals)
            return refusals;
        var me = viewer.Value.MemberId;
        var now = time.GetUtcNow().UtcDateTime;
        if (await MineAsync(thing, cancellation) is { } sent)
            return sent.Rule == rule && sent.Words == text ? default(Done) : new Refusal(RefusalKind.Conflict, "ReportedAlready");
        // Moderators see what was removed: it is decided on, and no case waits for it again.
        if (thing.Status == Status.Removed)
            return new Refusal(RefusalKind.Conflict, "ThingGone");
        var since = now.AddDays(-1);
        if (await db.Reports.CountAsync(r => r.ReporterId == me && r.CreatedAt > since, cancellation) >= Report.DayLimit)
            return new Refusal(RefusalKind.TooMany, "ReportLimit", null, Report.DayLimit);
        var known = await KnownMember.OfViewerAsync(db, me, cancellation);
        if (Brakes.ActRefusal(known.SuspendedUntil, now) is { } closed)
            return closed;
        var weight = known.WeightAt(now);
        var review = await docket.AddAsync(thing, rule, Categories.None, weight, cancellation);
        db.Reports.Add(new Report { CaseId = review.Id, ReporterId = me, Audience = review.Audience, Rule = rule, Words = text, Weight = weight, CreatedAt = now });
        await db.SaveChangesAsync(cancellation);
        if (kind == ThingKind.Comment)
            await Things.AllComments(db).Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.FlagCount, c => c.FlagCount + 1), cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Why the viewer may not report the thing at all, before she writes anything; null when she may.</summary>
    public async Task<Result<Done>> MayAsync(ThingKind kind, long id, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (await things.FindAsync(kind, id, cancellation) is not { } thing)
            return Refusal.Missing;
        if (thing.AuthorId == viewer.Value.MemberId)
            return Refusal.Forbidden("ReportOwn");
        return await MineAsync(thing, cancellation) is null ? default(Done) : new Refusal(RefusalKind.Conflict, "ReportedAlready");
    }

    private async Task<Report?> MineAsync(Thing thing, CancellationToken cancellation) => await (
        from r in db.Reports.AsNoTracking()
        join c in db.Cases.IgnoreQueryFilters([Visibility.ReaderFilter]) on r.CaseId equals c.Id
        where r.ReporterId == viewer.Value.MemberId && c.Kind == thing.Kind && c.ThingId == thing.Id
        select r).FirstOrDefaultAsync(cancellation);

    private List<Refusal> Refusals(Thing thing, Rules rule, string text)
    {
        List<Refusal> refusals = [.. TextRules.Check(text, "Words", rule == Rules.Other ? 1 : 0, Report.WordsMax)];
        if (thing.AuthorId == viewer.Value.MemberId)
            refusals.Insert(0, Refusal.Forbidden("ReportOwn"));
        else if (!IsOne(rule))
            refusals.Insert(0, Refusal.Invalid("Choice", "Rule"));
        return refusals;
    }

    /// <summary>Whether the value names exactly one rule.</summary>
    internal static bool IsOne(Rules rule) => rule != Rules.None && Enum.IsDefined(rule);
}
