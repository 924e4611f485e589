using Salam.Forum.Audiences;
using Salam.Forum.Feeds;

namespace Salam.Forum.Web.Hosting;

/// <summary>Reads the words of feed addresses; a word that none of ours is, is taken as not given.</summary>
public static class FeedAddress
{
    /// <summary>The feed of that name, in whatever case; null for none.</summary>
    public static FeedKind? Kind(string? word) => word?.ToLowerInvariant() switch
    {
        null or "best" => FeedKind.Best,
        "new" => FeedKind.New,
        "top" => FeedKind.Top,
        "following" => FeedKind.Following,
        "charity" => FeedKind.Charity,
        _ => null,
    };

    public static Circle? Circle(string? word) => word switch { "brothers" => Audiences.Circle.Brothers, "sisters" => Audiences.Circle.Sisters, _ => null };

    public static Period Period(string? word) => word switch
    {
        "week" => Feeds.Period.Week,
        "month" => Feeds.Period.Month,
        "year" => Feeds.Period.Year,
        "all" => Feeds.Period.All,
        _ => Feeds.Period.Day,
    };
}
