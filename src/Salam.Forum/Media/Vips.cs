using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Media;

/// <summary>A picture as it was written anew, in files of a folder.</summary>
/// <param name="Width">Pixels of the widest form.</param>
/// <param name="Height">Pixels of that form, downwards.</param>
/// <param name="Placeholder">A few pixels of it, as <see cref="Picture.Placeholder"/>.</param>
/// <param name="Files">The file of each width.</param>
public sealed record MadePicture(int Width, int Height, string Placeholder, IReadOnlyDictionary<int, string> Files);

/// <summary>
/// Decodes pictures and writes them anew by libvips, in processes of its own with limits of time and memory: decoders are where files that somebody
/// built do harm. What was sent is decoded once; every form is made of the pixels that came of it, so nothing else of the file is left.
/// </summary>
public sealed class Vips(ForumOptions options, ILogger<Vips> log) : IDisposable
{
    /// <summary>The limits of one process: seconds of the processor, bytes of address space, bytes of a file it writes; and how long it may take in all.</summary>
    private const int ProcessorSeconds = 20;
    private const long MemoryBytes = 2_000_000_000, FileBytes = 400_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Program = "vips", HeaderProgram = "vipsheader", LimitProgram = "prlimit", SmallestForm = "placeholder";
    private const int Quality = 80, PlaceholderQuality = 40;

    // Two at once: whoever sends a hundred pictures takes no more of the machine than that.
    private readonly SemaphoreSlim turns = new(2);
    private bool? isReady;

    /// <summary>Whether the programs are there. Looked at once; where they are not, the log says what to install.</summary>
    public bool IsReady => isReady ??= Look();

    /// <summary>Writes a picture anew into the folder; refused where the file is none that is taken, or is broken, too large, or too much to decode.</summary>
    /// <param name="file">The file that was sent.</param>
    /// <param name="folder">Where the new ones go.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="widest">Pixels of the widest form.</param>
    public async Task<Result<MadePicture>> MakeAsync(string file, string folder, CancellationToken cancellation, int widest = PictureSizes.WidthMax)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            return await SizeRefusalAsync(file, cancellation) is { } refusal ? refusal : await DrawAsync(file, folder, widest, cancellation);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private async Task<Refusal?> SizeRefusalAsync(string file, CancellationToken cancellation)
    {
        if (await RunAsync(HeaderProgram, [file], cancellation) is not { } header || Size(header) is not var (width, height, _))
            return Broken;
        if ((long)width * height > Picture.PixelsMax)
            return Refusal.Invalid("PicturePixels", PictureService.Field, Picture.PixelsMax / 1_000_000);
        if (Math.Min(width, height) < Picture.SideMin || Math.Max(width, height) > (long)Picture.SideRatioMax * Math.Min(width, height))
            return Refusal.Invalid("PictureSides", PictureService.Field, Picture.SideMin, Picture.SideRatioMax);
        // Formats that cannot move do not know the field, which is no trouble.
        var frames = await RunAsync(HeaderProgram, ["-f", "n-pages", file], cancellation);
        return int.TryParse(frames, CultureInfo.InvariantCulture, out var count) && count > Picture.FramesMax ? Refusal.Invalid("PictureFrames", PictureService.Field, Picture.FramesMax) : null;
    }

    private async Task<Result<MadePicture>> DrawAsync(string file, string folder, int widest, CancellationToken cancellation)
    {
        var pixels = Path.Combine(folder, "pixels.v");
        // Turned upright as the camera says, in the colours of screens; a file that ends early is refused and not filled up with grey.
        if (await RunAsync(Program, ["thumbnail", file, pixels, Number(widest), "--height", Number(PictureSizes.HeightMax), "--size", "down", "--export-profile", "srgb", "--fail-on", "truncated"], cancellation) is null
            || await RunAsync(HeaderProgram, [pixels], cancellation, isOurs: true) is not { } header || Size(header) is not var (width, height, bands))
            return Broken;
        // Two bands or four: one of them says what shines through.
        var isOpaque = bands % 2 == 1;
        if (!isOpaque && await WithoutAlphaAsync(pixels, bands, folder, cancellation) is { } opaque)
            (isOpaque, pixels) = (true, opaque);
        var files = new Dictionary<int, string>();
        foreach (var narrow in PictureSizes.Of(width))
        {
            files[narrow] = Path.Combine(folder, Number(narrow) + ".webp");
            if (!await ShrinkAsync(pixels, files[narrow], narrow, PictureSizes.HeightMax, Quality, cancellation))
                return Broken;
        }
        var placeholder = !isOpaque ? "" : await PlaceholderAsync(pixels, folder, cancellation);
        return placeholder is null ? Broken : new MadePicture(width, height, placeholder, files);
    }

