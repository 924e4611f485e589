using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class LogTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task The_log_of_private_things_never_leaves_their_circle()
    {
        var author = await forum.SisterAsync();
        var moderator = await forum.SisterAsync(Role.Moderator);
        var hidden = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author, ownCircleOnly: true), new Decision(Act.Removed, Rules.Insult));
        var open = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Removed, Rules.Insult));
        foreach (var (viewer, sees) in new[] { (Viewer.Guest, false), (await forum.BrotherAsync(), false), (await forum.BrotherAsync(Role.Administrator), false), (await forum.SisterAsync(), true), (moderator, true) })
        {
            var ids = (await forum.AskAsync<LogQueries, Result<Page<LogRow>>>(viewer, l => l.PublicAsync(null, default))).Value.Items.Select(r => r.Id).ToList();
            Assert.Contains(open, ids);
            Assert.Equal(sees, ids.Contains(hidden));
        }
        Assert.DoesNotContain(await FullAsync(await forum.BrotherAsync(Role.Moderator)), r => r.Row.Id == hidden);
        var whole = (await FullAsync(moderator)).Single(r => r.Row.Id == hidden);
        Assert.Equal((moderator.Handle, author.Handle, Audience.Sisters), (whole.Actor, whole.Member, whole.Audience));
        var administrator = await forum.BrotherAsync(Role.Administrator);
        await forum.SqlAsync($"INSERT INTO CircleEntries (MemberId, Circle, Until) VALUES ({administrator.MemberId}, 2, '2030-01-01')");
        Assert.Contains(await FullAsync(administrator), r => r.Row.Id == hidden);
    }

    [Fact]
    public async Task Moderators_narrow_the_log_by_member_thing_and_act()
    {
        var (author, other, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var removed = await forum.DecidedAsync(moderator, ThingKind.Post, post, new Decision(Act.Removed, Rules.Insult));
        var warned = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Warned, Rules.Insult, "Gently."));
        var others = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(other), new Decision(Act.Removed, Rules.Insult));
        Assert.Equal([warned, removed], (await FullAsync(moderator, new LogFilter("@" + author.Handle.ToUpperInvariant()))).Select(r => r.Row.Id));
        Assert.Equal([removed], (await FullAsync(moderator, new LogFilter(Kind: ThingKind.Post, ThingId: post))).Select(r => r.Row.Id));
        Assert.Equal([removed], (await FullAsync(moderator, new LogFilter(author.Handle, Act.Removed))).Select(r => r.Row.Id));
        Assert.Contains(others, (await FullAsync(moderator, new LogFilter(Act: Act.Removed))).Select(r => r.Row.Id));
        Expect.Invalid(await AskAsync(moderator, new LogFilter("nobody-here"), null), "Member:MemberUnknown");
        Expect.Missing(await AskAsync(author, new LogFilter(), null));
        Expect.Missing(await AskAsync(Viewer.Guest, new LogFilter(), null));
    }

    [Fact]
    public async Task The_log_is_walked_page_by_page_each_entry_once()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        await forum.SqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
            INSERT INTO ModerationLog (At, Act, ActorRole, Audience, Kind, ThingId, MemberId, Rule, Words, Before, After)
            SELECT '2026-03-01', 8, 2, 1, 1, 1, {author.MemberId}, 1, '', '{"{}"}', '{"{}"}' FROM n
            """);
        var seen = new List<long>();
        string? after = null;
        do
        {
            var page = (await AskAsync(moderator, new LogFilter(author.Handle), after)).Value;
            seen.AddRange(page.Items.Select(r => r.Row.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(70, seen.Count);
        Assert.Equal(seen.Distinct().OrderDescending(), seen);
    }

    private async Task<IReadOnlyList<FullLogRow>> FullAsync(Viewer viewer, LogFilter? filter = null) => (await AskAsync(viewer, filter ?? new LogFilter(), null)).Value.Items;

    private Task<Result<Page<FullLogRow>>> AskAsync(Viewer viewer, LogFilter filter, string? after) =>
        forum.AskAsync<LogQueries, Result<Page<FullLogRow>>>(viewer, l => l.FullAsync(filter, after, default));
}
