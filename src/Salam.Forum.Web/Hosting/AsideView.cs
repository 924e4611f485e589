using System.Collections.Concurrent;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.Hosting;

/// <summary>What the side column shows.</summary>
public sealed record AsideView(IReadOnlyList<FeedRow> Best, string Lang, Viewer Viewer, string Heading, Translations Translations)
{
    /// <summary>The heading over the best posts of the day, or of all time.</summary>
    public static string HeadingOf(BestPosts best) => best.OfDay ? "Aside.Best" : "Aside.BestEver";
}

/// <summary>
/// The best posts of the day, kept for some seconds for each audience: one list for guests and one for each circle, so that no list ever
/// reaches somebody it was not made for. Moderators and authors see nothing more in it than their circle does,
/// and nothing sensitive stands in it, whatever the viewer reads.
/// </summary>
public sealed class BestOfDay(TimeProvider time, IServiceScopeFactory scopes)
{
    /// <summary>Posts in the list.</summary>
    public const int Count = 8;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Audience, (DateTimeOffset Until, BestPosts Posts)> lists = new();

    /// <summary>The list for the viewer's audience.</summary>
    public async ValueTask<BestPosts> ForAsync(Viewer viewer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (lists.TryGetValue(viewer.OwnAudience, out var kept) && kept.Until > now)
            return kept.Posts;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = new Viewer { Circle = viewer.Circle, Level = ReadingLevel.Strict };
        var best = await scope.ServiceProvider.GetRequiredService<FeedQueries>().BestOfDayAsync(Count, cancellation);
        lists[viewer.OwnAudience] = (now + Kept, best);
        return best;
    }

    /// <summary>Forgets the lists: something in them was taken away.</summary>
    public void Clear() => lists.Clear();
}
