using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Follows;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>A thing of the world of levels, marked with a number that stands nowhere else.</summary>
public sealed record GradedThing(long Id, int Mark, Severity Severity);

/// <summary>A forum with a published post of every severity by one sister, under each of them a comment of every severity by another, and readers of every level.</summary>
public sealed class LevelWorld : ForumSite
{
    private int marks = 500;

    /// <summary>Readers, and how each reads; the guest as the empty handle.</summary>
    public static readonly IReadOnlyDictionary<string, ReadingLevel> Readers = new Dictionary<string, ReadingLevel>(StringComparer.Ordinal)
    {
        [""] = ReadingLevel.Standard, [Cast.Brother] = ReadingLevel.Strict, [Cast.Brother2] = ReadingLevel.Standard, [Cast.Brother3] = ReadingLevel.Off,
        [Cast.SisterModerator] = ReadingLevel.Strict, [Cast.BrotherModerator] = ReadingLevel.Standard, [Cast.Sister] = ReadingLevel.Strict, [Cast.Sister2] = ReadingLevel.Standard,
    };

    public const string Author = Cast.Sister, Commenter = Cast.Sister2;

    public List<(GradedThing Post, string Path, List<GradedThing> Comments)> Posts { get; } = [];

    protected override async Task SeedAsync()
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            var mark = ++marks;
            var address = await this.PostAsync(Author, $"On zqmark{mark}zq and more", $"Words about zqmark{mark}zq in the body.");
            var comments = new List<GradedThing>();
            foreach (var of in Enum.GetValues<Severity>())
                comments.Add(new GradedThing(await this.CommentAsync(Commenter, address.Id, $"An answer with zqmark{++marks}zq inside."), marks, of));
            Posts.Add((new GradedThing(address.Id, mark, severity), address.Path(), comments));
        }
        await DbAsync(async db =>
        {
            foreach (var (post, _, comments) in Posts)
            {
                await db.Posts.IgnoreQueryFilters().Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Severity, post.Severity).SetProperty(p => p.Found, post.Severity == Severity.Clean ? Categories.None : Categories.Insult));
                foreach (var comment in comments)
                    await db.Comments.IgnoreQueryFilters().Where(c => c.Id == comment.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Severity, comment.Severity).SetProperty(c => c.Found, comment.Severity == Severity.Clean ? Categories.None : Categories.Magic));
            }
            foreach (var (handle, level) in Readers.Where(r => r.Key.Length > 0))
                await db.Members.Where(m => m.UserName == handle).ExecuteUpdateAsync(set => set.SetProperty(m => m.Level, level));
            return 0;
        });
        foreach (var follower in Readers.Keys.Where(r => r is not ("" or Author)))
            await AsAsync(follower, services => services.GetRequiredService<FollowService>().SetAsync(Author, true, default));
    }
}

