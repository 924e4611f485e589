using Salam.Forum.Audiences;

namespace Salam.Forum.Translation.Corrections;

/// <summary>What became of a suggestion.</summary>
public enum SuggestionState : byte
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting = 1,

    /// <summary>It is the translation now.</summary>
    Accepted = 2,

    /// <summary>It was not taken.</summary>
    Declined = 3,
}

/// <summary>
/// A better translation by a member: one of each member for a thing and language, the last one she sent. Seen by her and by who may accept it, as far as
/// they see the thing. It goes with the words that it translates, as every translation does.
/// </summary>
public sealed class TranslationSuggestion : IScoped, IOfWords
{
    /// <summary>How many a member may send in a day.</summary>
    public const int DayLimit = 30;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>What it is a translation of (<see cref="TranslatedText.KeyOf"/>).</summary>
    public required long Thing { get; init; }

    /// <summary>The code of the language that it translates from.</summary>
    public required string From { get; set; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; init; }

    /// <summary>The member who suggests it.</summary>
    public required long MemberId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>The version of the words that it translates (<see cref="TranslatedText.Version"/>).</summary>
    public required DateTime Version { get; set; }

    /// <summary>The title; empty for a comment.</summary>
    public required string Title { get; set; }

    /// <summary>Markdown.</summary>
    public required string Body { get; set; }

    /// <summary>When it was last sent, UTC: whoever decides names what she has read by it.</summary>
    public required DateTime SentAt { get; set; }

    /// <summary>What became of it.</summary>
    public SuggestionState State { get; set; } = SuggestionState.Waiting;

    /// <summary>Whoever decided; null while it waits.</summary>
    public long? DecidedBy { get; set; }
}
