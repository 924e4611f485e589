using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.Pages.Pictures;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>What the pages share that show the form of a post: to submit one, to see it before, and to change it.</summary>
public abstract class ComposerPage : PicturesPage
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

    /// <summary>What was filled in.</summary>
    protected PostDraft Draft => new()
    {
        Kind = Kind, Title = Title, Body = Body, Link = Link, Language = Language, OwnCircleOnly = OwnCircleOnly, SubmitKey = SubmitKey, Version = Version, Pictures = Named, BlurPictures = BlurPictures,
    };

    /// <summary>Fills in the pictures that a post has.</summary>
    protected async Task BeginWithPicturesAsync(Post post, CancellationToken cancellation)
    {
        Name(await Services.GetRequiredService<PictureQueries>().OfPostAsync(post.Id, cancellation));
        BlurPictures = post.AreBlurred;
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
