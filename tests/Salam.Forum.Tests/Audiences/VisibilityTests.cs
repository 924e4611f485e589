using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Audiences;

/// <summary>One forum with a thing of every audience and status, by an author of each circle.</summary>
public sealed class VisibilityForum : IAsyncLifetime
{
    public ForumFixture Forum { get; } = new();

    public IReadOnlyDictionary<string, Viewer> Viewers { get; private set; } = new Dictionary<string, Viewer>(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        await Forum.InitializeAsync();
        Viewers = new Dictionary<string, Viewer>(StringComparer.Ordinal)
        {
            ["guest"] = Viewer.Guest,
            ["brother"] = await Forum.BrotherAsync(),
            ["sister"] = await Forum.SisterAsync(),
            ["moderating brother"] = await Forum.BrotherAsync(Role.Moderator),
            ["moderating sister"] = await Forum.SisterAsync(Role.Moderator),
            ["administrating brother"] = await Forum.BrotherAsync(Role.Administrator),
            ["author, a brother"] = await Forum.BrotherAsync(),
            ["author, a sister"] = await Forum.SisterAsync(),
        };
        foreach (var author in new[] { Viewers["author, a brother"], Viewers["author, a sister"] })
        {
            foreach (var audience in new[] { Audience.Everyone, author.OwnAudience })
                await AddAsync(author, audience, Viewers[author.Circle == Circle.Sisters ? "sister" : "brother"]);
        }
    }

    public Task DisposeAsync() => Forum.DisposeAsync();

    private async Task AddAsync(Viewer author, Audience audience, Viewer voter)
    {
        await using var visit = Forum.AsGuest();
        var db = visit.Db;
        var now = Forum.Clock.Now;
        foreach (var status in Enum.GetValues<Status>())
        {
            var post = new Post
            {
                AuthorId = author.MemberId, Circle = author.Circle!.Value, Audience = audience, Status = status, Kind = PostKind.Text, Language = "en",
                Title = "A title", Slug = "a-title", Body = "b", BodyHtml = "b", Excerpt = "b", CreatedAt = now, SubmitKey = Guid.NewGuid(),
            };
            db.Add(post);
            await db.SaveChangesAsync();
            var comments = from replies in new[] { 0, 1 }
                           select new Comment
                           {
                               PostId = post.Id, AuthorId = author.MemberId, Audience = audience, Status = status, Language = "en", Body = "b", BodyHtml = "b",
                               CreatedAt = now, ReplyCount = replies, SubmitKey = Guid.NewGuid(),
                           };
            foreach (var comment in comments)
            {
                db.Add(comment);
                await db.SaveChangesAsync();
                db.Add(new CommentVote { CommentId = comment.Id, MemberId = voter.MemberId, Value = 1, Audience = audience, CreatedAt = now });
            }
            db.Add(new PostVote { PostId = post.Id, MemberId = voter.MemberId, Value = 1, Audience = audience, CreatedAt = now });
            await db.SaveChangesAsync();
        }
    }
}

public sealed class VisibilityTests(VisibilityForum matrix) : IClassFixture<VisibilityForum>
{
    private static readonly string[] Kinds =
    [
        "guest", "brother", "sister", "moderating brother", "moderating sister", "administrating brother", "author, a brother", "author, a sister",
    ];

    public static TheoryData<string> ViewerKinds => [.. Kinds];

    [Theory]
    [MemberData(nameof(ViewerKinds))]
    public async Task The_query_filter_and_its_twin_in_memory_agree(string kind)
    {
        Assert.Equal(Kinds.Order(StringComparer.Ordinal), matrix.Viewers.Keys.Order(StringComparer.Ordinal));
        await AgreeAsync<Post>(kind, p => p.Id, 16);
        await AgreeAsync<Comment>(kind, c => c.Id, 32);
        await AgreeAsync<PostVote>(kind, v => v.PostId, 16);
        await AgreeAsync<CommentVote>(kind, v => v.CommentId, 32);
    }

    [Theory]
    [InlineData("guest", 2, 0)]
    [InlineData("brother", 3, 1)]
    [InlineData("sister", 3, 1)]
    [InlineData("moderating brother", 9, 3)]
    [InlineData("moderating sister", 9, 3)]
    [InlineData("administrating brother", 9, 3)]
    [InlineData("author, a brother", 7, 3)]
    [InlineData("author, a sister", 7, 3)]
    public async Task Each_viewer_sees_so_many_posts_and_so_many_private_ones(string kind, int all, int ofCircle)
    {
        await using var visit = matrix.Forum.As(matrix.Viewers[kind]);
        var seen = await visit.Db.Posts.AsNoTracking().ToListAsync();
        Assert.Equal(all, seen.Count);
        Assert.Equal(ofCircle, seen.Count(p => p.Audience != Audience.Everyone));
        Assert.DoesNotContain(seen, p => p.Audience != Audience.Everyone && p.Audience != matrix.Viewers[kind].OwnAudience);
        Assert.DoesNotContain(seen, p => p.Status == Status.Deleted);
    }

