using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Data;

/// <summary>The same services on a real SQL Server, in a database of their own.</summary>
public sealed class SqlServerLiveTests
{
    [SqlServerFact]
    public async Task A_forum_lives_on_sql_server()
    {
        await using var services = Build();
        await using var start = new Visit(services, Viewer.Guest);
        await start.Get<ForumDatabase>().PrepareAsync(default);
        try
        {
            var (author, voter) = (await SignUpAsync(services, "fulana"), await SignUpAsync(services, "zaynab"));
            await using var writing = new Visit(services, author);
            var post = (await writing.Posts.SubmitAsync(ForumFixture.Draft(ownCircleOnly: true), default)).Value.Id;
            var comment = (await writing.Comments.ReplyAsync(ForumFixture.Answer(post), default)).Value.Id;
            await using (var visit = new Visit(services, voter))
            {
                Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post, comment), default)).Ok);
                Assert.Equal(new VoteOutcome(1, 1), (await visit.Votes.OnPostAsync(post, 1, default)).Value);
                Assert.Equal(new VoteOutcome(-1, -1), (await visit.Votes.OnPostAsync(post, -1, default)).Value);
                Assert.True((await visit.Follows.SetAsync("FULANA", true, default)).Ok);
                foreach (var kind in new[] { FeedKind.Best, FeedKind.New, FeedKind.Top, FeedKind.Following })
                    Assert.Equal((post, -1, -1, 2), Shape(Assert.Single((await visit.Feeds.PageAsync(new FeedRequest(kind), default)).Value.Items)));
                Assert.Single(Assert.Single((await visit.Threads.OfPostAsync(post, CommentSort.Best, null, default)).Value.Tops).Replies);
            }
            Assert.True((await writing.Comments.DeleteAsync(comment, default)).Ok);
            await using var guest = new Visit(services, Viewer.Guest);
            Assert.Empty((await guest.Feeds.PageAsync(new FeedRequest(FeedKind.New), default)).Value.Items);
            Assert.Empty(await guest.Get<Recount>().RunAsync(default));
            await Assert.ThrowsAsync<SqlException>(() => guest.Db.Database.ExecuteSqlAsync($"UPDATE Posts SET Audience = 2 WHERE Id = {post}"));
        }
        finally
        {
            await start.Db.Database.EnsureDeletedAsync();
        }
    }

    private static (long, int, int, int) Shape(FeedRow row) => (row.Id, row.Score, row.MyVote, row.CommentCount);

    private static ServiceProvider Build()
    {
        var connection = new SqlConnectionStringBuilder(SqlServerFactAttribute.ConnectionString) { InitialCatalog = "salam-forum-test-" + Guid.NewGuid().ToString("n") };
        var services = new ServiceCollection();
        services.AddLogging(log => log.ClearProviders());
        services.AddSingleton<IStringLocalizer, FakeTexts>();
        services.AddForum(new ForumOptions
        {
            Provider = Provider.SqlServer, ConnectionString = connection.ConnectionString, DataFolder = Path.GetTempPath(), Demo = false, PublicUrl = "https://forum.example",
        });
        return services.BuildServiceProvider();
    }

    private static async Task<Viewer> SignUpAsync(IServiceProvider services, string handle)
    {
        await using var visit = new Visit(services, Viewer.Guest);
        _ = (await visit.SignUp.SignUpAsync(new SignUpForm(handle, ForumFixture.EmailOf(handle), ForumFixture.Password, Circle.Sisters, ["en"], Consent: true, "en"), default)).Value;
        return (await visit.Db.Members.AsNoTracking().SingleAsync(m => m.UserName == handle)).AsViewer();
    }
}
