using System.Globalization;
using System.Text.RegularExpressions;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Translation.Corrections;

namespace Salam.Forum.Web.Hosting;

/// <summary>The addresses of the forum, without the host. The routes on the pages say the same the other way round; a test holds them together.</summary>
public static partial class Paths
{
    public static string Home(string lang) => $"/{lang}/";

    /// <summary>A page of ours in another language: whatever the first part of its path was.</summary>
    public static string InLanguage(string path, string lang) => $"/{lang}{AfterLanguage(path)}";

    /// <summary>What an address has in all languages alike: what stands after the first part of its path.</summary>
    public static string AfterLanguage(string path) => path.IndexOf('/', 1) is > 0 and var rest ? path[rest..] : "/";

    public static string Feed(string lang, FeedKind kind, Circle? circle = null, Period? period = null, string? after = null) =>
        WithQuery($"/{lang}/{Name(kind)}", ("circle", circle is { } c ? Name(c) : null), ("period", period is { } p ? Name(p) : null), ("after", after));

    public static string Atom(string lang, FeedKind kind, Circle? circle = null) => WithQuery($"/{lang}/{Name(kind)}.atom", ("circle", circle is { } c ? Name(c) : null));

    public static string Post(string lang, long id, string slug) => $"/{lang}/p/{slug}-{id}";

    /// <summary>The one address that stands for a post: in its own language, or in the first one where that is unknown.</summary>
    public static string Canonical(FeedRow row) => Canonical(row.Language, row.Id, row.Slug);

    /// <summary>The same from what of the post it depends on.</summary>
    public static string Canonical(string language, long id, string slug) => Post(Text.Language.IsKnown(language) ? language : Text.Language.First.Code, id, slug);

    public static string Comment(string lang, long postId, string slug, long id) => $"/{lang}/p/{slug}-{postId}/c/{id}";

    public static string Member(string lang, string handle) => $"/{lang}/u/{Uri.EscapeDataString(handle)}";

    /// <summary>The list of a member's own comments under posts that are gone.</summary>
    public static string Stranded(string lang, string handle) => WithQuery(Member(lang, handle), ("show", "gone"));

    /// <summary>What is searched for, and how; the search itself when nothing is.</summary>
    public static string Search(string lang, string? words = null, bool members = false, Circle? circle = null, SearchSort sort = SearchSort.Relevance, string? after = null) =>
        WithQuery($"/{lang}/search", ("q", words), ("what", members ? "members" : null), ("circle", circle is { } c ? Name(c) : null), ("sort", sort == SearchSort.New ? "new" : null), ("after", after));

    /// <summary>A picture in one of its widths.</summary>
    public static string Picture(Guid key, int width) => string.Create(CultureInfo.InvariantCulture, $"/pictures/{key:n}/{width}.webp");

    public static string Submit(string lang) => $"/{lang}/submit";

    /// <summary>The form of a post with its link filled in.</summary>
    public static string SubmitLink(string lang, string link) => WithQuery(Submit(lang), ("link", link));

    public static string LogIn(string lang, string? next = null) => WithQuery($"/{lang}/account/login", ("next", next));

    public static string SignUp(string lang) => $"/{lang}/account/signup";

    public static string Account(string lang, string page) => $"/{lang}/account/{page}";

    public static string Settings(string lang, string page) => $"/{lang}/settings/{page}";

    /// <summary>Where one of the viewer's sessions is ended.</summary>
    public static string Session(string lang, long id) => Settings(lang, $"sessions/{Number(id)}/end");

    /// <summary>What is done with one of the viewer's passkeys.</summary>
    public static string Passkey(string lang, string key, string act) => Settings(lang, $"passkeys/{key}/{act}");

    public static string Name(FeedKind kind) => kind switch
    {
        FeedKind.Best => "best",
        FeedKind.New => "new",
        FeedKind.Top => "top",
        FeedKind.Following => "following",
        _ => "charity",
    };

    public static string Name(Circle circle) => circle == Circle.Sisters ? "sisters" : "brothers";

    public static string Name(Period period) => period switch
    {
        Period.Day => "day",
        Period.Week => "week",
        Period.Month => "month",
        Period.Year => "year",
        _ => "all",
    };

    /// <summary>A page of the moderators; the queue when none is named.</summary>
    public static string Moderation(string lang, string? page = null) => page is null ? $"/{lang}/moderation" : $"/{lang}/moderation/{page}";

