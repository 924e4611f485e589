using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Engines;

/// <summary>How the author speaks of herself or himself, where a language has forms for it: known from the circle.</summary>
public enum Voice : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>A sister writes.</summary>
    Female,

    /// <summary>A brother writes.</summary>
    Male,
}

/// <summary>What is asked of an engine in one call.</summary>
/// <param name="From">The code of the language it is written in (<see cref="Text.Language.Code"/>).</param>
/// <param name="To">The code of the language it is to be read in; never the same.</param>
/// <param name="Texts">Plain texts in their order, none of them blank: pieces of members' words, with <see cref="Placeholder">placeholders</see> for what must come back as it is.</param>
/// <param name="Voice">A hint for engines that take one.</param>
public sealed record EngineRequest(string From, string To, IReadOnlyList<string> Texts, Voice Voice)
{
    /// <summary>How many of the texts are of the first member, how many of the next one, and so on; empty where all are of one.</summary>
    public IReadOnlyList<int> Members { get; init; } = [];

    /// <summary>Whether the texts are parts of a longer one, of which one may well be in the other language already.</summary>
    public bool IsPart { get; init; }
}

/// <summary>Why an engine gave no translation.</summary>
public enum EngineTrouble : byte
{
    /// <summary>It gave one.</summary>
    None,

    /// <summary>Nobody listens there, or the connection broke.</summary>
    Down,

    /// <summary>It did not answer in time.</summary>
    Slow,

    /// <summary>It asks for a pause (429).</summary>
    Limited,

    /// <summary>It failed by itself (5xx).</summary>
    Failed,

    /// <summary>Its answer is not of the documented form: no JSON, cut off, another number of texts.</summary>
    Garbled,

    /// <summary>It will not do this (4xx): a wrong key, a text too long, a language it does not have.</summary>
    Refused,
}

/// <summary>What came of a call: as many texts as were asked for, in their order; or the trouble.</summary>
/// <param name="Texts">The translations; empty when there was trouble.</param>
/// <param name="Trouble">Why there are none.</param>
/// <param name="RetryAfter">How long the engine asks to be left alone, where it says so.</param>
public sealed record EngineAnswer(IReadOnlyList<string> Texts, EngineTrouble Trouble = EngineTrouble.None, TimeSpan? RetryAfter = null)
{
    /// <summary>An answer without texts.</summary>
    public static EngineAnswer Of(EngineTrouble trouble, TimeSpan? retryAfter = null) => new([], trouble, retryAfter);
}

/// <summary>A machine that translates. The seam: everything beyond it is a service of somebody else, which may be down, slow, wrong or hostile.</summary>
public interface ITranslationEngine
{
    /// <summary>Its name in settings, statistics and labels.</summary>
    string Name { get; }

    /// <summary>Whether texts stay with the operator. Those of one circle go to no other engine.</summary>
    bool IsLocal { get; }

    /// <summary>How many characters (UTF-16) all texts of one call may have together; what is longer is cut into several calls (<see cref="Portions"/>).</summary>
    int MaxCharacters => 4_000;

    /// <summary>Whether it can be asked for this pair of languages at all.</summary>
    bool Offers(string from, string to);

    /// <summary>Whether words may move it as instructions would: then those of one member are never in a call with those of another.</summary>
    bool IsMovedByWords => false;

    /// <summary>Gets to know what <see cref="Offers"/> answers from, where nothing is known yet. Never throws but for cancellation.</summary>
    Task ReadyAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Translates. Never throws but for cancellation: whatever goes wrong is said in the answer.</summary>
    Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancellation);
}
