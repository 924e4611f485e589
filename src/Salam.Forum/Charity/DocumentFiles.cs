using Salam.Forum.Media;

namespace Salam.Forum.Charity;

/// <summary>A file that was received, and why it is not taken; ended by being disposed.</summary>
public sealed record ReceivedFile(string Folder, string File, Refusal? Refusal) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Receives documents, looks at their bytes and keeps them. A PDF is kept as it is, and given out as something to be saved, never shown in our name.</summary>
public sealed class DocumentFiles(UploadTurns turns, IBlobs blobs)
{
    /// <summary>How near its end a PDF must say that it ends.</summary>
    private const int Tail = 1_024;

    /// <summary>Writes what was sent into a file of its own, no further than it may be large.</summary>
    internal async Task<ReceivedFile> ReceiveAsync(Stream file, CancellationToken cancellation)
    {
        var folder = turns.NewFolder();
        try
        {
            var path = Path.Combine(folder, "sent");
            return new ReceivedFile(folder, path, await ReceiveAsync(file, path, cancellation));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    internal Task KeepAsync(Guid key, ReceivedFile received, CancellationToken cancellation) => blobs.WriteAsync(BlobNames.OfPdf(key), received.File, cancellation);

    /// <summary>Whether bytes are the first and the last of a PDF: its mark stands at the very beginning, and its end near the end.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) => head.StartsWith("%PDF-"u8) && tail.LastIndexOf("%%EOF"u8) >= 0;

    private static async Task<Refusal?> ReceiveAsync(Stream file, string path, CancellationToken cancellation)
    {
        await using var sent = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        var part = new byte[32_768];
        for (int read; (read = await file.ReadAsync(part, cancellation)) > 0;)
        {
            if (sent.Length + read > FoundationDocument.BytesMax)
                return Refusal.Invalid("DocumentBytes", DocumentService.Field, FoundationDocument.BytesMax >> 20);
            await sent.WriteAsync(part.AsMemory(0, read), cancellation);
        }
        var (head, tail) = (await ReadAsync(sent, 0, 8, cancellation), await ReadAsync(sent, Math.Max(0, sent.Length - Tail), Tail, cancellation));
        return IsPdf(head, tail) ? null : Refusal.Invalid("DocumentFormat", DocumentService.Field);
    }

    private static async Task<byte[]> ReadAsync(FileStream file, long from, int most, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(most, file.Length - from)];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
