using Microsoft.AspNetCore.OutputCaching;

namespace Salam.Forum.Web.Hosting;

/// <summary>Throws away kept pages when what they show was changed or taken away.</summary>
public sealed class PageKeeper(IOutputCacheStore store, BestOfDay best)
{
    /// <summary>A post, or a comment under it, was changed, deleted or added.</summary>
    public async Task ChangedAsync(long postId, CancellationToken cancellation)
    {
        best.Clear();
        await store.EvictByTagAsync(GuestCache.PostTag(postId), cancellation);
        await store.EvictByTagAsync(GuestCache.FeedsTag, cancellation);
    }
}
