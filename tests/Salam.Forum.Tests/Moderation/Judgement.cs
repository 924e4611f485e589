using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

/// <summary>What members and moderators do about one another, in a line each.</summary>
internal static class Judgement
{
    /// <summary>A sister, or the one named, reports a thing; the case it makes.</summary>
    public static async Task<Case> ReportedAsync(this ForumFixture forum, ThingKind kind, long id, Viewer? reporter = null)
    {
        await using var visit = forum.As(reporter ?? await forum.SisterAsync());
        _ = (await visit.Get<ReportService>().SendAsync(kind, id, Rules.Insult, null, default)).Value;
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == kind && c.ThingId == id);
    }

    /// <summary>A thing is reported and decided on; the entry of the log.</summary>
    public static async Task<long> DecidedAsync(this ForumFixture forum, Viewer moderator, ThingKind kind, long id, Decision decision, Viewer? reporter = null)
    {
        var review = await forum.ReportedAsync(kind, id, reporter);
        await using var visit = forum.As(moderator);
        return (await visit.Get<DecisionService>().DecideAsync(review.Id, review.Version, decision, default)).Value.EntryId;
    }

    /// <summary>Asks a service, as somebody.</summary>
    public static async Task<TResult> AskAsync<TService, TResult>(this ForumFixture forum, Viewer viewer, Func<TService, Task<TResult>> ask) where TService : notnull
    {
        await using var visit = forum.As(viewer);
        return await ask(visit.Get<TService>());
    }

    public static Task<Result<Done>> AppealAsync(this ForumFixture forum, Viewer member, long entry, string? words = "I meant it kindly.") =>
        forum.AskAsync<AppealService, Result<Done>>(member, appeals => appeals.SendAsync(entry, words, default));

    /// <summary>Decides the appeal against an entry; on the case as it stands, or as it stood when it was seen.</summary>
    public static async Task<Result<Decided>> AnswerAsync(this ForumFixture forum, Viewer moderator, long entry, bool grant, string? words = "We have read it again.", int? seen = null)
    {
        var version = seen ?? await forum.VersionAsync(entry);
        var appeal = await forum.NumberAsync($"SELECT COALESCE(MAX(Id), 0) FROM Appeals WHERE EntryId = {entry}");
        return await forum.AskAsync<AppealService, Result<Decided>>(moderator, appeals => appeals.DecideAsync(appeal, version, grant, words, default));
    }

    /// <summary>The state of the case that an entry is about.</summary>
    public static async Task<int> VersionAsync(this ForumFixture forum, long entry) =>
        (int)await forum.NumberAsync($"SELECT COALESCE(MAX(c.Version), 0) FROM Cases c JOIN ModerationLog l ON l.CaseId = c.Id WHERE l.Id = {entry}");
}
