using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace Salam.Forum.Web.Hosting;

/// <summary>Where our files lie: addresses that change with their content, so that browsers may keep them for ever. Looked up once, not for every page.</summary>
public sealed class Assets(IEnumerable<EndpointDataSource> sources)
{
    private readonly ConcurrentDictionary<string, string> found = new(StringComparer.Ordinal);

    /// <summary>The address of a file below <c>wwwroot</c>.</summary>
    public string this[string file] => found.TryGetValue(file, out var path) ? path : found[file] = "/" + (All()?[file] ?? file);

    private ResourceAssetCollection? All() =>
        sources.SelectMany(s => s.Endpoints).Select(e => e.Metadata.GetMetadata<ResourceAssetCollection>()).FirstOrDefault(a => a is not null);
}
