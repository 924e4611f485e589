using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Members;

/// <summary>A member: who she is, and those of her posts and comments that the viewer sees.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ShowModel(MemberQueries members, CommentQueries comments, OwnCommentQueries own, TranslationQueries translations) : ForumPage
{
    public Profile Member { get; private set; } = null!;

    /// <summary>Her posts, when those are asked for.</summary>
    public Page<FeedRow>? Posts { get; private set; }

    /// <summary>Her comments, when those are asked for.</summary>
    public Page<MemberComment>? Comments { get; private set; }

    /// <summary>Her comments under posts that are gone, when she herself asks for those.</summary>
    public Page<StrandedComment>? Stranded { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? handle, string? show, string? after, CancellationToken cancellation)
    {
        // A name of blanks reaches the page as none.
        if (handle is null || await members.ProfileAsync(handle, cancellation) is not { } member)
            return NotFound();
        Member = member;
        Head.Title = member.Handle;
        Head.Description = Viewer.Folds(member.Severity, member.Id) ? null : member.About;
        if (string.Equals(show, "comments", StringComparison.Ordinal))
        {
            var said = await comments.OfMemberAsync(member.Id, after, cancellation);
            if (!said.Ok)
                return RefuseWithoutForm(said.Refusals);
            Comments = said.Value;
            return Page();
        }
        if (member.IsMe && string.Equals(show, "gone", StringComparison.Ordinal))
        {
            var stranded = await own.StrandedAsync(after, cancellation);
            if (!stranded.Ok)
                return RefuseWithoutForm(stranded.Refusals);
            Stranded = stranded.Value;
            return Page();
        }
        var posts = await members.PostsAsync(member.Id, after, cancellation);
        if (!posts.Ok)
            return RefuseWithoutForm(posts.Refusals);
        Posts = posts.Value;
        Translations = await translations.OfAsync(MemberClaims.WishesOf(User, Lang), Posts.Items.Select(row => Original.Of(row, Viewer)), withBodies: false, cancellation);
        Head.Canonical = after is null ? Paths.Member(Lang, member.Handle) : null;
        return Page();
    }
}
