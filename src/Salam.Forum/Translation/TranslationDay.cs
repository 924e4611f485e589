using Salam.Forum.Audiences;

namespace Salam.Forum.Translation;

/// <summary>What one engine did on one day for one pair of languages and one audience: numbers for moderators, and what the day's budget has left.</summary>
public sealed class TranslationDay : IScoped
{
    /// <summary>The day, UTC.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The code of the language translated from.</summary>
    public required string From { get; init; }

    /// <summary>The code of the language translated into.</summary>
    public required string To { get; init; }

    /// <summary>Who may see the words: the numbers of one circle tell the other when, and in which language, something was written there.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Calls, good and bad.</summary>
    public int Calls { get; set; }

    /// <summary>Characters sent.</summary>
    public long Characters { get; set; }

    /// <summary>Texts that came out well.</summary>
    public int Texts { get; set; }

    /// <summary>Calls that nobody answered.</summary>
    public int Down { get; set; }

    /// <summary>Calls not answered in time.</summary>
    public int Slow { get; set; }

    /// <summary>Calls turned away for being too many.</summary>
    public int Limited { get; set; }

    /// <summary>Calls at which the engine failed.</summary>
    public int Failed { get; set; }

    /// <summary>Calls answered in no known form.</summary>
    public int Garbled { get; set; }

    /// <summary>Calls the engine would not do.</summary>
    public int Refused { get; set; }

    /// <summary>Texts that lost a mark, or the shape of the original.</summary>
    public int Broken { get; set; }

    /// <summary>Texts that did not pass the check against their original.</summary>
    public int Poor { get; set; }

    /// <summary>Members' reports of texts.</summary>
    public int Reports { get; set; }
}
