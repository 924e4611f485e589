using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.TagHelpers;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>A post with its comments, and more posts beside it.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ShowModel(PostQueries posts, CommentQueries comments, BestOfDay best, HelpPanel panel, TranslationQueries translations, PictureQueries pictures, LinkCardQueries cards, ProjectCardQueries projects, Translator translator, NewsThreadQueries news, ForumOptions options) : ForumPage
{
    /// <summary>Letters of every script as they are; making such an encoder takes 90 µs.</summary>
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>How long after a post its card is looked out for.</summary>
    private static readonly TimeSpan CardAwaited = TimeSpan.FromMinutes(1);

    public PostView Post { get; private set; } = null!;
    public CommentPage Comments { get; private set; } = null!;
    public CommentSort Sort { get; private set; }
    public string? After { get; private set; }
    public IReadOnlyList<FeedRow> Best { get; private set; } = [];
    public IReadOnlyList<PictureView> Pictures { get; private set; } = [];

    /// <summary>What the page says that a link leads to; null where it is not known.</summary>
    public LinkCardView? Card { get; private set; }

    /// <summary>Projects that the post cites.</summary>
    public IReadOnlyList<ProjectRow> Cited { get; private set; } = [];

    /// <summary>Whether the viewer reads the language of the post, or wrote it, and may translate it into that of the page; others find the way to it beside the translation.</summary>
    public bool MayTranslate => Viewer.IsMember && translator.IsOn && Post.Row.Status == Status.Published && Post.Row.Language != Lang && Translations.Of(ThingKind.Post, Post.Row.Id) is null;

    /// <summary>Lines that help, where the viewer's own post or comments ask for them.</summary>
    public HelpView? Help { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var (id, sort, after, cancellation) = (IdInAddress, InAddress("sort"), InAddress("after"), HttpContext.RequestAborted);
        if (await posts.ShowAsync(id, cancellation) is not { } post)
            return NotFound();
        if (post.UpdateId is { } update)
            return await news.PlaceAsync(update, cancellation) is { } place
                ? Redirect(Paths.WithQuery(Paths.News(Lang, place with { Slug = Uri.EscapeDataString(place.Slug) }), ("sort", sort), ("circle", after is null ? null : Paths.Name(post.Row.Circle)), ("after", after)))
                : NotFound();
        Post = post;
        if (!string.Equals(InAddress("slug"), post.Row.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Paths.WithQuery($"/{Lang}/p/{Uri.EscapeDataString(post.Row.Slug)}-{id}", ("sort", sort), ("after", after)));
        Sort = SortOf(sort);
        After = after;
        var page = await comments.OfPostAsync(id, Sort, after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Comments = page.Value;
        if (post.Row.PictureCount > 0)
            Pictures = await pictures.OfPostAsync(id, cancellation);
        if (post.LinkUrl is not null)
            await FindCardAsync(post.Row, cancellation);
        Cited = await projects.CitedByAsync(post.LinkUrl, post.BodyHtml, cancellation);
        Best = [.. (await best.ForAsync(Viewer, cancellation)).Rows.Where(r => r.Id != id)];
        Translations = await translations.OfAsync(
            MemberClaims.WishesOf(User, Lang), CommentNode.All(Comments.Tops).Select(c => Original.Of(c, post.Row, Viewer)).Prepend(Original.Of(post.Row, Viewer)), withBodies: true, cancellation,
            Best.Select(row => Original.Of(row, Viewer)));
        Help = await panel.ForAsync(Request, HelpPanel.DistressIn(Comments.Tops, post.Judged), cancellation);
        Describe();
        return Page();
    }

    /// <summary>The card of the link, where it has come; a page that was kept without it is not kept long.</summary>
    private async Task FindCardAsync(FeedRow row, CancellationToken cancellation)
    {
        var found = await cards.OfPostAsync(row.Id, row.Severity, cancellation);
        if (found is { State: LinkCardState.Ready })
            Card = found;
        else if (found is not null && Now - row.CreatedAt < CardAwaited)
            KeepShortly();
    }

    /// <summary>The order an address asks for; best unless it names another one.</summary>
    public static CommentSort SortOf(string? sort) => sort switch { "new" => CommentSort.New, "old" => CommentSort.Old, _ => CommentSort.Best };

    private void Describe()
    {
        var row = Post.Row;
        var translated = Translations.Of(ThingKind.Post, row.Id);
        var isShown = Pieces.IsShown(translated);
        Head.Title = isShown && !Viewer.Folds(row.Severity, row.AuthorId) ? translated!.Title : TitleOf(row);
        // What a machine wrote is read by people, and by search engines only where the operator lets them.
        var isIndexed = options.Translation.Indexed.Contains(Lang);
        Head.IsMachineMade = translated is { State: not null, Engine: not TranslatedText.People } && !isIndexed;
        // Whoever sees a preview was not asked whether to open it.
        var isClean = row.Severity == Severity.Clean;
        Head.Description = isClean ? (isShown && isIndexed ? translated!.Excerpt : row.Excerpt) : T["Fold.Description"];
        // A preview carries the words away from the page that says who translated them.
        Head.ShareTitle = isShown && !isIndexed ? TitleOf(row) : null;
        if (row.Audience != Audience.Everyone || !isClean)
            return;
        // The original stands for the post in every language, also for its translations; but for those that are to be found for themselves.
        (Head.Canonical, Head.IsOriginal) = (isShown && isIndexed ? Paths.Post(Lang, row.Id, row.Slug) : Paths.Canonical(row), true);
        // Search engines come as guests.
        if (Viewer.IsMember)
            return;
        Head.JsonLd = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "DiscussionForumPosting",
            ["headline"] = isShown && isIndexed ? translated!.Title : row.Title,
            ["text"] = isShown && isIndexed ? translated!.Excerpt : row.Excerpt,
            ["inLanguage"] = isShown && isIndexed ? Lang : row.Language,
            ["datePublished"] = row.CreatedAt,
            ["dateModified"] = row.EditedAt ?? row.CreatedAt,
            ["url"] = options.PublicUrl + Head.Canonical,
            ["author"] = new JsonObject { ["@type"] = "Person", ["name"] = row.AuthorHandle, ["url"] = options.PublicUrl + Paths.Member(Lang, row.AuthorHandle) },
            ["commentCount"] = row.CommentCount,
            ["interactionStatistic"] = new JsonObject { ["@type"] = "InteractionCounter", ["interactionType"] = "https://schema.org/LikeAction", ["userInteractionCount"] = Math.Max(row.Score, 0) },
        }.ToJsonString(AsWritten);
    }
}
