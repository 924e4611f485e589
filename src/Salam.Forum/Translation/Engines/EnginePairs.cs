using System.Collections.Frozen;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// The pairs of languages that an engine says it has, in its own codes: asked for when somebody wants to know, kept for an hour. Where it cannot be asked,
/// the former answer stays in force, and it is asked again after a minute.
/// </summary>
internal sealed class EnginePairs(Func<CancellationToken, Task<IEnumerable<(string From, string To)>?>> fetch, TimeProvider time)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <summary>How long it is not asked again after it failed.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private volatile FrozenSet<(string From, string To)>? known;
    private DateTimeOffset due = DateTimeOffset.MinValue;
    private Task running = Task.CompletedTask;

    /// <summary>What is known now, null for nothing; if that is old, it is asked for in the background.</summary>
    public FrozenSet<(string From, string To)>? Known
    {
        get
        {
            _ = RefreshAsync();
            return known;
        }
    }

    /// <summary>Waits for the first answer where there is none; what is merely old is good enough.</summary>
    public Task ReadyAsync(CancellationToken cancellation)
    {
        var refresh = RefreshAsync();
        return known is null ? refresh.WaitAsync(cancellation) : Task.CompletedTask;
    }

    /// <summary>Asks if it is time to; many callers at once lead to one question. Does not fail.</summary>
    public Task RefreshAsync()
    {
        lock (gate)
        {
            if (running.IsCompleted && time.GetUtcNow() >= due)
                running = Task.Run(FetchAsync);
            return running;
        }
    }

    /// <summary>The first pair that the engine has of several codes for the same languages.</summary>
    public static (string From, string To)? Find(FrozenSet<(string From, string To)> pairs, IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        foreach (var f in from)
        {
            foreach (var t in to)
            {
                if (pairs.Contains((f, t)))
                    return (f, t);
            }
        }
        return null;
    }

    private async Task FetchAsync()
    {
        // Before the question, so that not even a mistake of ours makes a storm of it.
        lock (gate)
            due = time.GetUtcNow() + Pause;
        try
        {
            if (await fetch(CancellationToken.None) is not { } found)
                return;
            known = found.ToFrozenSet();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An answer that nobody thought of is none; it is asked for again.
            return;
        }
        lock (gate)
            due = time.GetUtcNow() + Kept;
    }
}
