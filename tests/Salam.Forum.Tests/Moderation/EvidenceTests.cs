using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

/// <summary>What its author deletes while a case on it waits is gone for everybody but those who decide the case, and for them once it is decided.</summary>
public sealed class EvidenceTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(ThingKind.Post, false)]
    [InlineData(ThingKind.Comment, false)]
    [InlineData(ThingKind.Post, true)]
    [InlineData(ThingKind.Comment, true)]
    public async Task A_case_that_waits_keeps_the_words_until_it_is_decided(ThingKind kind, bool leaves)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var id = kind == ThingKind.Post ? await forum.PostAsync(author) : await forum.CommentAsync(author, await forum.PostAsync(await forum.SisterAsync()));
        var review = await forum.ReportedAsync(kind, id);
        Assert.Null((await ShowAsync(moderator, review.Id)).Words);
        // Silenced or suspended, her words are hers to take away.
        await forum.SqlAsync($"UPDATE Members SET SuspendedUntil = '2099-01-01' WHERE Id = {author.MemberId}");
        if (leaves)
            _ = (await forum.AskAsync<LeaveService, Result<Done>>(author, l => l.LeaveAsync(ForumFixture.Password, keepWords: false, default))).Value;
        else if (kind == ThingKind.Post)
            _ = (await forum.DeletePostAsync(author, id)).Value;
        else
            await forum.DeleteCommentAsync(author, id);
        var view = await ShowAsync(moderator, review.Id);
        Assert.Null(view.Thing);
        Assert.Equal(kind == ThingKind.Post ? "Where does one pray in Lisbon?\n\nLooking for a quiet place near the river." : "Wa alaykum as-salam.", view.Words);
        // Whoever began on the words as they stood is told.
        Expect.Refused(RefusalKind.Conflict, "CaseDecided", await DecideAsync(moderator, review.Id, review.Version));
        Assert.True((await DecideAsync(moderator, review.Id, view.Version)).Ok);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Cases WHERE Id = {review.Id} AND Words IS NOT NULL"));
    }

    [Fact]
    public async Task What_nobody_waits_to_decide_is_gone_at_once()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        _ = await forum.DecidedAsync(moderator, ThingKind.Post, post, new Decision(Act.Removed, Rules.Insult));
        _ = (await forum.DeletePostAsync(author, post)).Value;
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Cases WHERE ThingId = {post} AND Words IS NOT NULL"));
    }

    private async Task<CaseView> ShowAsync(Viewer moderator, long id) => (await forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(id, default))).Value;

    private Task<Result<Decided>> DecideAsync(Viewer moderator, long id, int version) =>
        forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(id, version, new Decision(Act.Approved), default));
}