    /// <summary>The pixels without the band that says what shines through, where nothing does, as in most pictures of screens; else null.</summary>
    private async Task<string?> WithoutAlphaAsync(string pixels, int bands, string folder, CancellationToken cancellation)
    {
        var (alpha, opaque) = (Path.Combine(folder, "alpha.v"), Path.Combine(folder, "opaque.v"));
        return await RunAsync(Program, ["extract_band", pixels, alpha, Number(bands - 1)], cancellation, isOurs: true) is not null
            && await RunAsync(Program, ["min", alpha], cancellation, isOurs: true) is { } least && double.TryParse(least.Split('\n')[0], CultureInfo.InvariantCulture, out var value) && value >= byte.MaxValue
            && await RunAsync(Program, ["extract_band", pixels, opaque, "0", "--n", Number(bands - 1)], cancellation, isOurs: true) is not null ? opaque : null;
    }

    private async Task<string?> PlaceholderAsync(string pixels, string folder, CancellationToken cancellation)
    {
        var form = Path.Combine(folder, SmallestForm + ".webp");
        if (!await ShrinkAsync(pixels, form, PictureSizes.PlaceholderSide, PictureSizes.PlaceholderSide, PlaceholderQuality, cancellation))
            return null;
        var text = Convert.ToBase64String(await File.ReadAllBytesAsync(form, cancellation));
        return text.Length <= Picture.PlaceholderMax ? text : "";
    }

    private async Task<bool> ShrinkAsync(string pixels, string to, int width, int height, int quality, CancellationToken cancellation)
    {
        if (await RunAsync(Program, ["thumbnail", pixels, $"{to}[Q={Number(quality)}]", Number(width), "--height", Number(height), "--size", "down"], cancellation, isOurs: true) is null)
            return false;
        await File.WriteAllBytesAsync(to, WebP.PixelsOnly(await File.ReadAllBytesAsync(to, cancellation)), cancellation);
        return true;
    }

    private static Refusal Broken => Refusal.Invalid("PictureBroken", PictureService.Field);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a line such as <c>a.jpg: 3000x2000 uchar, 3 bands, srgb, jpegload</c>; null when it is none.</summary>
    private static (int Width, int Height, int Bands)? Size(string header)
    {
        var facts = header[(header.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim().Split(' ');
        return facts is [var size, _, var bands, ..] && size.Split('x') is [var width, var height]
            && int.TryParse(width, CultureInfo.InvariantCulture, out var w) && int.TryParse(height, CultureInfo.InvariantCulture, out var h) && int.TryParse(bands, CultureInfo.InvariantCulture, out var b)
            ? (w, h, b) : null;
    }

    private bool Look()
    {
        var missing = new[] { LimitProgram, Program, HeaderProgram }.Where(program => Find(program) is null).ToList();
        if (missing.Count > 0)
            log.LogWarning("Members cannot post pictures: {Programs} not found. On Debian: apt install libvips-tools util-linux", string.Join(", ", missing));
        return missing.Count == 0;
    }

    private string? Find(string program) =>
        options.Media.ProgramsPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program within the limits; returns what it printed, null when it failed or took too long.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="isOurs">Whether what it reads are pixels that were decoded before, in a format that is closed to what was sent.</param>
    private async Task<string?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation, bool isOurs = false)
    {
        if (Find(LimitProgram) is not { } limits || Find(program) is not { } path)
            return null;
        var start = new ProcessStartInfo(limits) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[$"--cpu={ProcessorSeconds}", $"--as={MemoryBytes}", $"--fsize={FileBytes}", "--core=0", "--", path, .. arguments])
            start.ArgumentList.Add(argument);
        // Nothing of ours goes to it, secrets in variables least of all; formats that were not built for strangers' files stay closed.
        start.Environment.Clear();
        (start.Environment["VIPS_CONCURRENCY"], start.Environment["LC_ALL"], start.Environment["TMPDIR"]) = ("1", "C.UTF-8", Path.GetTempPath());
        if (!isOurs)
            start.Environment["VIPS_BLOCK_UNTRUSTED"] = "1";
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            process.StandardInput.Close();
            // What it complains of is not kept: it may quote the file. Read, so that it does not wait for somebody to.
            var complaints = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            await Task.WhenAll(complaints, said, process.WaitForExitAsync(patience.Token));
            return process.ExitCode == 0 ? (await said).Trim() : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
