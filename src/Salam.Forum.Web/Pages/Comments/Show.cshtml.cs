using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>One comment with the answers below it.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ShowModel(PostQueries posts, CommentQueries comments, BestOfDay best, HelpPanel panel, TranslationQueries translations) : ForumPage
{
    public PostView Post { get; private set; } = null!;
    public CommentNode Thread { get; private set; } = null!;
    public IReadOnlyList<FeedRow> Best { get; private set; } = [];

    /// <summary>Lines that help, where the viewer's own comments ask for them.</summary>
    public HelpView? Help { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, string slug, long comment, CancellationToken cancellation)
    {
        if (await posts.ShowAsync(id, cancellation) is not { } post || await comments.ThreadAsync(id, comment, CommentSort.Best, cancellation) is not { } thread)
            return NotFound();
        if (!string.Equals(slug, post.Row.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Paths.Comment(Lang, id, Uri.EscapeDataString(post.Row.Slug), comment));
        (Post, Thread) = (post, thread);
        Best = [.. (await best.ForAsync(Viewer, cancellation)).Rows.Where(r => r.Id != id)];
        Translations = await translations.OfAsync(
            MemberClaims.WishesOf(User, Lang), CommentNode.All([thread]).Select(c => Original.Of(c, post.Row, Viewer)), withBodies: true, cancellation, Best.Select(row => Original.Of(row, Viewer)));
        Help = await panel.ForAsync(Request, HelpPanel.DistressIn([thread], null), cancellation);
        Head.Title = TitleOf(post.Row);
        return Page();
    }
}
