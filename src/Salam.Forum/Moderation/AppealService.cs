using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>A member's objection to a decision, and what another moderator than the first makes of it.</summary>
public sealed class AppealService(ForumDb db, CurrentViewer viewer, Gate gate, Journal journal, Sanctions sanctions)
{
    /// <summary>
    /// Appeals against a decision that concerns the viewer, once. Sending the same words twice is sending them once. Whatever else she may not
    /// do at present, this she may.
    /// </summary>
    public Task<Result<Done>> SendAsync(long entryId, string? words, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var me = viewer.Value.MemberId;
        var entry = await db.ModerationLog.AsNoTracking().FirstOrDefaultAsync(e => e.Id == entryId && e.MemberId == me && e.ActorId != null && Appeal.Against.Contains(e.Act), cancellation);
        if (entry is null)
            return Refusal.Missing;
        var text = Normalise.Input(words);
        if (await db.Appeals.AsNoTracking().FirstOrDefaultAsync(a => a.EntryId == entryId, cancellation) is { } sent)
            return sent.Words == text ? default(Done) : new Refusal(RefusalKind.Conflict, "AppealedAlready");
        if (await IsUndoneAsync(entryId, cancellation))
            return new Refusal(RefusalKind.Conflict, "UndoneAlready");
        if (TextRules.Check(text, "Words", 1, Appeal.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        db.Appeals.Add(new Appeal { EntryId = entryId, MemberId = me, Audience = entry.Audience, Words = text, CreatedAt = journal.Now });
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>
    /// Grants an appeal, which undoes the decision as far as it still stands, or denies it, which takes words. Refused to whoever decided
    /// first and to the member herself; and by the same rule as the decision, to those who may not act on her. Refused too when the case is not as
    /// it was seen (<paramref name="version"/>): to grant is to find the words right that stand there now.
    /// </summary>
    public Task<Result<Decided>> DecideAsync(long appealId, int version, bool grant, string? words, CancellationToken cancellation) => db.WriteAsync<Decided>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var entered = await gate.EnteredAsync(cancellation);
        var appeal = await gate.Appeals(entered).AsNoTracking().FirstOrDefaultAsync(a => a.Id == appealId, cancellation);
        if (appeal is null)
            return Refusal.Missing;
        var entry = await gate.Log(entered).AsNoTracking().FirstAsync(e => e.Id == appeal.EntryId, cancellation);
        if (OwnRefusal(viewer.Value, appeal.MemberId, entry.ActorId) is { } own)
            return own;
        if (await gate.MemberRefusalAsync(entry.Act, entry.MemberId, entered, cancellation) is { } refusal)
            return refusal;
        if (appeal.Granted is not null)
            return new Refusal(RefusalKind.Conflict, "AppealDecided");
        if (await IsUndoneAsync(entry.Id, cancellation))
            return new Refusal(RefusalKind.Conflict, "UndoneAlready");
        if (await gate.Cases(entered).Where(c => c.Id == entry.CaseId).Select(c => (int?)c.Version).FirstOrDefaultAsync(cancellation) is { } now && now != version)
            return new Refusal(RefusalKind.Conflict, "AppealChanged", "Answer");
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Answer", grant ? 0 : 1, Appeal.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        return await AnswerAsync(appeal, entry, grant, text, cancellation);
    }, cancellation);

    /// <summary>Why the viewer may not decide an appeal because of what she has to do with it; null when that is nothing.</summary>
    internal static Refusal? OwnRefusal(Viewer viewer, long memberId, long? actorId) =>
        memberId == viewer.MemberId ? Refusal.Forbidden("AppealOwn") : actorId == viewer.MemberId ? Refusal.Forbidden("AppealFirst") : null;

    private async Task<Result<Decided>> AnswerAsync(Appeal appeal, LogEntry entry, bool grant, string text, CancellationToken cancellation)
    {
        var left = grant ? await sanctions.OverturnAsync(entry, cancellation) : null;
        // Where nothing stood any more as the decision left it, she was right all the same, and the log tells of no change.
        var answer = journal.Answering(entry, grant ? Act.AppealGranted : Act.AppealDenied, text, left is null ? "{}" : entry.After, left?.ToJson() ?? "{}");
        await journal.WriteAsync(answer, tell: true, cancellation);
        var (appealId, entryId, answerId) = (appeal.Id, entry.Id, answer.Id);
        // Of two at once the first one decides, on every database.
        var decided = await db.Appeals.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(a => a.Id == appealId && a.Granted == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Granted, grant).SetProperty(a => a.Answer, text).SetProperty(a => a.DecidedBy, answerId), cancellation);
        if (decided == 0)
            return new Refusal(RefusalKind.Conflict, "AppealDecided");
        if (grant)
            await Settlement.DismissAsync(db, entryId, answerId, cancellation);
        return new Decided(answerId, answer.Act, entry.CaseId ?? 0, Settled: false, Decided.ChangedBy(entry.Act, entry.Audience));
    }

    private Task<bool> IsUndoneAsync(long entryId, CancellationToken cancellation) =>
        db.ModerationLog.IgnoreQueryFilters([Visibility.AudienceFilter]).AnyAsync(e => e.About == entryId && e.Act == Act.Undone, cancellation);
}
