using Salam.Forum.Audiences;

namespace Salam.Forum.LinkCards;

/// <summary>Where a card stands.</summary>
public enum LinkCardState : byte
{
    /// <summary>The page is to be asked yet.</summary>
    Waiting = 1,

    /// <summary>There is a card.</summary>
    Ready,

    /// <summary>There is none, and there will be none: the page could not be read, or says nothing that is shown.</summary>
    None,
}

/// <summary>
/// What the page that a link post leads to says of itself, fetched and kept by us. It belongs to one post: a card shared between posts would come at
/// once, and tell whoever posts an address that somebody else has posted it, for readers whom she does not know of.
/// </summary>
public sealed class LinkCard : IScoped
{
    /// <summary>The most characters of <see cref="Title"/>.</summary>
    public const int TitleMax = 200;

    /// <summary>The most characters of <see cref="Description"/>.</summary>
    public const int DescriptionMax = 400;

    /// <summary>The most characters of <see cref="Publisher"/>.</summary>
    public const int PublisherMax = 80;

    /// <summary>The most characters of <see cref="Language"/>.</summary>
    public const int LanguageMax = 8;

    /// <summary>The post it belongs to.</summary>
    public required long PostId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>In the address of its picture, if it comes to have one; random, so that nobody can guess it.</summary>
    public required Guid Key { get; init; }

    /// <summary>Where it stands.</summary>
    public LinkCardState State { get; set; } = LinkCardState.Waiting;

    /// <summary>Plain, cut at a word.</summary>
    public string Title { get; set; } = "";

    /// <summary>Plain, cut at a word; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>What the site calls itself; may be empty, and says nothing that the host does not stand beside.</summary>
    public string Publisher { get; set; } = "";

    /// <summary>When the page says that it was published, UTC; null when it does not.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>The language the page says it is in, such as <c>en</c>; empty when it does not.</summary>
    public string Language { get; set; } = "";

    /// <summary>How long one reads it; 0 for what is no article.</summary>
    public int Minutes { get; set; }

    /// <summary>Pixels of its picture; 0 when it has none.</summary>
    public int PictureWidth { get; set; }

    /// <summary>Pixels of its picture, downwards.</summary>
    public int PictureHeight { get; set; }

    /// <summary>As <see cref="Media.Picture.Placeholder"/>.</summary>
    public string Placeholder { get; set; } = "";

    /// <summary>When the page was asked, UTC; null while it waits.</summary>
    public DateTime? FetchedAt { get; set; }
}
