namespace Salam.Forum.Translation.Engines;

/// <summary>What came of asking for a translation.</summary>
public enum TranslationOutcome : byte
{
    /// <summary>It is there.</summary>
    Translated = 1,

    /// <summary>Nobody is configured who could be asked for this pair, or for what one circle wrote.</summary>
    NoEngine,

    /// <summary>All who could be asked rest, or the day's characters are spent; later it may do.</summary>
    Wait,

    /// <summary>Those who were asked could not.</summary>
    Failed,
}

/// <summary>One call of an engine, for statistics and the day's budget.</summary>
/// <param name="Engine">Whom.</param>
/// <param name="Trouble">What came of it.</param>
/// <param name="Characters">How many characters (UTF-16) were sent; 0 where the forum itself would not send so much.</param>
public sealed record EngineCall(string Engine, EngineTrouble Trouble, int Characters);

/// <summary>A translation, or why there is none.</summary>
/// <param name="Outcome">Which of these.</param>
/// <param name="Calls">Every call that was made for it, in order, also those that were in vain.</param>
public sealed record TranslationResult(TranslationOutcome Outcome, IReadOnlyList<EngineCall> Calls)
{
    /// <summary>As many texts as were asked for, in their order; empty unless <see cref="TranslationOutcome.Translated"/>.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Who translated; null where nobody did, or nobody had to because both languages are the same.</summary>
    public string? Engine { get; init; }

    /// <summary>When to ask again, UTC; null unless <see cref="TranslationOutcome.Wait"/>.</summary>
    public DateTime? Until { get; init; }

    /// <summary>The last trouble that was met; also where all rest because of it.</summary>
    public EngineTrouble Trouble { get; init; }
}

/// <summary>How an engine is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsLocal">Whether what is sent there stays with the operator.</param>
/// <param name="RestsUntil">Until when it is left alone after trouble, UTC; null where it is not.</param>
public sealed record EngineState(string Name, bool IsLocal, DateTime? RestsUntil);
