using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Translation.Corrections;

namespace Salam.Forum.Translation;

/// <summary>How far a translation is.</summary>
public enum TranslationState : byte
{
    /// <summary>Asked for; an engine will be asked, or is.</summary>
    UnderWay = 1,

    /// <summary>There.</summary>
    Ready = 2,

    /// <summary>No engine gave a good one; the original stays.</summary>
    NoGood = 3,

    /// <summary>There is nothing in it to translate: pictures, numbers, a verse.</summary>
    Nothing = 4,
}

/// <summary>
/// What a member wrote, in another language: one for each thing, version and language. It is found through the thing alone, and so by whoever may see
/// that; an edit or a deletion takes it away.
/// </summary>
public sealed class TranslatedText : IScoped, IOfWords
{
    /// <summary>The most characters of a title: what is short in Chinese may be four times as long elsewhere.</summary>
    public const int TitleMax = Post.TitleMax * 4;

    /// <summary>What stands for an engine's name where a member translated.</summary>
    public const string People = "people";

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>What it is a translation of (<see cref="KeyOf"/>).</summary>
    public required long Thing { get; init; }

    /// <summary>When the words that it translates were written or last changed, UTC.</summary>
    public required DateTime Version { get; init; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>How far it is.</summary>
    public TranslationState State { get; set; } = TranslationState.UnderWay;

    /// <summary>The title; empty for a comment.</summary>
    public string Title { get; set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; set; } = "";

    /// <summary>The body rendered, safe to show as it is.</summary>
    public string BodyHtml { get; set; } = "";

    /// <summary>The first words of the body, plain.</summary>
    public string Excerpt { get; set; } = "";

    /// <summary>The renderer that made <see cref="BodyHtml"/>.</summary>
    public int RendererVersion { get; set; }

    /// <summary>The engine that made it, or <see cref="People"/>; empty while it is under way.</summary>
    public string Engine { get; set; } = "";

    /// <summary>The member who wrote it; null where an engine did.</summary>
    public long? TranslatorId { get; set; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTime AskedAt { get; init; }

    /// <summary>When it came, or was given up, UTC.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>What it is and its number in one, so that a page asks for all its things by one index. Below nothing stands charity, which came later.</summary>
    public static long KeyOf(ThingKind kind, long id) => kind switch
    {
        ThingKind.Post => id * 2,
        ThingKind.Comment => (id * 2) + 1,
        ThingKind.Project => -id * 4,
        ThingKind.ProjectUpdate => (-id * 4) - 1,
        ThingKind.ProjectReport => (-id * 4) - 2,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only posts, comments and the words of projects are translated."),
    };

    /// <summary>What a key stands for.</summary>
    public static (ThingKind Kind, long Id) Of(long key) => key >= 0
        ? (key % 2 == 0 ? ThingKind.Post : ThingKind.Comment, key / 2)
        : ((-key % 4) switch { 0 => ThingKind.Project, 1 => ThingKind.ProjectUpdate, _ => ThingKind.ProjectReport }, -key / 4);

    /// <summary>The version of words that were written and perhaps changed.</summary>
    public static DateTime VersionOf(DateTime createdAt, DateTime? editedAt) => editedAt ?? createdAt;
}
