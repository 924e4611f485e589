using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.Hosting;

/// <summary>What every page knows: its language, its viewer, its words, and how to answer a refusal.</summary>
public abstract class ForumPage : PageModel
{
    private Translations translations = Translations.None;

    /// <summary>The interface language, from the address.</summary>
    public string Lang => RouteData.Values["lang"] as string ?? Language.First.Code;

    /// <summary>Who is looking.</summary>
    public Viewer Viewer => HttpContext.RequestServices.GetRequiredService<CurrentViewer>().Value;

    /// <summary>The interface texts.</summary>
    public Words T => HttpContext.RequestServices.GetRequiredService<Words>();

    /// <summary>The moment of the request, UTC.</summary>
    public DateTime Now { get; private set; }

    /// <summary>The refusals of a form, shown above it and beside its fields.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>How many new notices the page tells its viewer of, above everything else.</summary>
    public virtual int NewNotices => MemberClaims.NewNoticesOf(User);

    /// <summary>What is shown on the page in its own language and was written in another.</summary>
    public Translations Translations
    {
        get => translations;
        protected set
        {
            translations = value;
            if (value.AreAwaited)
                KeepShortly();
        }
    }

    /// <summary>Something on the page is under way: for guests it is kept no longer than that takes.</summary>
    protected void KeepShortly()
    {
        if (HttpContext.Features.Get<IOutputCacheFeature>() is { Context: var kept })
            kept.ResponseExpirationTimeSpan = GuestCache.KeptUnderWay;
    }

    /// <summary>What the head of the page says to browsers and search engines.</summary>
    public Head Head { get; } = new();

    /// <summary>Whether the request came from our script and wants a fragment.</summary>
    public bool IsFragment => AsksForFragment(Request);

    /// <summary>Whether the request came from our script and wants values.</summary>
    public bool WantsJson => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    /// <summary>Whether a request wants a fragment: the one rule for drawing a page and for keeping it.</summary>
    public static bool AsksForFragment(HttpRequest request) => request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-Boosted");

    /// <summary>
    /// A value of the address, from the pattern of the page or else from the query; null when it is not there, or empty. Pages that are read all
    /// day take theirs by it and have handlers without parameters: the framework's binder is a thirtieth of what such a page costs.
    /// </summary>
    protected string? InAddress(string name) =>
        RouteData.Values[name] as string is { Length: > 0 } part ? part : Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>The number in the pattern of the page, which lets nothing else pass.</summary>
    protected long IdInAddress => long.Parse((string)RouteData.Values["id"]!, CultureInfo.InvariantCulture);

    // By its name the framework would take it for a handler of a method "PAGE".
    /// <inheritdoc/>
    [NonHandler]
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        Now = HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        // Left alone, the framework would draw the page without anything having filled it.
        if (context.HandlerMethod is null)
        {
            Response.Headers.Allow = PageMethods.Of(context.ActionDescriptor);
            context.Result = StatusCode(StatusCodes.Status405MethodNotAllowed);
        }
        base.OnPageHandlerExecuting(context);
    }

    /// <summary>The address of a feed for this viewer: whoever opens on her own circle and looks at all of them says so, or she would be sent back.</summary>
    public string FeedHref(FeedKind kind, Circle? circle, Period? period = null, string? after = null)
    {
        var href = Paths.Feed(Lang, kind, circle, period, after);
        return circle is null && Viewer.IsMember && kind != FeedKind.Following ? href + (href.Contains('?', StringComparison.Ordinal) ? "&circle=all" : "?circle=all") : href;
    }

    /// <summary>The title of a post, or what stands in its place for a viewer who has not opened it.</summary>
    public string TitleOf(FeedRow row) => Viewer.Folds(row.Severity, row.AuthorId) ? T["Fold.Post", T.Of(row.Found)] : row.Title;

    /// <summary>The refusal beside a field, if it has one.</summary>
    public Refusal? RefusalOf(string field) => Refusals.FirstOrDefault(r => string.Equals(r.Field, field, StringComparison.OrdinalIgnoreCase));

    /// <summary>Answers a refusal: hidden and missing alike with 404, refusals of a form with the form again, others with their own page.</summary>
    protected IActionResult Refuse(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Any(r => r.Kind == RefusalKind.Missing))
            return NotFound();
        if (refusals.Any(r => r == Refusal.LogIn))
            return WantsJson ? Unauthorized() : Redirect(Paths.LogIn(Lang, Request.Method == "GET" ? Request.Path + Request.QueryString : null));
        Refusals = refusals;
        Response.StatusCode = (int)refusals[0].Kind;
        if (WantsJson)
            return new JsonResult(new { error = T.Of(refusals[0]) }) { StatusCode = Response.StatusCode };
        return Page();
    }

    /// <summary>Sends the visitor back to the page of ours that she acted on, at the thing she acted on.</summary>
    protected IActionResult Back(string anchor) =>
        Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var from) && string.Equals(from.Authority, Request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? Redirect(Paths.Local(from.PathAndQuery, Lang) + "#" + anchor)
            : Redirect(Paths.Home(Lang));

    /// <summary>Answers a refusal on a page that has no form of its own: the reason, with its status.</summary>
    protected IActionResult RefuseWithoutForm(IReadOnlyList<Refusal> refusals)
    {
        HttpContext.Items[StatusPages.ReasonKey] = refusals[0].Kind == RefusalKind.Missing ? null : T.Of(refusals[0]);
        var answer = Refuse(refusals);
        return answer is PageResult ? StatusCode(Response.StatusCode) : answer;
    }
}

/// <summary>What the head of a page says to browsers and search engines.</summary>
public sealed class Head
{
    /// <summary>The address of a picture for previews, which are shown to everybody; null where there is none.</summary>
    public string? Picture { get; set; }

    public string Title { get; set; } = "";
    public string? Description { get; set; }

    /// <summary>What previews elsewhere are titled, where that is not the title.</summary>
    public string? ShareTitle { get; set; }

    /// <summary>The path of the page that stands for this one; null for pages that search engines should pass by.</summary>
    public string? Canonical { get; set; }

    /// <summary>Whether <see cref="Canonical"/> stands for this page in every language of the interface: a text of a member, in the language of its author.</summary>
    public bool IsOriginal { get; set; }

    /// <summary>Whether a machine wrote what the page shows first, which search engines are to pass by.</summary>
    public bool IsMachineMade { get; set; }

    /// <summary>The page's Atom file; null when it has none.</summary>
    public string? FeedFile { get; set; }

    /// <summary>Structured data for search engines, as JSON.</summary>
    public string? JsonLd { get; set; }

    /// <summary>Whether the page is the search, which needs no second field above it.</summary>
    public bool IsSearch { get; set; }

    /// <summary>The feed that navigation marks as the present one.</summary>
    public Salam.Forum.Feeds.FeedKind? Feed { get; set; }

    /// <summary>The circle that navigation marks as the present one.</summary>
    public Circle? Circle { get; set; }

    /// <summary>The period of Top; null on other pages.</summary>
    public Period? Period { get; set; }
}
