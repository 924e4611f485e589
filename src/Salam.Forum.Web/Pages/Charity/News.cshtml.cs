using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.Posts;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>News of a project, and what brothers and sisters say of them, each circle in its own thread.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class NewsModel(NewsThreadQueries news, PostQueries posts, CommentQueries comments, HelpPanel panel, TranslationQueries translations) : ForumPage
{
    public NewsView View { get; private set; } = null!;
    public CommentSort Sort { get; private set; }

    /// <summary>The path of the page.</summary>
    public string Here => Paths.News(Lang, new NewsPlace(View.ProjectId, View.Slug, View.Update.Id));

    /// <summary>Both threads; the viewer's own comes first.</summary>
    public IReadOnlyList<NewsThreadView> Threads { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var (id, cancellation) = (IdInAddress, HttpContext.RequestAborted);
        if (!long.TryParse((string?)RouteData.Values["update"], NumberStyles.None, CultureInfo.InvariantCulture, out var update) || await news.ShowAsync(id, update, cancellation) is not { } view)
            return NotFound();
        View = view;
        var (sort, after) = (InAddress("sort"), InAddress("after"));
        Circle? continued = InAddress("circle") switch { "sisters" => Circle.Sisters, "brothers" => Circle.Brothers, _ => null };
        if (!string.Equals(InAddress("slug"), view.Slug, StringComparison.Ordinal))
        {
            var right = Paths.News(Lang, new NewsPlace(id, Uri.EscapeDataString(view.Slug), update));
            return RedirectPermanent(Paths.WithQuery(right, ("sort", sort), ("circle", continued is { } of ? Paths.Name(of) : null), ("after", after)));
        }
        Sort = Posts.ShowModel.SortOf(sort);
        var read = new List<(PostView Post, CommentPage Page, bool IsContinued)>();
        foreach (var (circle, post) in view.Threads.OrderBy(t => t.Key != Viewer.Circle).ThenBy(t => t.Key))
        {
            var from = circle == continued ? after : null;
            var page = await comments.OfPostAsync(post, Sort, from, cancellation);
            if (!page.Ok)
                return RefuseWithoutForm(page.Refusals);
            if (await posts.ShowAsync(post, cancellation) is { } shown)
                read.Add((shown, page.Value, from is not null));
        }
        Translations = await translations.OfAsync(
            MemberClaims.WishesOf(User, Lang), read.SelectMany(t => CommentNode.All(t.Page.Tops).Select(c => Original.Of(c, t.Post.Row, Viewer))), withBodies: true, cancellation);
        var help = await panel.ForAsync(Request, HelpPanel.DistressIn([.. read.SelectMany(t => t.Page.Tops)], null), cancellation);
        Threads = read.ConvertAll(t => new NewsThreadView(
            t.Post, new CommentsView(t.Page.Tops, t.Post.Row, Lang, Viewer, Now, t.Post.CommentRefusal is null, Sort, Help: help, Translations: Translations), Here, t.Page.Next, t.IsContinued));
        Head.Title = T["Charity.NewsOf", view.Title];
        return Page();
    }
}
