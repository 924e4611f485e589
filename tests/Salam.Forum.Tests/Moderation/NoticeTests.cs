using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class NoticeTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_notice_says_what_was_done_to_which_words_and_why_and_not_by_whom()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(await forum.SisterAsync());
        var comment = await forum.CommentAsync(author, post);
        var entry = await forum.DecidedAsync(moderator, ThingKind.Comment, comment, new Decision(Act.Removed, Rules.Insult, "Please say it kindly."));
        var own = await forum.PostAsync(author);
        await forum.DecidedAsync(moderator, ThingKind.Post, own, new Decision(Act.Silenced, Rules.Spam, Days: 2));
        var page = await PageAsync(author);
        Assert.Equal(2, page.Count);
        var (silenced, removed) = (page[0], page[1]);
        Assert.Equal((Act.Silenced, Rules.Spam, "Where does one pray in Lisbon?"), (silenced.Act, silenced.Rule, silenced.Thing.Title));
        Assert.Equal(forum.Clock.Now.AddDays(2), silenced.Until);
        Assert.Equal((entry, Rules.Insult, "Please say it kindly.", "Wa alaykum as-salam.", true, true), (removed.EntryId, removed.Rule, removed.Words, removed.Thing.Excerpt, removed.IsNew, removed.MayAppeal));
        Assert.DoesNotContain(moderator.Handle, string.Join(' ', page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notices_are_read_once_by_the_one_they_are_for()
    {
        var (author, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Removed, Rules.Insult));
        Assert.Empty(await PageAsync(other));
        Assert.Equal(1, await UnreadAsync(author));
        var notice = Assert.Single(await PageAsync(author));
        Assert.True((await ReadAsync(other, notice.Id)).Ok);
        Assert.Equal(1, await UnreadAsync(author));
        Assert.True((await ReadAsync(author, notice.Id)).Ok);
        Assert.Equal(0, await UnreadAsync(author));
        Assert.False(Assert.Single(await PageAsync(author)).IsNew);
        Expect.LogIn(await ReadAsync(Viewer.Guest, notice.Id));
    }

    [Fact]
    public async Task Of_what_was_deleted_since_no_word_is_told()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, post, new Decision(Act.Removed, Rules.Insult));
        _ = (await forum.DeletePostAsync(author, post)).Value;
        Assert.Equal(("", ""), Assert.Single(await PageAsync(author)).Thing is { } thing ? (thing.Title, thing.Slug) : default);
    }

    [Fact]
    public async Task What_was_taken_back_is_told_with_the_decision_it_was_and_its_time()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var entry = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Silenced, Rules.Spam, Days: 2));
        var at = forum.Clock.Now;
        Assert.Null(Assert.Single(await PageAsync(author)).Answered);
        forum.Clock.Advance(TimeSpan.FromDays(1));
        _ = (await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default))).Value;
        Assert.Equal((Act.Undone, new ToldDecision(Act.Silenced, at)), (await PageAsync(author))[0] is var told ? (told.Act, told.Answered) : default);
    }

    private async Task<IReadOnlyList<NoticeRow>> PageAsync(Viewer member) => (await forum.AskAsync<NoticeQueries, Result<Page<NoticeRow>>>(member, n => n.PageAsync(null, default))).Value.Items;

    private Task<int> UnreadAsync(Viewer member) => forum.AskAsync<NoticeQueries, int>(Viewer.Guest, n => n.UnreadAsync(member.MemberId, default));

    private Task<Result<Done>> ReadAsync(Viewer member, long id) => forum.AskAsync<NoticeService, Result<Done>>(member, n => n.ReadAsync(id, id, default));
}
