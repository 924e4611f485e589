using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Audiences;

namespace Salam.Forum.Web.Hosting;

/// <summary>Throws away kept pages when what they show was changed or taken away.</summary>
public sealed class PageKeeper(IOutputCacheStore store, BestOfDay best)
{
    /// <summary>
    /// A post or comment was added, changed or deleted. Every page lists posts beside it, so all of them go; but not for what only a circle sees,
    /// of which no kept page shows anything: their age would tell guests when it was written.
    /// </summary>
    public ValueTask ChangedAsync(Audience audience, CancellationToken cancellation)
    {
        best.Clear();
        return audience == Audience.Everyone ? store.EvictByTagAsync(GuestCache.PagesTag, cancellation) : ValueTask.CompletedTask;
    }
}
