using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Feeds;

/// <summary>A feed: best, new, top, following; narrowed by circle.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class FeedPage(FeedQueries feeds, BestOfDay best, TranslationQueries translations) : ForumPage
{
    public FeedKind Kind { get; private set; }
    public Circle? Circle { get; private set; }
    public Period Period { get; private set; }
    public string? After { get; private set; }
    public Page<FeedRow> Posts { get; private set; } = new([], null);
    public BestPosts Best { get; private set; } = new(true, []);

    public async Task<IActionResult> OnGetAsync()
    {
        var (circle, after, cancellation) = (InAddress("circle"), InAddress("after"), HttpContext.RequestAborted);
        // The pattern of the route lets a line end pass after the name.
        if (FeedAddress.Kind(InAddress("feed")) is not { } kind)
            return NotFound();
        Kind = kind;
        // A member opens on her own circle's feed, unless she asks for another one.
        Circle = circle is null && Viewer.IsMember && Kind != FeedKind.Following ? MemberClaims.OpeningCircleOf(User) : FeedAddress.Circle(circle);
        Period = FeedAddress.Period(InAddress("period"));
        After = after;
        Head.Title = T["Feed." + Kind];
        Head.Description = T[$"Feed.{Kind}.About"];
        (Head.Feed, Head.Circle, Head.Period) = (Kind, Circle, Kind == FeedKind.Top ? Period : null);
        Head.Canonical = after is null ? Paths.Feed(Lang, Kind, FeedAddress.Circle(circle), Head.Period) : null;
        Head.FeedFile = Kind is FeedKind.Best or FeedKind.New ? Paths.Atom(Lang, Kind, FeedAddress.Circle(circle)) : null;
        var page = await feeds.PageAsync(new FeedRequest(Kind, Circle, Period, after), cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Posts = page.Value;
        Best = IsFragment ? new BestPosts(true, []) : await best.ForAsync(Viewer, cancellation);
        Translations = await translations.OfAsync(
            MemberClaims.WishesOf(User, Lang), Posts.Items.Select(row => Original.Of(row, Viewer)), withBodies: false, cancellation, Best.Rows.Select(row => Original.Of(row, Viewer)));
        return Page();
    }
}
