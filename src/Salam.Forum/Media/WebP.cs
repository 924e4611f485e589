using System.Buffers.Binary;

namespace Salam.Forum.Media;

/// <summary>The container of WebP (RFC 9649): chunks of a name of four letters, a length and content, padded to even lengths.</summary>
public static class WebP
{
    private const int Head = 12, ChunkHead = 8;

    /// <summary>What says of itself in VP8X that there is a colour profile, EXIF and XMP.</summary>
    private const byte ToldBeside = 0x20 | 0x08 | 0x04;

    private static readonly string[] OfPixels = ["VP8X", "VP8 ", "VP8L", "ALPH"];

    /// <summary>
    /// The file with nothing in it but pixels. Encoders write beside them what they were told not to, and what they do differs from version to version:
    /// so it is not left to them.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no WebP, or ends early.</exception>
    public static byte[] PixelsOnly(ReadOnlySpan<byte> file)
    {
        if (file.Length < Head || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WEBP"u8))
            throw new InvalidDataException("The file is no WebP.");
        var kept = new List<byte>(file.Length);
        kept.AddRange(file[..Head]);
        for (var rest = file[Head..]; rest.Length > 0;)
        {
            var length = rest.Length < ChunkHead ? long.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var whole = ChunkHead + length + (length & 1);
            if (length > rest.Length || whole > rest.Length)
                throw new InvalidDataException("The file ends early.");
            var name = System.Text.Encoding.ASCII.GetString(rest[..4]);
            if (OfPixels.Contains(name, StringComparer.Ordinal))
            {
                kept.AddRange(rest[..(int)whole]);
                if (name == "VP8X")
                    kept[kept.Count - (int)whole + ChunkHead] &= unchecked((byte)~ToldBeside);
            }
            rest = rest[(int)whole..];
        }
        var pixels = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(pixels.AsSpan(4), (uint)pixels.Length - 8);
        return pixels;
    }
}
