using Salam.Forum.Audiences;

namespace Salam.Forum.Media;

/// <summary>A picture of a post, written anew by us; it inherits the audience of its post, and is there for whoever the post is there for.</summary>
public sealed class Picture : IScoped
{
    /// <summary>The most pictures of a post.</summary>
    public const int PerPost = 8;

    /// <summary>The most bytes of a file.</summary>
    public const int BytesMax = 15 << 20;

    /// <summary>The most pixels of a file.</summary>
    public const int PixelsMax = 40_000_000;

    /// <summary>The fewest pixels of a side.</summary>
    public const int SideMin = 8;

    /// <summary>How many times as long as the other a side may be.</summary>
    public const int SideRatioMax = 20;

    /// <summary>The most frames of a file that moves; the first one is kept.</summary>
    public const int FramesMax = 500;

    /// <summary>The most characters of the words for those who do not see it.</summary>
    public const int AltMax = 500;

    /// <summary>The most characters of <see cref="Placeholder"/>.</summary>
    public const int PlaceholderMax = 1_000;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>In its address; random, so that nobody can guess it.</summary>
    public required Guid Key { get; init; }

    /// <summary>The post it belongs to.</summary>
    public required long PostId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>Its place among those of the post, from 0.</summary>
    public required int Place { get; set; }

    /// <summary>Pixels of the widest form that is kept.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of that form, downwards.</summary>
    public required int Height { get; init; }

    /// <summary>What it shows, in words, for those who do not see it; may be empty.</summary>
    public string Alt { get; set; } = "";

    /// <summary>A few pixels of it as WebP in Base64, to be drawn blurred until it has come; empty where it lets what is behind it shine through.</summary>
    public required string Placeholder { get; init; }
}

/// <summary>A picture that a member has sent and not yet posted: hers alone. What is not posted within a day is thrown away.</summary>
public sealed class PictureUpload
{
    /// <summary>How long it waits to be posted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>How many of one member wait at most.</summary>
    public const int PerMember = 40;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>What becomes <see cref="Picture.Key"/>.</summary>
    public required Guid Key { get; init; }

    /// <summary>Whoever sent it.</summary>
    public required long MemberId { get; init; }

    /// <summary>What becomes <see cref="Picture.Width"/>.</summary>
    public required int Width { get; init; }

    /// <summary>What becomes <see cref="Picture.Height"/>.</summary>
    public required int Height { get; init; }

    /// <summary>What becomes <see cref="Picture.Placeholder"/>.</summary>
    public required string Placeholder { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
