using Microsoft.Net.Http.Headers;
using Salam.Forum.Audiences;
using Salam.Forum.Media;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// The pictures of posts, of comments and of cards of links. Their addresses cannot be guessed, and whoever has one is still asked whether she may see the post; so every cache asks
/// again, and is told in a line that nothing has changed.
/// </summary>
public static class PictureFiles
{
    private const string Type = "image/webp";

    /// <summary>Opened by itself, a picture is put by the browser into a page of the browser's own, which has styles in it.</summary>
    private const string ContentSecurityPolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    public static void MapPictures(this WebApplication app) =>
        app.MapMethods("/pictures/{key:length(32)}/{width:int:min(1)}.webp", PageMethods.Reading, async (HttpContext context, string key, int width, PictureQueries pictures, IBlobs blobs, CurrentViewer viewer, CancellationToken cancellation) =>
        {
            if (!Guid.TryParseExact(key, "n", out var id) || await pictures.FindAsync(id, width, cancellation) is not { } blob)
                return Results.NotFound();
            // Written once and never changed: the address says which it is. Whoever has it already is told so, and the store is not asked.
            var tag = new EntityTagHeaderValue($"\"{key}-{width}\"");
            var isKnown = context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false));
            if ((isKnown ? Stream.Null : await blobs.OpenAsync(blob, cancellation)) is not { } content)
                return Results.NotFound();
            // What a guest may see, everybody may; what a member sees may be hers alone.
            context.Response.Headers.CacheControl = viewer.Value.IsMember ? "private, no-cache" : "public, no-cache";
            context.Response.Headers.Vary = "Cookie";
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return Results.Stream(content, Type, entityTag: tag);
        });
}
