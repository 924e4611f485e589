using Microsoft.Net.Http.Headers;
using Salam.Forum.Charity;
using Salam.Forum.Media;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// The papers of foundations. Nobody has looked into what a PDF does, so it is given out as a file to be saved and never shown in our name; and whoever
/// asks is asked each time whether she may have it, so nobody keeps it for her.
/// </summary>
public static class DocumentDownloads
{
    private const string ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    public static void MapDocuments(this WebApplication app) =>
        app.MapMethods("/documents/{key:length(32)}", PageMethods.Reading, async (HttpContext context, string key, FoundationQueries foundations, IBlobs blobs, CancellationToken cancellation) =>
        {
            if (!Guid.TryParseExact(key, "n", out var id) || await foundations.DocumentAsync(id, cancellation) is not { } document || await blobs.OpenAsync(document.Blob, cancellation) is not { } content)
                return Results.NotFound();
            var headers = context.Response.Headers;
            var attachment = new ContentDispositionHeaderValue("attachment");
            attachment.SetHttpFileName(NameOf(document));
            (headers.ContentDisposition, headers.CacheControl, headers.Vary, headers.ContentSecurityPolicy) = (attachment.ToString(), "private, no-store", "Cookie", ContentSecurityPolicy);
            return Results.Stream(content, document.IsPicture ? "image/webp" : "application/pdf");
        });

    /// <summary>What its sender called it, without what systems read as a path, and with the end that it truly has.</summary>
    private static string NameOf(DocumentFile document)
    {
        var (name, end) = (string.Concat(document.Name.Where(c => !char.IsControl(c) && c is not ('/' or '\\' or '"' or ':' or '*' or '?' or '<' or '>' or '|'))).Trim('.', ' '), document.IsPicture ? ".webp" : ".pdf");
        return name.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? name : name + end;
    }
}
