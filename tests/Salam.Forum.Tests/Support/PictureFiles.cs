using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace Salam.Forum.Tests.Support;

/// <summary>Files as members send them: drawn by libvips, and some put together byte by byte that no honest program would make.</summary>
public static class PictureFiles
{
    /// <summary>What a camera wrote into a file.</summary>
    public const string Camera = "SecretCamera";

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Drawn = new(StringComparer.Ordinal);

    /// <summary>A picture of that size in a format, named by its extension.</summary>
    public static byte[] Of(string extension, int width = 640, int height = 480, int bands = 3) =>
        Drawn.GetOrAdd($"{extension} {width} {height} {bands}", _ => new Lazy<byte[]>(() => Draw(extension, width, height, bands))).Value;

    /// <summary>A JPEG that says where it was taken (53° 20′ N, 6° 15′ W), by what, and which way up it is held.</summary>
    public static byte[] WithPlace(int width, int height, ushort orientation = 1)
    {
        var picture = Of("jpg", width, height);
        byte[] exif = [.. "Exif\0\0"u8, .. Tiff(orientation)];
        var head = new byte[4];
        (head[0], head[1]) = (0xFF, 0xE1);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(exif.Length + 2));
        return [.. picture[..2], .. head, .. exif, .. picture[2..]];
    }

    /// <summary>A PNG with a band that says what shines through: nothing does.</summary>
    public static byte[] Opaque(int width, int height) => InFolder(folder =>
    {
        var (pixels, whole, file) = (Path.Combine(folder, "pixels.v"), Path.Combine(folder, "whole.v"), Path.Combine(folder, "file.png"));
        Run("vips", "black", pixels, $"{width}", $"{height}", "--bands", "3");
        Run("vips", "bandjoin_const", pixels, whole, "255");
        Run("vips", "copy", whole, Path.Combine(folder, "coloured.v"), "--interpretation", "srgb");
        Run("vips", "copy", Path.Combine(folder, "coloured.v"), file);
        return File.ReadAllBytes(file);
    });

    /// <summary>A GIF that moves.</summary>
    public static byte[] Moving(int frames, byte side = 16)
    {
        using var file = new MemoryStream();
        file.Write([.. "GIF89a"u8, side, 0, side, 0, 0x80, 0, 0, 0x20, 0x60, 0x50, 0xF0, 0xE0, 0xD0]);
        for (var i = 0; i < frames; i++)
            file.Write([0x21, 0xF9, 4, 0, 5, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
        file.WriteByte(0x3B);
        return file.ToArray();
    }

    /// <summary>The size, bands and loader that libvips finds in a file.</summary>
    public static string Header(byte[] file) => InFolder(folder =>
    {
        var path = Path.Combine(folder, "file");
        File.WriteAllBytes(path, file);
        return Run("vipsheader", path)[(path.Length + 2)..].Trim();
    });

    private static byte[] Draw(string extension, int width, int height, int bands) => InFolder(folder =>
    {
        var (pixels, file) = (Path.Combine(folder, "pixels.v"), Path.Combine(folder, "file." + extension));
        Run("vips", "black", pixels, $"{width}", $"{height}", "--bands", $"{bands}");
        Run("vips", "copy", pixels, Path.Combine(folder, "coloured.v"), "--interpretation", bands > 2 ? "srgb" : "b-w");
        Run("vips", "copy", Path.Combine(folder, "coloured.v"), file);
        return File.ReadAllBytes(file);
    });

    private static T InFolder<T>(Func<string, T> act)
    {
        var folder = Directory.CreateTempSubdirectory("salam-pictures-");
        try
        {
            return act(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} failed.");
        return said;
    }

    // Two directories: what took the picture and how, and, at 100, where.
    private static byte[] Tiff(ushort orientation)
    {
        var tiff = new byte[220];
        "II*\0"u8.CopyTo(tiff);
        Int(4, 8);
        Short(8, 3);
        Entry(10, 0x010F, 2, Camera.Length + 1, 60);
        Entry(22, 0x0112, 3, 1, orientation);
        Entry(34, 0x8825, 4, 1, 100);
        System.Text.Encoding.ASCII.GetBytes(Camera).CopyTo(tiff, 60);
        Short(100, 4);
        Entry(102, 1, 2, 2, 'N');
        Entry(114, 2, 5, 3, 160);
        Entry(126, 3, 2, 2, 'W');
        Entry(138, 4, 5, 3, 184);
        foreach (var (i, value) in new[] { 53, 1, 20, 1, 0, 1, 6, 1, 15, 1, 0, 1 }.Index())
            Int(160 + i * 4, value);
        return tiff;

        void Entry(int at, ushort tag, ushort type, int count, int value)
        {
            Short(at, tag);
            Short(at + 2, type);
            Int(at + 4, count);
            Int(at + 8, value);
        }

        void Short(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), value);
        void Int(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at), value);
    }
}
