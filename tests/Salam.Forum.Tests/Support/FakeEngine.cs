using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Support;

/// <summary>An engine that ends every word with an o, of every language that is written with Latin letters, and does whatever else it is told.</summary>
public sealed partial class FakeEngine(string name = "fake", bool isLocal = true) : ITranslationEngine
{
    private readonly ConcurrentQueue<EngineRequest> asked = [];

    public string Name => name;

    public bool IsLocal => isLocal;

    /// <summary>What it was asked.</summary>
    public IReadOnlyList<EngineRequest> Asked => [.. asked];

    /// <summary>What is wrong with it.</summary>
    public EngineTrouble Trouble { get; set; }

    /// <summary>What is wrong with it when it is asked for a text with this word.</summary>
    public (string Word, EngineTrouble Trouble)? TroubleWith { get; set; }

    /// <summary>Whether it throws, which it must not.</summary>
    public bool Fails { get; set; }

    /// <summary>What it answers; by default it translates.</summary>
    public Func<string, string> Answer { get; set; } = Translated;

    /// <summary>Whether words move it, as they do a model.</summary>
    public bool IsMovedByWords { get; init; }

    /// <summary>The languages between which it translates.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en", "es", "fr"];

    public int MaxCharacters { get; init; } = 4_000;

    /// <summary>Done before it answers.</summary>
    public Func<Task>? Before { get; set; }

    public bool Offers(string from, string to) => Languages.Contains(from, StringComparer.Ordinal) && Languages.Contains(to, StringComparer.Ordinal);

    public async Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancellation)
    {
        asked.Enqueue(request);
        if (Before is not null)
            await Before();
        if (Fails)
            throw new InvalidOperationException("An answer that nobody thought of.");
        if (TroubleWith is { } with && request.Texts.Any(text => text.Contains(with.Word, StringComparison.Ordinal)))
            return EngineAnswer.Of(with.Trouble);
        return Trouble == EngineTrouble.None ? new EngineAnswer([.. request.Texts.Select(Answer)]) : EngineAnswer.Of(Trouble);
    }

    /// <summary>A text as the engine translates it: marks stay.</summary>
    public static string Translated(string text) => Word().Replace(text, word => word.Value.StartsWith('⟦') ? word.Value : word.Value + "o");

    [GeneratedRegex("⟦[^⟧]*⟧|[A-Za-z0-9']+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
