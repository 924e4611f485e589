using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Tests.Audiences;

/// <summary>One forum with a post and a comment of every severity and status, by a sister, for everybody and for sisters.</summary>
public sealed class LevelForum : IAsyncLifetime
{
    public ForumFixture Forum { get; } = new();

    public IReadOnlyDictionary<string, Viewer> Viewers { get; private set; } = new Dictionary<string, Viewer>(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        await Forum.InitializeAsync();
        var author = await Forum.SisterAsync();
        Viewers = new Dictionary<string, Viewer>(StringComparer.Ordinal)
        {
            ["guest"] = Viewer.Guest, ["brother"] = await Forum.BrotherAsync(), ["sister"] = await Forum.SisterAsync(),
            ["moderator"] = await Forum.SisterAsync(Role.Moderator), ["author"] = author,
        };
        await using var visit = Forum.AsGuest();
        foreach (var (audience, severity, status) in from a in new[] { Audience.Everyone, Audience.Sisters } from v in Enum.GetValues<Severity>() from s in Enum.GetValues<Status>() select (a, v, s))
        {
            var post = new Post
            {
                AuthorId = author.MemberId, Circle = Circle.Sisters, Audience = audience, Status = status, Severity = severity, Kind = PostKind.Text, Language = "en", Title = "A title", Slug = "a-title",
                Body = "b", BodyHtml = "b", Excerpt = "b", CreatedAt = Forum.Clock.Now, SubmitKey = Guid.NewGuid(),
            };
            visit.Db.Add(post);
            await visit.Db.SaveChangesAsync();
            visit.Db.Add(new Comment
            {
                PostId = post.Id, AuthorId = author.MemberId, Audience = audience, Status = status, Severity = severity, Language = "en", Body = "b", BodyHtml = "b",
                CreatedAt = Forum.Clock.Now, ReplyCount = 1, SubmitKey = Guid.NewGuid(),
            });
            await visit.Db.SaveChangesAsync();
        }
    }

    public Task DisposeAsync() => Forum.DisposeAsync();
}

/// <summary>Severities by levels: the query filter, its twin, and the rule said once more.</summary>
public sealed class LevelTests(LevelForum matrix) : IClassFixture<LevelForum>
{
    public static TheoryData<string, ReadingLevel> All()
    {
        var all = new TheoryData<string, ReadingLevel> { { "guest", ReadingLevel.Standard } };
        foreach (var kind in new[] { "brother", "sister", "moderator", "author" })
        {
            foreach (var level in Enum.GetValues<ReadingLevel>())
                all.Add(kind, level);
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_query_filter_and_its_twin_in_memory_agree_at_every_level(string kind, ReadingLevel level)
    {
        var viewer = matrix.Viewers[kind] with { Level = level };
        await AgreeAsync<Post>(viewer, p => p.Id);
        await AgreeAsync<Comment>(viewer, c => c.Id);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_reader_sees_what_her_level_lets_through_an_author_all_of_hers_and_a_moderator_all_that_is_held_or_removed(string kind, ReadingLevel level)
    {
        var viewer = matrix.Viewers[kind] with { Level = level };
        var gravest = level switch { ReadingLevel.Strict => 0, ReadingLevel.Standard => 1, _ => 3 };
        await using var visit = matrix.Forum.As(viewer);
        var seen = (await visit.Db.Posts.AsNoTracking().ToListAsync()).Select(p => (p.Audience, p.Severity, p.Status)).ToHashSet();
        foreach (var (audience, severity, status) in from a in new[] { Audience.Everyone, Audience.Sisters } from v in Enum.GetValues<Severity>() from s in Enum.GetValues<Status>() select (a, v, s))
        {
            var expected = (audience == Audience.Everyone || kind is "sister" or "moderator" or "author") && status switch
            {
                Status.Published => kind == "author" || (int)severity <= gravest,
                Status.Held or Status.Removed => kind is "author" or "moderator",
                _ => false,
            };
            Assert.True(expected == seen.Contains((audience, severity, status)), $"{audience} {severity} {status}");
        }
    }

    [Theory]
    [InlineData(ReadingLevel.Strict, false)]
    [InlineData(ReadingLevel.Standard, true)]
    [InlineData(ReadingLevel.Off, false)]
    public void Only_the_standard_level_folds_and_never_ones_own_words(ReadingLevel level, bool folds)
    {
        var viewer = new Viewer { MemberId = 7, Circle = Circle.Sisters, Level = level };
        Assert.Equal(folds, viewer.Folds(Severity.Sensitive, 8));
        Assert.False(viewer.Folds(Severity.Sensitive, 7));
        Assert.False(viewer.Folds(Severity.Clean, 8));
        Assert.True(Viewer.Guest.Folds(Severity.Sensitive, 0));
    }

    private async Task AgreeAsync<T>(Viewer viewer, Func<T, long> idOf) where T : class, IScoped
    {
        await using var visit = matrix.Forum.As(viewer);
        var all = await visit.Db.Set<T>().IgnoreQueryFilters().AsNoTracking().ToListAsync();
        Assert.Equal(32, all.Count);
        var filtered = await visit.Db.Set<T>().AsNoTracking().ToListAsync();
        Assert.Equal(all.Where(x => x.IsVisibleTo(viewer)).Select(idOf).Order(), filtered.Select(idOf).Order());
    }
}
