using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>The charity feed: projects that ask now, those first that end soon and lack much; narrowed by kind, country, category or currency.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class FeedModel(CharityFeedQueries feed, ProjectFollowQueries follows, OpenChoices choices, BestOfDay best, TranslationQueries translations) : ForumPage
{
    /// <summary>What is asked for; words of the address that say nothing are left out.</summary>
    public CharityRequest Asked { get; private set; } = new();

    public Page<ProjectRow> Projects { get; private set; } = new([], null);
    public CharityChoices Choices { get; private set; } = new([], []);
    public BestPosts Best { get; private set; } = new(true, []);

    /// <summary>Days before these nights from which on mails are offered.</summary>
    private const int OfferedBefore = 30;

    /// <summary>Whether mails before the odd nights are offered.</summary>
    public bool OffersNights => RamadanNights.AreWithin(Now, OfferedBefore);

    /// <summary>What is new of projects that the viewer follows; on the first page alone.</summary>
    public IReadOnlyList<FollowedNews> Followed { get; private set; } = [];

    /// <summary>Whether it is narrowed by anything.</summary>
    public bool IsNarrowed => Asked with { After = null } != new CharityRequest();

    /// <summary>The night of the last ten of Ramadan that it is; null at other times.</summary>
    public int? Night => RamadanNights.Of(Now);

    public async Task<IActionResult> OnGetAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        Asked = new CharityRequest(LedgerLine.KindOf(InAddress("kind")), CountryOf(InAddress("country")), CategoryOf(InAddress("category")), CurrencyOf(InAddress("currency")), InAddress("after"));
        Head.Title = T["Feed.Charity"];
        Head.Description = T["Feed.Charity.About"];
        Head.Feed = FeedKind.Charity;
        Head.Canonical = IsNarrowed || Asked.After is not null ? null : Paths.Charity(Lang);
        var page = await feed.PageAsync(Asked, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Projects = page.Value.Projects;
        if (!IsFragment)
            await FindAsideAsync(page.Value.MayFollow, cancellation);
        Translations = await translations.OfAsync(MemberClaims.WishesOf(User, Lang), Projects.Items.Select(row => Original.Of(row)), withBodies: false, cancellation, Best.Rows.Select(row => Original.Of(row, Viewer)));
        return Page();
    }

    private async Task FindAsideAsync(bool mayFollow, CancellationToken cancellation)
    {
        if (mayFollow && Asked.After is null)
            Followed = (await follows.NewsAsync(null, ProjectFollowQueries.AboveFeed, cancellation)).Value.Items;
        Choices = await choices.ReadAsync(cancellation);
        Best = await best.ForAsync(Viewer, cancellation);
    }

    private static string? CountryOf(string? word) => word?.ToUpperInvariant() is var code && Countries.IsKnown(code) ? code : null;

    private static string? CurrencyOf(string? word) => word?.ToUpperInvariant() is var code && Currencies.IsKnown(code) ? code : null;

    private static ProjectCategory? CategoryOf(string? word) => Enum.GetValues<ProjectCategory>().Cast<ProjectCategory?>().FirstOrDefault(c => Paths.Name(c!.Value) == word);
}
