using Microsoft.AspNetCore.Components;

namespace Salam.Forum.Web.Hosting;

/// <summary>Where the sheet of icons lies: an address that changes with its content, so that browsers may keep it for ever.</summary>
public sealed class Icons(IEnumerable<EndpointDataSource> sources)
{
    private const string File = "i.svg";

    /// <summary>The address of the sheet; an icon is a part of it, named after a <c>#</c>.</summary>
    public string Path => field ??= Find();

    private string Find()
    {
        var assets = sources.SelectMany(s => s.Endpoints).Select(e => e.Metadata.GetMetadata<ResourceAssetCollection>()).FirstOrDefault(a => a is not null);
        return "/" + (assets?[File] ?? File);
    }
}
