using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Brotli for pages. A page is written in pieces, and the fastest level, which the framework's own provider would take, packs every piece for
/// itself; one level more packs them as one text, is as quick, and saves a quarter.
/// </summary>
public sealed class PageBrotli : ICompressionProvider
{
    private const int Quality = 2;

    /// <inheritdoc/>
    public string EncodingName => "br";

    /// <inheritdoc/>
    public bool SupportsFlush => true;

    /// <inheritdoc/>
    public Stream CreateStream(Stream outputStream) => new BrotliStream(outputStream, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true);
}
