using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Media;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Pictures;

/// <summary>What the pages share whose form may bring pictures: those of posts, and of comments.</summary>
public abstract class PicturesPage : ForumPage
{
    /// <summary>The pictures that the form names, each with what it shows.</summary>
    [BindProperty]
    public List<string?> PictureKeys { get; set; } = [];

    [BindProperty]
    public List<string?> PictureAlts { get; set; } = [];

    /// <summary>What the picture shows that comes with the form, where there may be one.</summary>
    [BindProperty]
    public string? NewAlt { get; set; }

    /// <summary>Those of them that are to go.</summary>
    [BindProperty]
    public List<string?> DropPictures { get; set; } = [];

    /// <summary>Whether pictures can be posted here.</summary>
    public bool TakesPictures => Services.GetRequiredService<Vips>().IsReady;

    /// <summary>How many pictures the form may name.</summary>
    protected virtual int PicturesMost => Picture.PerPost;

    /// <summary>The pictures that the form names and that stay.</summary>
    protected List<PictureDraft> Named =>
        [.. PictureKeys.Index().Where(k => !DropPictures.Contains(k.Item, StringComparer.Ordinal) && Guid.TryParseExact(k.Item, "n", out _)).Select(k => new PictureDraft(Guid.ParseExact(k.Item!, "n"), PictureAlts.ElementAtOrDefault(k.Index) ?? ""))];

    /// <summary>The pictures that the form names, to be shown in it.</summary>
    public Task<List<PictureView>> PicturesAsync() => Services.GetRequiredService<PictureQueries>().NamedAsync(Named, HttpContext.RequestAborted);

    /// <summary>Where services come from that most requests do without.</summary>
    protected IServiceProvider Services => HttpContext.RequestServices;

    /// <summary>Names pictures in the form, in place of those that it names.</summary>
    protected void Name(IReadOnlyCollection<PictureView> pictures) => (PictureKeys, PictureAlts) = ([.. pictures.Select(p => p.Key.ToString("n"))], [.. pictures.Select(p => p.Alt)]);

    /// <summary>
    /// Takes the files that came with the form, up to as many as there may be, and names them in it; where there may be one, it takes the place of the one
    /// before. Those that cannot be taken are refused, and the others stay.
    /// </summary>
    protected async Task<(List<PictureView> Taken, List<Refusal> Refusals)> TakeFilesAsync(CancellationToken cancellation)
    {
        var (taken, refusals) = (new List<PictureView>(), new List<Refusal>());
        var service = Services.GetRequiredService<PictureService>();
        var files = (await StatusPages.TryReadFormAsync(Request, cancellation))?.Files.Where(f => f.Length > 0) ?? [];
        foreach (var file in PicturesMost == 1 ? files.Take(1) : files)
        {
            if (PicturesMost > 1 && Named.Count >= PicturesMost)
            {
                refusals.Add(Refusal.Invalid("PicturesMany", PictureService.Field, PicturesMost));
                break;
            }
            await using var content = file.OpenReadStream();
            var result = await service.UploadAsync(content, cancellation);
            if (!result.Ok)
            {
                refusals.AddRange(result.Refusals);
                continue;
            }
            if (PicturesMost == 1)
                Name([]);
            taken.Add(result.Value);
            PictureKeys.Add(result.Value.Key.ToString("n"));
            PictureAlts.Add(NewAlt ?? "");
        }
        return (taken, [.. refusals.DistinctBy(r => r.Code, StringComparer.Ordinal)]);
    }
}
