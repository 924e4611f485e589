using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

/// <summary>Whoever is suspended acts for nobody, whatever her open session still says.</summary>
public sealed class SuspendedModeratorTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suspended_moderator_reads_and_appeals_and_does_nothing_else(bool suspended)
    {
        var (author, moderator, other) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Administrator), await forum.SisterAsync(Role.Administrator));
        var review = await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(author));
        var mine = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Removed, Rules.Spam));
        var appealed = await forum.DecidedAsync(other, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Removed, Rules.Spam));
        _ = (await forum.AppealAsync(author, appealed)).Value;
        if (suspended)
            await forum.SqlAsync($"UPDATE Members SET SuspendedUntil = '{forum.Clock.Now.AddDays(2):yyyy-MM-dd HH:mm:ss}' WHERE Id = {moderator.MemberId}");
        Check(await forum.AskAsync<ClaimService, Result<Done>>(moderator, c => c.ClaimAsync(review.Id, null, default)));
        Check(await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, new Decision(Act.Approved), default)));
        Check(await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(mine, default)));
        Check(await forum.AnswerAsync(moderator, appealed, grant: true));
        Check(await forum.AskAsync<TeamService, Result<Done>>(moderator, t => t.SetRoleAsync(author.Handle, Role.Moderator, default)));
        Check(await forum.AskAsync<CircleService, Result<Circle>>(moderator, c => c.EnterAsync("To look after something.", default)));
        var queue = (await forum.AskAsync<QueueQueries, Result<QueuePage>>(moderator, q => q.PageAsync(new QueueFilter(), default))).Value;
        Assert.Equal(suspended ? "Suspended" : null, queue.ActRefusal?.Code);
        var seen = (await forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(review.Id, default))).Value;
        Assert.Equal(suspended, seen.Acts.Count == 0);
        Assert.Equal(suspended ? null : Circle.Brothers, await forum.AskAsync<Gate, Circle?>(moderator, g => g.EnteredAsync(default)));
        if (suspended)
        {
            var own = await OwnEntryAsync(moderator);
            Assert.True((await forum.AppealAsync(moderator, own)).Ok);
        }

        void Check<T>(Result<T> result) => Assert.Equal(suspended ? "Suspended" : null, result.Ok ? null : result.Refusals[0].Code);
    }

    [Fact]
    public async Task Whose_role_was_taken_away_acts_no_more_although_her_session_does_not_know_yet()
    {
        var moderator = await forum.SisterAsync(Role.Moderator);
        var review = await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()));
        await forum.SqlAsync($"UPDATE Members SET Role = 1 WHERE Id = {moderator.MemberId}");
        Expect.Missing(await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, new Decision(Act.Approved), default)));
    }

    private async Task<long> OwnEntryAsync(Viewer moderator)
    {
        await forum.SqlAsync($"INSERT INTO ModerationLog (At, Act, ActorId, ActorRole, Audience, Kind, ThingId, MemberId, Rule, Words, Before, After) VALUES ('2026-03-01', 10, 1, 3, 1, 3, {moderator.MemberId}, {moderator.MemberId}, 1, '', '{{}}', '{{}}')");
        return await forum.NumberAsync("SELECT MAX(Id) FROM ModerationLog");
    }
}