    /// <summary>The queue, narrowed; with the number of the entry that the viewer has just made.</summary>
    public static string Queue(string lang, QueueFilter filter, long? did = null) => InQueue(Moderation(lang), filter, did);

    /// <summary>A case, beside the part of the queue that it was opened from.</summary>
    public static string Case(string lang, long id, QueueFilter filter, long? did = null) => InQueue(Moderation(lang, $"case/{Number(id)}"), filter, did);

    /// <summary>Where a moderator is led from a thing to its case.</summary>
    public static string OpenCase(string lang, ThingKind kind, long id) => Moderation(lang, $"open/{Name(kind)}/{Number(id)}");

    /// <summary>Where a decision on a case is sent.</summary>
    public static string Decide(string lang, long id, QueueFilter filter) => InQueue(Moderation(lang, $"case/{Number(id)}/decide"), filter, null);

    /// <summary>Where an entry of the log is undone.</summary>
    public static string Undo(string lang, long entry, QueueFilter filter) => InQueue(Moderation(lang, $"undo/{Number(entry)}"), filter, null);

    /// <summary>Where a translation is asked for.</summary>
    public static string Translate(string lang, ThingKind kind, long id) => $"/{lang}/translate/{Name(kind)}/{Number(id)}";

    /// <summary>Where a better translation of a thing is suggested.</summary>
    public static string Suggest(string lang, ThingKind kind, long id) => Translate(lang, kind, id) + "/suggest";

    /// <summary>Where the translation of a thing is reported.</summary>
    public static string ReportTranslation(string lang, ThingKind kind, long id) => Translate(lang, kind, id) + "/report";

    /// <summary>What members suggest: the viewer's own, and what waits for her.</summary>
    public static string Suggestions(string lang, bool all = false, string? after = null) => WithQuery($"/{lang}/translate/suggestions", ("all", all ? "true" : null), ("after", after));

    /// <summary>Where one suggestion is decided.</summary>
    public static string Suggestion(string lang, long id, bool all) => WithQuery($"/{lang}/translate/suggestions/{Number(id)}", ("all", all ? "true" : null));

    /// <summary>Where a thing is reported.</summary>
    public static string Report(string lang, ThingKind kind, long id) => $"/{lang}/report/{Name(kind)}/{Number(id)}";

    public static string Name(ThingKind kind) => kind switch { ThingKind.Post => "post", ThingKind.Comment => "comment", ThingKind.Project => "project", ThingKind.ProjectUpdate => "project-update", ThingKind.ProjectReport => "project-report", _ => "member" };

    private static string InQueue(string path, QueueFilter filter, long? did) => WithQuery(path,
        ("kind", filter.Kind is { } kind ? Name(kind) : null), ("circle", filter.Circle is { } circle ? Name(circle) : null), ("rule", filter.Rule?.ToString()), ("language", filter.Language),
        ("after", filter.After), ("did", did is { } entry ? Number(entry) : null));

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a member appeals against a decision.</summary>
    public static string Appeal(string lang, long entry) => Settings(lang, $"notices/{entry}/appeal");

    /// <summary>A thing of which only the number is known; its page leads on to its own address. Null for a member.</summary>
    public static string? Thing(string lang, ThingKind kind, long id, long? postId) => (kind, postId) switch
    {
        (ThingKind.Post, _) => Post(lang, id, "p"),
        (ThingKind.Comment, { } post) => Comment(lang, post, "p", id),
        _ => null,
    };

    /// <summary>A thing whose translation somebody looks at.</summary>
    public static string Thing(string lang, CorrectedThing thing) => thing.Kind == ThingKind.Post ? Post(lang, thing.PostId, thing.Slug) : Comment(lang, thing.PostId, thing.Slug, thing.Id);

    /// <summary>An address given by a visitor to return to: kept when it is a path of ours, the home otherwise. Fit for a header: other scripts are escaped.</summary>
    public static string Local(string? path, string lang) =>
        path is { Length: > 1 and < 2_000 } && path[0] == '/' && path[1] is not ('/' or '\\') && !path.Any(char.IsControl) ? NotForHeaders().Replace(path, part => Uri.EscapeDataString(part.Value)) : Home(lang);

    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value))
                continue;
            path = $"{path}{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }
        return path;
    }

    [GeneratedRegex("[^\\x21-\\x7E]+", RegexOptions.None, 1_000)]
    private static partial Regex NotForHeaders();
}
