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
        var open = world.MaySee(visitor.Handle, post) && post.Status == Status.Published;
        await ExpectPostAsync(visitor, $"/es/translate/post/{post.Id}", open ? 302 : 404);
        // No engine takes Arabic.
        await ExpectPostAsync(visitor, $"/ar/translate/post/{post.Id}", open ? 409 : 404);
        foreach (var comment in post.Comments)
            await ExpectPostAsync(visitor, $"/es/translate/comment/{comment.Id}", comment.Status == Status.Published && world.MaySee(visitor.Handle, post, comment) ? 302 : 404);
        Assert.Equal(before, await world.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().CountAsync()));
    });
}
