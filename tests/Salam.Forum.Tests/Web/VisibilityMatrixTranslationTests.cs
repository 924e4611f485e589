using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;

namespace Salam.Forum.Tests.Web;

/// <summary>The part of the matrix in another language: of everything there is a translation, and it is seen by whoever may see the original.</summary>
public sealed partial class VisibilityMatrixTests
{
    [Fact]
    public Task Translations_are_shown_to_those_who_may_see_the_original_and_to_nobody_else() => ForEachAsync(async (visitor, post) =>
    {
        var page = await GetAsync(visitor, post.Address.Path("es"));
        var seen = world.MaySee(visitor.Handle, post);
        Assert.Equal(seen ? 200 : 404, page.Status);
        foreach (var feed in new[] { "/es/best?circle=all", "/es/new?circle=all", "/es/top?period=day&circle=all", "/es/following" })
            Assert.Equal(visitor.IsGuest && feed == "/es/following" ? 302 : 200, (await GetAsync(visitor, feed)).Status);
        foreach (var comment in post.Comments)
        {
            var answer = await GetAsync(visitor, $"{post.Address.Path("es")}/c/{comment.Id}");
            if (comment.Status == Status.Published && post.Status == Status.Published && world.MaySee(visitor.Handle, post, comment) && visitor.Handle != comment.Author)
                Assert.StartsWith(VisibilityWorld.Translated, answer.Page.QuerySelector($"#w{comment.Id} > .prose")!.TextContent.Trim(), StringComparison.Ordinal);
        }
        if (!seen)
            return;
        // Her own words, and what only moderators see, stand as they were written.
        var isTranslated = post.Status == Status.Published && visitor.Handle != post.Author;
        Assert.Equal(isTranslated, page.Page.QuerySelector("h1.post-title")!.TextContent.StartsWith(VisibilityWorld.Translated, StringComparison.Ordinal));
        MustShow(page, [post.Mark]);
        Assert.Equal(isTranslated ? 1 : 0, page.Page.QuerySelectorAll(".post > details.orig").Length);
    });

