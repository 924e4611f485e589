using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation.Corrections;

/// <summary>What a member finds wrong with a translation.</summary>
public enum TranslationFault : byte
{
    /// <summary>It says something else than the original.</summary>
    Meaning = 1,

    /// <summary>A verse, a du'a, an honorific or a term of the religion was spoiled.</summary>
    Sacred = 2,

    /// <summary>It says something indecent or hurtful that the author did not say.</summary>
    Indecent = 3,

    /// <summary>It cannot be understood.</summary>
    Unclear = 4,
}

/// <summary>A member's word against a translation; one for each member and translation. It goes with the translation.</summary>
public sealed class TranslationReport : IScoped
{
    /// <summary>The most characters of <see cref="Words"/>.</summary>
    public const int WordsMax = 500;

    /// <summary>How many a member may send in a day.</summary>
    public const int DayLimit = 50;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The translation.</summary>
    public required long TextId { get; init; }

    /// <summary>The member who reports.</summary>
    public required long MemberId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>When the words came that it is about, UTC (<see cref="TranslatedText.DoneAt"/>).</summary>
    public required DateTime About { get; init; }

    /// <summary>What is wrong with it.</summary>
    public required TranslationFault Fault { get; init; }

    /// <summary>The reporter's own words; may be empty.</summary>
    public string Words { get; init; } = "";

    /// <summary>When it was sent, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>What became of it.</summary>
    public ReportOutcome Outcome { get; set; } = ReportOutcome.Waiting;

    /// <summary>Whoever decided; null while it waits.</summary>
    public long? SettledBy { get; set; }
}
