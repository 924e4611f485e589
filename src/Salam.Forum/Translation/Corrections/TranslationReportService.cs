using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Corrections;

/// <summary>Members say what is wrong with a translation, moderators take it away or leave it.</summary>
public sealed class TranslationReportService(ForumDb db, CurrentViewer viewer, Gate gate, Brakes brakes, TimeProvider time)
{
    /// <summary>Reports the translation of a post or comment into a language, as the viewer sees it. A report sent twice is sent once.</summary>
    public Task<Result<Done>> SendAsync(ThingKind kind, long id, string to, TranslationFault fault, string? words, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (await CorrectedThing.OfAsync(db, kind, id, cancellation) is not { } thing)
            return Refusal.Missing;
        var (key, version, me, now) = (thing.Key, thing.Version, viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var translated = await db.TranslatedTexts.AsNoTracking().FirstOrDefaultAsync(t => t.Thing == key && t.Language == to && t.Version == version && t.State == TranslationState.Ready, cancellation);
        if (translated is null)
            return Refusal.Missing;
        var text = Normalise.Input(words);
        List<Refusal> refusals = Enum.IsDefined(fault) ? [] : [Refusal.Invalid("Choice", "Fault")];
        refusals.AddRange(TextRules.Check(text, "Words", 0, TranslationReport.WordsMax));
        if (refusals.Count > 0)
            return refusals;
        var sent = await db.TranslationReports.AsTracking().FirstOrDefaultAsync(r => r.TextId == translated.Id && r.MemberId == me, cancellation);
        if (sent is not null && (sent.Outcome == ReportOutcome.Waiting || sent.About == translated.DoneAt))
            return sent.Fault == fault && sent.Words == text ? default(Done) : new Refusal(RefusalKind.Conflict, "ReportedAlready");
        var since = now.AddDays(-1);
        if (await db.TranslationReports.CountAsync(r => r.MemberId == me && r.CreatedAt > since, cancellation) >= TranslationReport.DayLimit)
            return new Refusal(RefusalKind.TooMany, "ReportLimit", null, TranslationReport.DayLimit);
        if (await brakes.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        // What was settled was about other words that stood there.
        if (sent is not null)
            db.TranslationReports.Remove(sent);
        db.TranslationReports.Add(new TranslationReport { TextId = translated.Id, MemberId = me, Audience = thing.Audience, About = translated.DoneAt ?? now, Fault = fault, Words = text, CreatedAt = now });
        await TranslationCounts.AddReportAsync(db, DateOnly.FromDateTime(now), translated.Engine, thing.Language, to, thing.Audience, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>
    /// Settles what was said against a translation: takes it away, so that the original stands in its place until a member translates it, or leaves it.
    /// Returns who saw it. Missing for whoever wrote it or its original, and refused where other words stand there by now.
    /// </summary>
    /// <param name="textId">The translation.</param>
    /// <param name="shown">When the words came that were read (<see cref="ShownTranslation.At"/>).</param>
    /// <param name="withdraw">Whether it is taken away.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<Audience>> SettleAsync(long textId, long shown, bool withdraw, CancellationToken cancellation) => db.WriteAsync<Audience>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } refusal)
            return refusal;
        var text = await db.TranslatedTexts.AsTracking().FirstOrDefaultAsync(t => t.Id == textId, cancellation);
        if (text is null || text.TranslatorId == viewer.Value.MemberId || (await CorrectedThing.OfAsync(db, [text.Thing], cancellation)).Values.FirstOrDefault() is not { } thing || thing.AuthorId == viewer.Value.MemberId)
            return Refusal.Missing;
        if (ShownTranslation.AtOf(text) != shown)
            return new Refusal(RefusalKind.Conflict, "TranslationSettled");
        var (me, outcome) = (viewer.Value.MemberId, withdraw ? ReportOutcome.Upheld : ReportOutcome.Dismissed);
        var settled = await db.TranslationReports.Where(r => r.TextId == textId && r.Outcome == ReportOutcome.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, outcome).SetProperty(r => r.SettledBy, me), cancellation);
        if (settled == 0)
            return new Refusal(RefusalKind.Conflict, "TranslationSettled");
        if (withdraw)
        {
            (text.State, text.Title, text.Body, text.BodyHtml, text.Excerpt) = (TranslationState.NoGood, "", "", "", "");
            await db.SaveChangesAsync(cancellation);
        }
        return text.Audience;
    }, cancellation);
}
