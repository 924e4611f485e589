using Salam.Forum.Audiences;
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

    /// <summary>Made with the form, so that sending it twice posts once.</summary>
    public Guid SubmitKey { get; init; }

    /// <summary>The audience for an author of that circle: everyone or her own, never the other one.</summary>
    public Audience AudienceFor(Circle circle) => OwnCircleOnly ? circle.Own() : Audience.Everyone;

    /// <summary>The state that a change began from (<see cref="Edits.Version"/>); null where none is known.</summary>
    public long? Version { get; init; }

    /// <summary>Brings the texts into the form they are stored in.</summary>
    public PostDraft Normalised() => this with { Title = Normalise.Input(Title).ReplaceLineEndings(" "), Body = Normalise.Input(Body), Link = Normalise.Input(Link) };

    /// <summary>Everything that is wrong with a normalised draft.</summary>
    public List<Refusal> Refusals()
    {
        List<Refusal> refusals = [.. TextRules.Check(Title!, nameof(Title), Post.TitleMin, Post.TitleMax)];
        refusals.AddRange(TextRules.CheckMarkdown(Body!, nameof(Body), Kind == PostKind.Text ? 1 : 0, Post.BodyMax));
        if (Text.Language.Find(Language) is null)
            refusals.Add(Refusal.Invalid("LanguageUnknown", nameof(Language)));
        if (Kind == PostKind.Link && PostLink.Parse(Link!) is null)
            refusals.Add(Refusal.Invalid("LinkAddress", nameof(Link), Post.LinkMax));
        if (Kind is not (PostKind.Text or PostKind.Link))
            refusals.Add(Refusal.Invalid("Kind", nameof(Kind)));
        if (SubmitKey == Guid.Empty)
            refusals.Add(Refusal.Invalid("FormIncomplete"));
        return refusals;
    }
}
