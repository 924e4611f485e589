using Salam.Forum.Charity;
using Salam.Forum.Media;

namespace Salam.Forum.Web.Hosting;

/// <summary>A file that came with a form and can be kept: a PDF as it came, or a picture that was taken already.</summary>
public readonly record struct PreparedDocument(IFormFile? Pdf, Guid Picture);

/// <summary>
/// Takes documents that come with forms: a PDF as it is, anything else as a picture. In two steps, so that a file that cannot be taken is told before
/// something else is done with the form.
/// </summary>
public sealed class DocumentForm(DocumentService documents, PictureService pictures)
{
    private const int Tail = 1_024;

    /// <summary>Looks at a file; a picture is drawn anew and waits for what it belongs to.</summary>
    public async Task<Result<PreparedDocument>> PrepareAsync(IFormFile file, CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream();
        var head = await ReadAsync(content, 0, 8, cancellation);
        if (head.AsSpan().StartsWith("%PDF-"u8) || file.FileName.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
        {
            if (file.Length > FoundationDocument.BytesMax)
                return Refusal.Invalid("DocumentBytes", DocumentService.Field, FoundationDocument.BytesMax >> 20);
            var tail = await ReadAsync(content, Math.Max(0, file.Length - Tail), Tail, cancellation);
            return DocumentFiles.IsPdf(head, tail) ? new PreparedDocument(file, default) : Refusal.Invalid("DocumentFormat", DocumentService.Field);
        }
        content.Position = 0;
        var taken = await pictures.UploadAsync(content, cancellation);
        return taken.Ok ? new PreparedDocument(null, taken.Value.Key) : taken.Refusals.Select(r => r with { Field = DocumentService.Field }).ToList();
    }

    /// <summary>Keeps it.</summary>
    public async Task<Result<Done>> KeepAsync(long foundationId, DocumentDraft draft, PreparedDocument prepared, CancellationToken cancellation)
    {
        if (prepared.Pdf is not { } pdf)
            return await documents.AddPictureAsync(foundationId, draft, prepared.Picture, cancellation);
        await using var content = pdf.OpenReadStream();
        return await documents.AddPdfAsync(foundationId, draft, content, cancellation);
    }

    /// <summary>What a file is called where its sender did not say: its own name, without the end.</summary>
    public static string NameOf(IFormFile file) => Path.GetFileNameWithoutExtension(file.FileName.Replace('\\', '/')) is { Length: > 0 } name ? name[..Math.Min(name.Length, FoundationDocument.NameMax)] : file.Name;

    private static async Task<byte[]> ReadAsync(Stream content, long from, int most, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(most, Math.Max(0, content.Length - from))];
        content.Position = from;
        await content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
