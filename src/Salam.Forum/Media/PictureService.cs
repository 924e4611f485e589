using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Media;

/// <summary>Takes the pictures that members send, before they are posted.</summary>
public sealed class PictureService(ForumDb db, CurrentViewer viewer, TimeProvider time, Brakes brakes, Vips vips, IBlobs blobs, UploadTurns turns)
{
    /// <summary>The field of the form that refusals concern.</summary>
    public const string Field = "Pictures";

    /// <summary>
    /// Writes a picture anew and keeps it for the viewer until she posts it. Refused: what is no picture of the formats that are taken, what is too
    /// large, broken, or something else besides; too many that wait.
    /// </summary>
    /// <param name="file">What was sent; read once.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Result<PictureView>> UploadAsync(Stream file, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (!vips.IsReady)
            return Refusal.Forbidden("PicturesOff");
        if (await brakes.WriteRefusalAsync(cancellation) is { } braked)
            return braked;
        var (me, since) = (viewer.Value.MemberId, Now - PictureUpload.Lifetime);
        using var turn = await turns.OfAsync(me, cancellation);
        if (!turn.IsAcquired)
            return new Refusal(RefusalKind.TooMany, "PicturesWaiting", Field, PictureUpload.PerMember);
        if (await db.PictureUploads.CountAsync(u => u.MemberId == me && u.CreatedAt > since, cancellation) >= PictureUpload.PerMember)
            return new Refusal(RefusalKind.TooMany, "PicturesWaiting", Field, PictureUpload.PerMember);
        var folder = turns.NewFolder();
        try
        {
            var sent = Path.Combine(folder, "sent");
            if (await ReceiveAsync(file, sent, cancellation) is { } refusal)
                return refusal;
            var made = await vips.MakeAsync(sent, folder, cancellation);
            return made.Ok ? await KeepAsync(made.Value, cancellation) : made.Refusals[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Writes what was sent into a file, and looks at its bytes.</summary>
    private static async Task<Refusal?> ReceiveAsync(Stream file, string to, CancellationToken cancellation)
    {
        await using var sent = new FileStream(to, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        var part = new byte[Math.Max(PictureBytes.Head, PictureBytes.Tail)];
        for (int read; (read = await file.ReadAsync(part, cancellation)) > 0;)
        {
            if (sent.Length + read > Picture.BytesMax)
                return Refusal.Invalid("PictureBytes", Field, Picture.BytesMax >> 20);
            await sent.WriteAsync(part.AsMemory(0, read), cancellation);
        }
        var (head, tail) = (await ReadAsync(sent, 0, PictureBytes.Head, cancellation), await ReadAsync(sent, Math.Max(0, sent.Length - PictureBytes.Tail), PictureBytes.Tail, cancellation));
        if (PictureBytes.FormatOf(head) == PictureFormat.None)
            return Refusal.Invalid("PictureFormat", Field);
        return PictureBytes.IsSomethingElseToo(head, tail) ? Refusal.Invalid("PictureBroken", Field) : null;
    }

    private static async Task<byte[]> ReadAsync(FileStream file, long from, int most, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(most, file.Length - from)];
        file.Position = from;
        await file.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private async Task<Result<PictureView>> KeepAsync(MadePicture made, CancellationToken cancellation)
    {
        var upload = new PictureUpload
        {
            Key = new Guid(RandomNumberGenerator.GetBytes(16)), MemberId = viewer.Value.MemberId, Width = made.Width, Height = made.Height, Placeholder = made.Placeholder, CreatedAt = Now,
        };
        // The row first: files without a row would lie there for ever, a row without its files goes with the day.
        var kept = await db.WriteAsync<Done>(async () =>
        {
            db.PictureUploads.Add(upload);
            await db.SaveChangesAsync(cancellation);
            return default(Done);
        }, cancellation);
        if (!kept.Ok)
            return kept.Refusals[0];
        foreach (var (width, file) in made.Files)
            await blobs.WriteAsync(BlobNames.OfPicture(upload.Key, width), file, cancellation);
        return new PictureView(upload.Key, upload.Width, upload.Height, "", upload.Placeholder);
    }
}
