using System.Buffers.Binary;

namespace Salam.Forum.Media;

/// <summary>What a file is, told by its bytes alone: neither its name nor what the sender calls it counts.</summary>
public enum PictureFormat
{
    /// <summary>None that is taken.</summary>
    None,

    /// <summary>ISO/IEC 10918.</summary>
    Jpeg,

    /// <summary>ISO/IEC 15948.</summary>
    Png,

    /// <summary>GIF 87a or 89a.</summary>
    Gif,

    /// <summary>RFC 9649.</summary>
    WebP,

    /// <summary>AV1 in HEIF.</summary>
    Avif,
}

/// <summary>Looks at the bytes of a file that somebody sent as a picture.</summary>
public static class PictureBytes
{
    /// <summary>The bytes from the start that tell the format, and those in which a page or a program would have to begin or to end.</summary>
    public const int Head = 4_096;

    /// <summary>How far from its end a ZIP archive may name its content: a record of 22 bytes and a remark.</summary>
    public const int Tail = 22 + ushort.MaxValue;

    private static readonly string[] Pages = ["<script", "<html", "<!doctype", "<svg", "<?php", "<iframe"];

    /// <summary>What a file is that begins with these bytes; <see cref="PictureFormat.None"/> for everything that is not taken.</summary>
    public static PictureFormat FormatOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return PictureFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return PictureFormat.Png;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
            return PictureFormat.Gif;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return PictureFormat.WebP;
        return IsAvif(file) ? PictureFormat.Avif : PictureFormat.None;
    }

    /// <summary>
    /// Whether the file is something else as well: a page, a document or an archive that another program would open. What we keep is drawn anew and
    /// holds nothing of it, but nobody makes such a file by accident.
    /// </summary>
    /// <param name="head">The first bytes, <see cref="Head"/> or as many as there are.</param>
    /// <param name="tail">The last bytes, <see cref="Tail"/> or as many as there are.</param>
    public static bool IsSomethingElseToo(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) =>
        head[..Math.Min(1_024, head.Length)].IndexOf("%PDF-"u8) >= 0 || HoldsPage(head[..Math.Min(Head, head.Length)]) || HoldsPage(tail[^Math.Min(Head, tail.Length)..]) || EndsAsZip(tail);

    // ISO/IEC 14496-12: the first box is "ftyp", with a brand and those it agrees with.
    private static bool IsAvif(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8))
            return false;
        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file), (uint)Math.Min(file.Length, Head));
        for (var at = 8; at + 4 <= length; at += 4)
        {
            if (at != 12 && file[at..].StartsWith("avif"u8))
                return true;
        }
        return false;
    }

    private static bool HoldsPage(ReadOnlySpan<byte> part)
    {
        var text = System.Text.Encoding.Latin1.GetString(part);
        return Pages.Any(page => text.Contains(page, StringComparison.OrdinalIgnoreCase));
    }

    private static bool EndsAsZip(ReadOnlySpan<byte> tail)
    {
        for (int at; (at = tail.LastIndexOf("PK\x05\x06"u8)) >= 0; tail = tail[..at])
        {
            if (at + 22 <= tail.Length && at + 22 + BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) <= tail.Length)
                return true;
        }
        return false;
    }
}
