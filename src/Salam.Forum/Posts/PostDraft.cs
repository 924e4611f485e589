using Salam.Forum.Audiences;
using Salam.Forum.Media;
using Salam.Forum.Text;

namespace Salam.Forum.Posts;

/// <summary>What a member filled into the form of a post.</summary>
public sealed record PostDraft
{
    public PostKind Kind { get; init; } = PostKind.Text;
    public string? Title { get; init; }
    public string? Body { get; init; }
    public string? Link { get; init; }
    public string? Language { get; init; }

    /// <summary>For the author's own circle only, instead of everyone. Counts at posting only.</summary>
    public bool OwnCircleOnly { get; init; }

    /// <summary>Its pictures, in their order.</summary>
    public IReadOnlyList<PictureDraft> Pictures { get; init; } = [];

    /// <summary>Whether they are blurred until a reader wants to see them.</summary>
    public bool BlurPictures { get; init; }

    /// <summary>What the pictures show, in words, for whoever judges the post.</summary>
    public string PictureWords => WordsOf(Pictures);

    /// <summary>Made with the form, so that sending it twice posts once.</summary>
    public Guid SubmitKey { get; init; }

    /// <summary>The audience for an author of that circle: everyone or her own, never the other one.</summary>
    public Audience AudienceFor(Circle circle) => OwnCircleOnly ? circle.Own() : Audience.Everyone;

    /// <summary>The state that a change began from (<see cref="Edits.Version"/>); null where none is known.</summary>
    public long? Version { get; init; }

    /// <summary>Brings the texts into the form they are stored in.</summary>
    public PostDraft Normalised() => this with
    {
        Title = Normalise.Input(Title).ReplaceLineEndings(" "),
        Body = Normalise.Input(Body),
        Link = Normalise.Input(Link),
        BlurPictures = BlurPictures && Pictures.Count > 0,
        Pictures = [.. Pictures.Select(p => p.Normalised())],
    };

    /// <summary>Everything that is wrong with a normalised draft.</summary>
    public List<Refusal> Refusals()
    {
        List<Refusal> refusals = [.. TextRules.Check(Title!, nameof(Title), Post.TitleMin, Post.TitleMax)];
        refusals.AddRange(TextRules.CheckMarkdown(Body!, nameof(Body), Kind == PostKind.Text && Pictures.Count == 0 ? 1 : 0, Post.BodyMax));
        if (Text.Language.Find(Language) is null)
            refusals.Add(Refusal.Invalid("LanguageUnknown", nameof(Language)));
        if (Kind == PostKind.Link && PostLink.Parse(Link!) is null)
            refusals.Add(Refusal.Invalid("LinkAddress", nameof(Link), Post.LinkMax));
        if (Kind is not (PostKind.Text or PostKind.Link))
            refusals.Add(Refusal.Invalid("Kind", nameof(Kind)));
        refusals.AddRange(PictureRefusals(Pictures));
        if (SubmitKey == Guid.Empty)
            refusals.Add(Refusal.Invalid("FormIncomplete"));
        return refusals;
    }

    /// <summary>What pictures show, as one text.</summary>
    internal static string WordsOf(IEnumerable<PictureDraft> pictures) => string.Join("\n\n", pictures.Select(p => p.Alt).Where(alt => alt.Length > 0));

    /// <summary>What is wrong with the pictures that a form names.</summary>
    internal static IEnumerable<Refusal> PictureRefusals(IReadOnlyList<PictureDraft> pictures)
    {
        if (pictures.Count > Picture.PerPost)
            yield return Refusal.Invalid("PicturesMany", PictureService.Field, Picture.PerPost);
        if (pictures.DistinctBy(p => p.Key).Count() != pictures.Count)
            yield return Refusal.Invalid("FormIncomplete");
        foreach (var refusal in pictures.SelectMany(p => p.Refusals()).Distinct())
            yield return refusal;
    }
}
