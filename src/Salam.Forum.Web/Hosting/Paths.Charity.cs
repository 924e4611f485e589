using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;

namespace Salam.Forum.Web.Hosting;

/// <content>The addresses of charity that everybody reads.</content>
public static partial class Paths
{
    /// <summary>The sums as a file, and the ledger as one.</summary>
    public const string TotalsFile = "/charity/totals.csv", LedgerCsv = "/charity/ledger.csv", LedgerJsonLines = "/charity/ledger.jsonl";

    /// <summary>The projects that are asked for; all that are open where nothing is said.</summary>
    public static string Charity(string lang, CharityRequest? request = null) => WithQuery(Feed(lang, FeedKind.Charity),
        ("kind", request?.Kind is { } kind ? LedgerLine.NameOf(kind) : null), ("country", request?.Country), ("category", request?.Category is { } category ? Name(category) : null),
        ("currency", request?.Currency), ("after", request?.After));

    public static string Project(string lang, long id, string slug) => $"/{lang}/charity/{slug}-{Number(id)}";

    /// <summary>News of a project, with the threads under them.</summary>
    public static string News(string lang, NewsPlace place) => $"{Project(lang, place.ProjectId, place.Slug)}/updates/{Number(place.UpdateId)}";

    public static string Foundation(string lang, long id, string slug, string? after = null) => WithQuery($"/{lang}/charity/foundation/{slug}-{Number(id)}", ("after", after));

    /// <summary>The one address that stands for a project, in its own language, or for a foundation, in the first one.</summary>
    public static string Canonical(PublicCharity page)
    {
        var lang = Text.Language.IsKnown(page.Language) ? page.Language : Text.Language.First.Code;
        return page.IsProject ? Project(lang, page.Id, page.Slug) : Foundation(lang, page.Id, page.Slug);
    }

    /// <summary>Where one leaves for the foundation's own page.</summary>
    public static string Give(string lang, long id) => $"/{lang}/charity/{Number(id)}/give";

    /// <summary>What was given altogether, and how to check it.</summary>
    public static string Transparency(string lang) => $"/{lang}/charity/transparency";

    /// <summary>What is new of the projects that one follows.</summary>
    public static string FollowedProjects(string lang, string? after = null) => WithQuery($"/{lang}/charity/following", ("after", after));

    /// <summary>Where one begins to follow a project, or stops.</summary>
    public static string FollowProject(string lang, long id, bool follow) => $"/{lang}/charity/{Number(id)}/{(follow ? "follow" : "unfollow")}";

    /// <summary>Where one asks for mails before the odd nights.</summary>
    public static string Nights(string lang) => $"/{lang}/charity/nights";

    public static string Name(ProjectCategory category) => category.ToString().ToLowerInvariant();
}
