using Microsoft.AspNetCore.OutputCaching;

namespace Salam.Forum.Web.Hosting;

/// <summary>Throws away kept pages when what they show was changed or taken away.</summary>
public sealed class PageKeeper(IOutputCacheStore store, BestOfDay best)
{
    /// <summary>A post or comment was added, changed or deleted. Every page lists posts beside it, so all of them go.</summary>
    public ValueTask ChangedAsync(CancellationToken cancellation)
    {
        best.Clear();
        return store.EvictByTagAsync(GuestCache.PagesTag, cancellation);
    }
}
