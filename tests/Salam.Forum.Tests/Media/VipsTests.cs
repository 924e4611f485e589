using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Media;

/// <summary>Pictures are decoded and written anew by the real programs.</summary>
public sealed class VipsTests : IDisposable
{
    private static readonly ForumOptions Options = new() { Provider = Provider.Sqlite, ConnectionString = "", DataFolder = "", Demo = false, PublicUrl = "" };

    private readonly Vips vips = new(Options, NullLogger<Vips>.Instance);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("salam-vips-");

    public void Dispose()
    {
        vips.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("gif")]
    [InlineData("webp")]
    [InlineData("avif")]
    public async Task Every_format_becomes_WebP_in_three_widths(string extension)
    {
        var made = (await MakeAsync(PictureFiles.Of(extension, 2_000, 1_000))).Value;
        Assert.Equal((1_600, 800), (made.Width, made.Height));
        Assert.Equal([480, 960, 1_600], made.Files.Keys.Order());
        foreach (var (width, file) in made.Files)
            Assert.StartsWith($"{width}x{width / 2} uchar, ", PictureFiles.Header(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        Assert.All(made.Files.Values, file => Assert.Equal(PictureFormat.WebP, PictureBytes.FormatOf(File.ReadAllBytes(file))));
        Assert.StartsWith("24x12", PictureFiles.Header(Convert.FromBase64String(made.Placeholder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_what_a_camera_wrote_is_left_and_the_picture_stands_upright()
    {
        var sent = PictureFiles.WithPlace(600, 400, orientation: 6);
        Assert.Contains(PictureFiles.Camera, Encoding.Latin1.GetString(sent), StringComparison.Ordinal);
        var made = (await MakeAsync(sent)).Value;
        Assert.Equal((400, 600), (made.Width, made.Height));
        foreach (var file in made.Files.Values.Select(File.ReadAllBytes).Append(Convert.FromBase64String(made.Placeholder)))
        {
            var bytes = Encoding.Latin1.GetString(file);
            Assert.DoesNotContain(PictureFiles.Camera, bytes, StringComparison.Ordinal);
            Assert.All((string[])["EXIF", "Exif", "XMP ", "ICCP"], chunk => Assert.DoesNotContain(chunk, bytes, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_small_picture_stays_small_and_what_shines_through_has_nothing_behind_it()
    {
        var made = (await MakeAsync(PictureFiles.Of("png", 40, 30, bands: 4))).Value;
        Assert.Equal((40, 30, ""), (made.Width, made.Height, made.Placeholder));
        Assert.Equal([40], made.Files.Keys);
    }

    [Fact]
    public async Task A_picture_that_could_let_something_shine_through_and_does_not_is_as_any_other()
    {
        var made = (await MakeAsync(PictureFiles.Opaque(300, 200))).Value;
        Assert.NotEmpty(made.Placeholder);
        Assert.Contains(" 3 bands", PictureFiles.Header(await File.ReadAllBytesAsync(made.Files[300])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_picture_is_kept_within_what_the_format_can_hold()
    {
        var made = (await MakeAsync(PictureFiles.Of("png", 1_000, 19_000))).Value;
        Assert.Equal(PictureSizes.HeightMax, made.Height);
        Assert.All(made.Files.Values, file => Assert.NotEmpty(PictureFiles.Header(File.ReadAllBytes(file))));
    }

    [Theory]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("webp")]
    [InlineData("avif")]
    public async Task A_file_that_ends_early_is_refused(string extension)
    {
        var whole = PictureFiles.Of(extension, 900, 700);
        foreach (var part in (double[])[0.02, 0.5, 0.9])
            Expect.Refused(RefusalKind.Invalid, "PictureBroken", await MakeAsync(whole[..(int)(whole.Length * part)]));
    }

    [Fact]
    public async Task Bombs_are_refused_before_they_are_decoded()
    {
        var clock = Stopwatch.StartNew();
        Expect.Refused(RefusalKind.Invalid, "PicturePixels", await MakeAsync(PictureFiles.Of("png", 9_000, 5_000)));
        Expect.Refused(RefusalKind.Invalid, "PictureSides", await MakeAsync(PictureFiles.Of("png", 1, 65_000)));
        Expect.Refused(RefusalKind.Invalid, "PictureSides", await MakeAsync(PictureFiles.Of("png", 4, 4)));
        Expect.Refused(RefusalKind.Invalid, "PictureFrames", await MakeAsync(PictureFiles.Moving(10_000)));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Of_a_picture_that_moves_the_first_moment_is_kept()
    {
        var made = (await MakeAsync(PictureFiles.Moving(20))).Value;
        Assert.Equal((16, 16), (made.Width, made.Height));
    }

    [Fact]
    public async Task What_only_calls_itself_a_picture_is_refused()
    {
        var drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64'/></svg>"u8.ToArray();
        Expect.Refused(RefusalKind.Invalid, "PictureBroken", await MakeAsync(drawing));
        Expect.Refused(RefusalKind.Invalid, "PictureBroken", await MakeAsync([.. "\x89PNG\r\n\x1a\n"u8, .. new byte[400]]));
        Expect.Refused(RefusalKind.Invalid, "PictureBroken", await MakeAsync([]));
    }

    [Fact]
    public async Task Where_the_programs_are_missing_no_picture_is_taken()
    {
        Assert.True(vips.IsReady);
        using var without = new Vips(Options with { Media = new MediaOptions { ProgramsPath = folder.FullName } }, NullLogger<Vips>.Instance);
        Assert.False(without.IsReady);
        Assert.False((await without.MakeAsync(Path.Combine(folder.FullName, "none"), folder.FullName, default)).Ok);
    }

    private async Task<Result<MadePicture>> MakeAsync(byte[] sent)
    {
        var file = Path.Combine(folder.FullName, "sent");
        await File.WriteAllBytesAsync(file, sent);
        return await vips.MakeAsync(file, folder.FullName, default);
    }
}