    [Fact]
    public Task What_the_viewer_does_not_see_she_cannot_have_translated() => ForEachAsync(async (visitor, post) =>
    {
        var before = await world.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().CountAsync());
        // What is held or removed may be translated for who sees it, by the operator's own engines.
        var open = world.MaySee(visitor.Handle, post);
        await ExpectPostAsync(visitor, $"/es/translate/post/{post.Id}", open ? 302 : 404);
        // No engine takes Arabic.
        await ExpectPostAsync(visitor, $"/ar/translate/post/{post.Id}", open ? 409 : 404);
        foreach (var comment in post.Comments)
            await ExpectPostAsync(visitor, $"/es/translate/comment/{comment.Id}", world.MaySee(visitor.Handle, post, comment) && comment.Status != Status.Deleted ? 302 : 404);
        Assert.Equal(before, await world.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().CountAsync()));
    });

    [Fact]
    public Task What_the_viewer_does_not_see_she_cannot_correct() => ForEachAsync(async (visitor, post) =>
    {
        foreach (var comment in post.Comments.Prepend(null))
        {
            var (path, seen) = comment is null
                ? ($"/es/translate/post/{post.Id}", world.MaySee(visitor.Handle, post) && post.Status == Status.Published)
                : ($"/es/translate/comment/{comment.Id}", world.MaySee(visitor.Handle, post, comment) && post.Status == Status.Published && comment.Status == Status.Published);
            foreach (var act in new[] { "/suggest", "/report" })
            {
                // Guests are led to the log-in whatever the address is.
                var answer = await GetAsync(visitor, path + act);
                Assert.Equal(visitor.IsGuest ? 302 : seen ? 200 : 404, answer.Status);
                if (!visitor.IsGuest && seen)
                    MustShow(answer, [comment?.Mark ?? post.Mark]);
                await ExpectPostAsync(visitor, path + act, visitor.IsGuest ? 302 : !seen ? 404 : act == "/report" ? 400 : 409, ("Fault", "Nothing"), ("Body", ""));
            }
        }
    });

    [Fact]
    public async Task Suggestions_are_seen_by_who_made_them_and_by_who_may_accept_them()
    {
        var all = await world.DbAsync(db => db.TranslationSuggestions.IgnoreQueryFilters().AsNoTracking().ToListAsync());
        foreach (var visitor in await VisitorsAsync())
        {
            var seen = 0;
            for (string? href = "/es/translate/suggestions?all=true"; href is not null;)
            {
                var answer = await GetAsync(visitor, href);
                Assert.Equal(visitor.IsGuest ? 302 : 200, answer.Status);
                if (visitor.IsGuest)
                    break;
                seen += answer.Page.QuerySelectorAll("li[id^=s]").Length;
                href = answer.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            }
            var isModerator = !visitor.IsGuest && world.Viewer(visitor.Handle).IsModerator;
            var published = world.Posts.Where(p => p.Status == Status.Published && world.MaySee(visitor.Handle, p)).SelectMany(p => p.Comments.Where(c => c.Status == Status.Published).Select(_ => 1).Append(1)).Count();
            Assert.Equal(isModerator ? published : 0, seen);
            foreach (var suggestion in all)
            {
                var (kind, id) = Salam.Forum.Translation.TranslatedText.Of(suggestion.Thing);
                var (post, comment) = kind == Salam.Forum.Moderation.ThingKind.Post ? (world.Posts.First(p => p.Id == id), null) : world.Posts.SelectMany(p => p.Comments.Select(c => (Post: p, Comment: (SeededComment?)c))).First(c => c.Comment!.Id == id);
                var open = isModerator && post.Status == Status.Published && world.MaySee(visitor.Handle, post) && comment?.Status is null or Status.Published;
                // Without a word nothing is decided; an act on what she does not see is missing.
                if (!(isModerator && open))
                    await ExpectPostAsync(visitor, $"/es/translate/suggestions/{suggestion.Id}", visitor.IsGuest ? 302 : 404, ("Accept", "true"));
            }
        }
        Assert.All(await world.DbAsync(db => db.TranslationSuggestions.IgnoreQueryFilters().AsNoTracking().ToListAsync()), s => Assert.Equal(Salam.Forum.Translation.Corrections.SuggestionState.Waiting, s.State));
    }

    [Fact]
    public async Task What_is_said_against_translations_is_seen_by_moderators_of_their_audience()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            var isModerator = !visitor.IsGuest && world.Viewer(visitor.Handle).IsModerator;
            var answer = await GetAsync(visitor, "/es/moderation/translation");
            Assert.Equal(visitor.IsGuest ? 302 : isModerator ? 200 : 404, answer.Status);
            if (isModerator)
            {
                var published = world.Posts.Where(p => p.Status == Status.Published && world.MaySee(visitor.Handle, p)).Sum(p => 1 + p.PublishedComments);
                Assert.Equal(published, answer.Page.QuerySelectorAll("li[id^=t]").Length);
                // The tab counts what she finds on both pages, and nothing that she does not see: there is a report and a suggestion of each.
                Assert.Equal($"{2 * published}", answer.Page.QuerySelector("a[href='/es/moderation/translation'] .count")!.TextContent);
            }
            foreach (var text in await world.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().AsNoTracking().Select(t => new { t.Id, t.Audience }).ToListAsync()))
            {
                if (!isModerator || (text.Audience != Audience.Everyone && text.Audience != world.Viewer(visitor.Handle).OwnAudience))
                    await ExpectPostAsync(visitor, "/es/moderation/translation", visitor.IsGuest ? 302 : 404, ("Text", $"{text.Id}"), ("Withdraw", "true"));
            }
        }
        Assert.Equal(0, await world.DbAsync(db => db.TranslationReports.IgnoreQueryFilters().CountAsync(r => r.Outcome != Salam.Forum.Moderation.ReportOutcome.Waiting)));
    }

    [Fact]
    public async Task A_case_is_read_in_the_moderators_language_with_the_original_beside_it()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var (id, (post, comment)) in world.Cases.Where(c => world.MayReview(visitor.Handle, c.Value.Post) && c.Value.Post.Status != Status.Deleted))
            {
                var answer = await GetAsync(visitor, $"/es/moderation/case/{id}");
                MustShow(answer, comment is null ? [post.Mark] : [post.Mark, comment.Mark]);
                var thing = answer.Page.QuerySelector(".case-thing")!;
                Assert.StartsWith(VisibilityWorld.Translated, thing.QuerySelector(".case-translated .prose")!.TextContent.Trim(), StringComparison.Ordinal);
                Assert.DoesNotContain(VisibilityWorld.Translated, thing.QuerySelector(":scope > .prose")!.TextContent, StringComparison.Ordinal);
            }
        }
    }
}
