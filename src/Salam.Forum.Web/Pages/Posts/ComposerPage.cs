using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>What the pages share that show the form of a post: to submit one, to see it before, and to change it.</summary>
public abstract class ComposerPage : ForumPage
{
    [BindProperty]
    public PostKind Kind { get; set; } = PostKind.Text;

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public bool OwnCircleOnly { get; set; }

    /// <summary>The pictures that the form names, each with what it shows.</summary>
    [BindProperty]
    public List<string?> PictureKeys { get; set; } = [];

    [BindProperty]
    public List<string?> PictureAlts { get; set; } = [];

    /// <summary>Those of them that are to go.</summary>
    [BindProperty]
    public List<string?> DropPictures { get; set; } = [];

    [BindProperty]
    public bool BlurPictures { get; set; }

    [BindProperty]
    public Guid SubmitKey { get; set; }

    /// <summary>The state of the post that the change began from.</summary>
    [BindProperty]
    public long? Version { get; set; }

    /// <summary>The post being changed; null for a new one, which alone has a choice of kind and audience.</summary>
    public long? EditedId { get; protected set; }

    /// <summary>The body rendered, when asked to see it before posting.</summary>
    public string? PreviewHtml { get; protected set; }

    /// <summary>What the filter says of it, in the preview.</summary>
    public Judged? Judged { get; protected set; }

    /// <summary>Lines that help, where the words ask for them.</summary>
    public HelpView? Help { get; protected set; }

    /// <summary>Where the form goes.</summary>
    public string Action => EditedId is { } id ? $"/{Lang}/p/{id}/edit" : Paths.Submit(Lang);

    /// <summary>Whether pictures can be posted here.</summary>
    public bool TakesPictures => Services.GetRequiredService<Vips>().IsReady;

    /// <summary>What was filled in.</summary>
    protected PostDraft Draft => new()
    {
        Kind = Kind, Title = Title, Body = Body, Link = Link, Language = Language, OwnCircleOnly = OwnCircleOnly, SubmitKey = SubmitKey, Version = Version, Pictures = Named, BlurPictures = BlurPictures,
    };

    private IServiceProvider Services => HttpContext.RequestServices;

    private List<PictureDraft> Named =>
        [.. PictureKeys.Index().Where(k => !DropPictures.Contains(k.Item, StringComparer.Ordinal) && Guid.TryParseExact(k.Item, "n", out _)).Select(k => new PictureDraft(Guid.ParseExact(k.Item!, "n"), PictureAlts.ElementAtOrDefault(k.Index) ?? ""))];

    /// <summary>The pictures that the form names, to be shown in it.</summary>
    public Task<List<PictureView>> PicturesAsync() => Services.GetRequiredService<PictureQueries>().NamedAsync(Named, HttpContext.RequestAborted);

    /// <summary>Fills in the pictures that a post has.</summary>
    protected async Task BeginWithPicturesAsync(Post post, CancellationToken cancellation)
    {
        var pictures = await Services.GetRequiredService<PictureQueries>().OfPostAsync(post.Id, cancellation);
        (PictureKeys, PictureAlts, BlurPictures) = ([.. pictures.Select(p => p.Key.ToString("n"))], [.. pictures.Select(p => p.Alt)], post.AreBlurred);
    }

    /// <summary>Takes the files that came with the form, up to as many as a post may have, and names them in it; those that cannot be taken are refused, and the others stay.</summary>
    protected async Task<(List<PictureView> Taken, List<Refusal> Refusals)> TakeFilesAsync(CancellationToken cancellation)
    {
        var (taken, refusals) = (new List<PictureView>(), new List<Refusal>());
        var service = Services.GetRequiredService<PictureService>();
        foreach (var file in Request.HasFormContentType ? Request.Form.Files.Where(f => f.Length > 0) : [])
        {
            if (Named.Count >= Picture.PerPost)
            {
                refusals.Add(Refusal.Invalid("PicturesMany", PictureService.Field, Picture.PerPost));
                break;
            }
            await using var content = file.OpenReadStream();
            var result = await service.UploadAsync(content, cancellation);
            if (!result.Ok)
            {
                refusals.AddRange(result.Refusals);
                continue;
            }
            taken.Add(result.Value);
            PictureKeys.Add(result.Value.Key.ToString("n"));
            PictureAlts.Add("");
        }
        return (taken, [.. refusals.DistinctBy(r => r.Code, StringComparer.Ordinal)]);
    }

    /// <summary>Fills in what a new form starts with.</summary>
    protected void Begin()
    {
        Language ??= Lang;
        SubmitKey = Guid.NewGuid();
    }

    /// <summary>Renders the preview.</summary>
    protected void ShowPreview() => PreviewHtml = Markdown.Render(Normalise.Input(Body)).Html;
}
