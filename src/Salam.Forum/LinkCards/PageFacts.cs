namespace Salam.Forum.LinkCards;

/// <summary>What a page says of itself, as it stands there.</summary>
public sealed record PageFacts
{
    /// <summary>Its title by OpenGraph, or by what was made after that.</summary>
    public string? Title { get; init; }

    /// <summary>Its title in the bar of a browser.</summary>
    public string? PlainTitle { get; init; }

    public string? Description { get; init; }

    public string? Publisher { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? PublishedAt { get; init; }

    /// <summary>The first part of the code of its language.</summary>
    public string Language { get; init; } = "";

    /// <summary>The address of its picture, relative to the page.</summary>
    public string? Picture { get; init; }

    /// <summary>Where it can be asked for by oEmbed, relative to the page.</summary>
    public string? OEmbed { get; init; }

    /// <summary>Minutes that it takes to read; 0 for what is no article.</summary>
    public int Minutes { get; init; }
}