    [Fact]
    public async Task A_deleted_comment_is_seen_only_while_it_has_answers_and_only_by_its_audience()
    {
        await using var visit = matrix.Forum.As(matrix.Viewers["sister"]);
        var placeholders = await visit.Db.Comments.AsNoTracking().Where(c => c.Status == Status.Deleted).ToListAsync();
        Assert.Equal(3, placeholders.Count);
        Assert.All(placeholders, c => Assert.Equal(1, c.ReplyCount));
        Assert.DoesNotContain(placeholders, c => c.Audience == Audience.Brothers);
    }

    [Fact]
    public async Task Outside_a_request_the_viewer_is_the_guest()
    {
        await using var scope = new Visit(matrix.Forum.Services, new CurrentViewer().Value);
        Assert.Same(Viewer.Guest, scope.Get<CurrentViewer>().Value);
        Assert.All(await scope.Db.Posts.ToListAsync(), p => Assert.Equal((Audience.Everyone, Status.Published), (p.Audience, p.Status)));
    }

    [Fact]
    public async Task A_context_from_the_pool_never_sees_with_the_eyes_of_the_one_before()
    {
        var expected = new Dictionary<string, int>(StringComparer.Ordinal) { ["guest"] = 2, ["sister"] = 3, ["brother"] = 3, ["moderating sister"] = 9 };
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var kind = expected.Keys.ElementAt(i % expected.Count);
            var viewer = matrix.Viewers[kind];
            await using var visit = matrix.Forum.As(viewer);
            var seen = await visit.Db.Posts.AsNoTracking().ToListAsync(CancellationToken.None);
            Assert.Equal(expected[kind], seen.Count);
            Assert.All(seen, p => Assert.True(p.IsVisibleTo(viewer)));
        });
    }

    [Fact]
    public async Task A_context_taken_from_the_pool_without_a_viewer_sees_as_the_guest()
    {
        for (var i = 0; i < 3; i++)
        {
            await using (var visit = matrix.Forum.As(matrix.Viewers["moderating sister"]))
                Assert.Equal(9, await visit.Db.Posts.CountAsync());
            await using var outside = matrix.Forum.AsGuest();
            await using var db = await outside.Get<IDbContextFactory<SqliteForumDb>>().CreateDbContextAsync();
            Assert.Equal(2, await db.Posts.CountAsync());
        }
    }

    [Fact]
    public async Task The_viewer_may_be_set_after_the_context_was_made()
    {
        await using var visit = matrix.Forum.AsGuest();
        Assert.Equal(2, await visit.Db.Posts.CountAsync());
        visit.Get<CurrentViewer>().Value = matrix.Viewers["sister"];
        Assert.Equal(3, await visit.Db.Posts.CountAsync());
    }

    [Fact]
    public async Task Every_scoped_entity_carries_the_named_filters()
    {
        await using var visit = matrix.Forum.AsGuest();
        var types = visit.Db.Model.GetEntityTypes().ToDictionary(e => e.ClrType);
        var scoped = typeof(IScoped).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IScoped)) && t is { IsAbstract: false, IsInterface: false }).ToList();
        Assert.NotEmpty(scoped);
        foreach (var type in scoped)
        {
            var filters = types[type].GetDeclaredQueryFilters().Select(f => f.Key!).ToHashSet(StringComparer.Ordinal);
            Assert.Contains(Visibility.AudienceFilter, filters);
            Assert.Equal(type.IsAssignableTo(typeof(IAuthored)), filters.Contains(Visibility.StatusFilter));
            Assert.Equal(type.IsAssignableTo(typeof(IAuthored)), filters.Contains(Visibility.LevelFilter));
        }
    }

    private async Task AgreeAsync<T>(string kind, Func<T, long> idOf, int rows) where T : class, IScoped
    {
        var viewer = matrix.Viewers[kind];
        await using var visit = matrix.Forum.As(viewer);
        var all = await visit.Db.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync();
        Assert.Equal(rows, all.Count);
        var filtered = await visit.Db.Set<T>().AsNoTracking().ToListAsync();
        Assert.Equal(all.Where(x => x.IsVisibleTo(viewer)).Select(idOf).Order(), filtered.Select(idOf).Order());
    }
}
