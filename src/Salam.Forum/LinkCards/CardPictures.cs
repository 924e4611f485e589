using Salam.Forum.Media;

namespace Salam.Forum.LinkCards;

/// <summary>Fetches the picture of a page and has it drawn anew as one that a member sends, in the width of rows alone. Nothing of the file is kept.</summary>
public sealed class CardPictures(LinkFetcher fetcher, Vips vips)
{
    /// <summary>The picture, in files of the folder; null where there is none that can be shown.</summary>
    public async Task<MadePicture?> DrawAsync(Uri? address, string language, string folder, CancellationToken cancellation)
    {
        if (address is null || !vips.IsReady || (await fetcher.GetAsync(address, Wanted.Picture, language, cancellation)).Answer is not { Bytes: var bytes })
            return null;
        var tail = bytes.AsSpan(Math.Max(0, bytes.Length - PictureBytes.Tail));
        if (PictureBytes.FormatOf(bytes) == PictureFormat.None || PictureBytes.IsSomethingElseToo(bytes, tail))
            return null;
        var sent = Path.Combine(folder, "sent");
        await File.WriteAllBytesAsync(sent, bytes, cancellation);
        var made = await vips.MakeAsync(sent, folder, cancellation, PictureSizes.Smallest(PictureSizes.WidthMax));
        return made.Ok ? made.Value : null;
    }
}