/// <summary>Severities by levels, on every way out that shows words: left out, folded, or open, and never anything else.</summary>
public sealed partial class LevelMatrixTests(LevelWorld world) : IClassFixture<LevelWorld>
{
    public static TheoryData<string> Readers => [.. LevelWorld.Readers.Keys];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Feeds_and_profiles_leave_out_and_fold_as_the_reader_chose(string reader)
    {
        var visitor = await world.VisitorAsync(reader);
        var seen = world.Posts.Select(p => p.Post).Where(p => Sees(reader, LevelWorld.Author, p.Severity)).ToList();
        foreach (var path in new[] { "/en/", "/en/best", "/en/new", "/en/top?period=all", "/en/best?circle=sisters", "/en/following", "/en/search?q=more", "/en/search?q=words&sort=new", $"/en/u/{LevelWorld.Author}" })
        {
            if (path.Contains("following", StringComparison.Ordinal) && reader is "" or LevelWorld.Author)
                continue;
            var answer = await visitor.GetAsync(path.StartsWith("/en/u", StringComparison.Ordinal) || path.Contains('?', StringComparison.Ordinal) || path.Contains("following", StringComparison.Ordinal) ? path : path + "?circle=all");
            Assert.Equal(200, answer.Status);
            MustNotLeak(reader, answer);
            var rows = answer.Page.QuerySelectorAll("#feed > article");
            Assert.Equal(seen.Select(p => $"p{p.Id}").Order(StringComparer.Ordinal), rows.Select(r => r.Id!).Order(StringComparer.Ordinal));
            if (LevelWorld.Readers[reader] == ReadingLevel.Strict)
                AssertCounts(reader, rows.Select(r => (r.Id!, r.QuerySelector(".talk-n")!.TextContent)));
            foreach (var row in rows)
                AssertFolded(row.QuerySelector("details.fold"), Folds(reader, LevelWorld.Author, seen.First(p => row.Id == $"p{p.Id}").Severity), "insults", row.QuerySelector("h2")!);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Post_pages_and_comment_pages_do_so_too(string reader)
    {
        var visitor = await world.VisitorAsync(reader);
        foreach (var (post, path, comments) in world.Posts)
        {
            var answer = await visitor.GetAsync(path);
            MustNotLeak(reader, answer);
            Assert.Equal(Sees(reader, LevelWorld.Author, post.Severity) ? 200 : 404, answer.Status);
            foreach (var comment in comments)
            {
                var alone = await visitor.GetAsync($"{path}/c/{comment.Id}");
                MustNotLeak(reader, alone);
                Assert.Equal(answer.Status == 200 && Sees(reader, LevelWorld.Commenter, comment.Severity) ? 200 : 404, alone.Status);
                if (alone.Status == 200)
                    AssertFolded(alone.Page.QuerySelector($"#c{comment.Id} details.fold"), Folds(reader, LevelWorld.Commenter, comment.Severity), "magic", alone.Page.QuerySelector($"#c{comment.Id} .prose")!);
                if (alone.Status == 200 && Folds(reader, LevelWorld.Author, post.Severity))
                    Assert.DoesNotContain($"zqmark{post.Mark}zq", alone.Page.QuerySelector("main h1")!.TextContent, StringComparison.Ordinal);
            }
            if (answer.Status != 200)
                continue;
            AssertFolded(answer.Page.QuerySelector(".post > details.fold"), Folds(reader, LevelWorld.Author, post.Severity), "insults", answer.Page.QuerySelector(".post > .prose, .post > details .prose")!);
            var shown = comments.Where(c => Sees(reader, LevelWorld.Commenter, c.Severity)).ToList();
            Assert.Equal(shown.Select(c => $"c{c.Id}").Order(StringComparer.Ordinal), answer.Page.QuerySelectorAll("#thread > .comment").Select(c => c.Id!).Order(StringComparer.Ordinal));
            if (LevelWorld.Readers[reader] == ReadingLevel.Strict)
                AssertCounts(reader, [($"p{post.Id}", answer.Page.QuerySelector(".talk-head h2")!.TextContent)]);
            foreach (var comment in shown)
                AssertFolded(answer.Page.QuerySelector($"#c{comment.Id} details.fold"), Folds(reader, LevelWorld.Commenter, comment.Severity), "magic", answer.Page.QuerySelector($"#c{comment.Id} .prose")!);
        }
    }

    /// <summary>Nothing counts what the reader is not shown.</summary>
    private void AssertCounts(string reader, IEnumerable<(string Post, string Words)> counted)
    {
        foreach (var (id, words) in counted)
        {
            var shown = world.Posts.First(p => $"p{p.Post.Id}" == id).Comments.Count(c => Sees(reader, LevelWorld.Commenter, c.Severity));
            Assert.Equal($"{shown} comment{(shown == 1 ? "" : "s")}", words.Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_members_list_of_comments_shows_neither_words_nor_titles_beyond_the_level(string reader)
    {
        var visitor = await world.VisitorAsync(reader);
        var answer = await visitor.GetAsync($"/en/u/{LevelWorld.Commenter}?show=comments");
        MustNotLeak(reader, answer);
        var expected = world.Posts.Where(p => Sees(reader, LevelWorld.Author, p.Post.Severity)).Sum(p => p.Comments.Count(c => Sees(reader, LevelWorld.Commenter, c.Severity)));
        var rows = answer.Page.QuerySelectorAll("li.said");
        Assert.Equal(expected, rows.Length);
        foreach (var (post, path, comments) in world.Posts)
        {
            foreach (var row in rows.Where(r => r.QuerySelector(".meta a")!.GetAttribute("href")!.StartsWith(path, StringComparison.Ordinal)))
                Assert.Equal(Folds(reader, LevelWorld.Author, post.Severity), !row.QuerySelector(".meta")!.TextContent.Contains($"zqmark{post.Mark}zq", StringComparison.Ordinal));
            foreach (var comment in comments)
            {
                if (rows.FirstOrDefault(r => r.TextContent.Contains($"zqmark{comment.Mark}zq", StringComparison.Ordinal)) is { } row)
                    AssertFolded(row.QuerySelector("details.fold"), Folds(reader, LevelWorld.Commenter, comment.Severity), "magic", row.QuerySelector(".prose")!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Files_for_programs_read_as_guests_and_tell_no_words_of_what_is_sensitive(string reader)
    {
        var visitor = await world.VisitorAsync(reader);
        var clean = world.Posts.Where(p => p.Post.Severity == Severity.Clean).ToList();
        foreach (var file in new[] { "/en/best.atom", "/en/new.atom", $"/sitemap/{clean[0].Post.Id / SearchEngineFiles.PartSize}.xml" })
        {
            var answer = await visitor.GetAsync(file);
            Assert.Equal(200, answer.Status);
            // Neither words nor titles, nor addresses, which tell the titles.
            Assert.Equal(clean.Select(p => p.Post.Mark).Order(), MarksIn(answer.Body).Order());
        }
    }

    [Fact]
    public async Task A_preview_of_a_sensitive_post_tells_none_of_its_words()
    {
        foreach (var (post, path, _) in world.Posts.Take(2))
        {
            var head = (await world.Guest().GetAsync(path)).Page.Head!;
            var isClean = post.Severity == Severity.Clean;
            Assert.Equal(isClean, head.InnerHtml.Contains($"Words about zqmark{post.Mark}zq", StringComparison.Ordinal));
            Assert.Equal(isClean, head.QuerySelector("title")!.TextContent.Contains($"zqmark{post.Mark}zq", StringComparison.Ordinal));
            Assert.Equal(isClean, head.QuerySelector("[property='og:title'], [type='application/ld+json']") is not null);
            Assert.Equal(isClean, MarksIn(head.InnerHtml).Any());
            Assert.NotEmpty(head.QuerySelector("meta[name=description]")!.GetAttribute("content")!);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Forms_about_a_thing_fold_its_words_as_its_page_does(string reader)
    {
        if (reader is "" or LevelWorld.Author or LevelWorld.Commenter)
            return;
        var visitor = await world.VisitorAsync(reader);
        foreach (var (post, path, comments) in world.Posts.Where(p => Sees(reader, LevelWorld.Author, p.Post.Severity)))
        {
            var folds = Folds(reader, LevelWorld.Author, post.Severity);
            var report = (await visitor.GetAsync($"/en/report/post/{post.Id}")).Page.QuerySelector("main")!;
            AssertFolded(report.QuerySelector("details.fold"), folds, "insults", report.QuerySelector(".card")!);
            foreach (var form in new[] { $"/en/p/{post.Id}/comment", $"/en/c/{comments[0].Id}/reply", $"{path}/c/{comments[0].Id}" })
            {
                var page = (await visitor.GetAsync(form)).Page;
                Assert.Equal(folds, !page.QuerySelector("h1.post-title")!.TextContent.Contains($"zqmark{post.Mark}zq", StringComparison.Ordinal));
                Assert.Equal(folds, !page.QuerySelector("title")!.TextContent.Contains($"zqmark{post.Mark}zq", StringComparison.Ordinal));
            }
            foreach (var comment in comments.Where(c => Sees(reader, LevelWorld.Commenter, c.Severity)))
            {
                var hidden = Folds(reader, LevelWorld.Commenter, comment.Severity);
                foreach (var form in new[] { $"/en/report/comment/{comment.Id}", $"/en/c/{comment.Id}/reply" })
                {
                    var main = (await visitor.GetAsync(form)).Page.QuerySelector("main")!;
                    AssertFolded(main.QuerySelector("details.fold"), hidden, "magic", main.QuerySelector("blockquote")!);
                }
            }
        }
    }

    [Fact]
    public async Task Ones_reports_name_a_sensitive_thing_by_what_was_found_in_it_alone()
    {
        var (post, _, comments) = world.Posts.First(p => p.Post.Severity == Severity.Sensitive);
        foreach (var reader in new[] { Cast.Brother2, Cast.Brother3 })
        {
            var visitor = await world.VisitorAsync(reader);
            await visitor.PostAsync($"/en/report/post/{post.Id}", [("Rule", "Insult")]);
            await visitor.PostAsync($"/en/report/comment/{comments[1].Id}", [("Rule", "Insult")]);
            var list = (await visitor.GetAsync("/en/settings/reports")).Page.QuerySelector("#list")!;
            Assert.Equal(2, list.QuerySelectorAll("h3 a").Length);
            Assert.Equal(reader == Cast.Brother3, list.TextContent.Contains($"zqmark{post.Mark}zq", StringComparison.Ordinal));
            Assert.Equal(reader == Cast.Brother3, list.TextContent.Contains($"zqmark{comments[1].Mark}zq", StringComparison.Ordinal));
            Assert.Equal(reader == Cast.Brother2, list.TextContent.Contains("Sensitive comment: magic", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Beside_a_page_stands_nothing_sensitive_whoever_reads()
    {
        foreach (var reader in LevelWorld.Readers.Keys)
        {
            var answer = await (await world.VisitorAsync(reader)).GetAsync("/en/charity");
            var beside = answer.Page.QuerySelector(".aside")!.TextContent;
            Assert.Contains($"zqmark{world.Posts[0].Post.Mark}zq", beside, StringComparison.Ordinal);
            Assert.DoesNotContain(world.Posts.Skip(1), p => beside.Contains($"zqmark{p.Post.Mark}zq", StringComparison.Ordinal));
        }
    }

    /// <summary>The rule, said once more and in other words than the forum's own.</summary>
    private static bool Sees(string reader, string author, Severity severity) => reader == author || LevelWorld.Readers[reader] switch
    {
        ReadingLevel.Strict => severity == Severity.Clean,
        ReadingLevel.Standard => severity is Severity.Clean or Severity.Sensitive,
        _ => true,
    };

    private static bool Folds(string reader, string author, Severity severity) => reader != author && LevelWorld.Readers[reader] == ReadingLevel.Standard && severity == Severity.Sensitive;

    private static void AssertFolded(AngleSharp.Dom.IElement? fold, bool expected, string category, AngleSharp.Dom.IElement words)
    {
        Assert.Equal(expected, fold is not null);
        if (fold is null)
            return;
        Assert.False(fold.HasAttribute("open"));
        Assert.Contains(category, fold.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(fold.Contains(words) && !fold.QuerySelector("summary")!.Contains(words));
    }

    private void MustNotLeak(string reader, Answer answer)
    {
        var allowed = world.Posts.Where(p => Sees(reader, LevelWorld.Author, p.Post.Severity))
            .SelectMany(p => p.Comments.Where(c => Sees(reader, LevelWorld.Commenter, c.Severity)).Append(p.Post)).Select(t => t.Mark).ToHashSet();
        Assert.DoesNotContain(MarksIn(answer.Everything), m => !allowed.Contains(m));
    }

    private static IEnumerable<int> MarksIn(string text) => Mark().Matches(text).Select(m => int.Parse(m.Groups[1].ValueSpan)).Distinct();

    [GeneratedRegex(@"zqmark(\d+)zq", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
