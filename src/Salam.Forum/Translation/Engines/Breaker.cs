using System.Security.Cryptography;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// Leaves an engine alone that is in trouble: after <see cref="Limit"/> in a row for a minute, then after one more for twice as long, up to a quarter of an
/// hour; or as long as the engine itself asks for. Then one call may try, while all others wait for what comes of it. In memory: a restart asks afresh.
/// </summary>
internal sealed class Breaker(TimeProvider time)
{
    /// <summary>Troubles in a row that open it.</summary>
    public const int Limit = 5;

    public static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1), LongestRest = TimeSpan.FromMinutes(15);

    /// <summary>How long an engine rests that asks for a pause without saying how long, and the bounds of what it can ask for.</summary>
    public static readonly TimeSpan UnsaidPause = TimeSpan.FromSeconds(30), ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromHours(1);

    // While one call tries, the others are told to come back soon.
    private static readonly TimeSpan WhileTried = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private int troubles, rests;
    private bool tried;
    private DateTimeOffset? until;

    // Moves on at every opening and trial, so that what comes of calls that began before changes nothing.
    private long round;

    /// <summary>Until when it may not be asked, null where it may.</summary>
    public DateTimeOffset? RestsUntil
    {
        get
        {
            lock (gate)
                return tried ? time.GetUtcNow() + WhileTried : until > time.GetUtcNow() ? until : null;
        }
    }

    /// <summary>Lets a call through, or not (null). What it returns is handed back to <see cref="Note"/> or <see cref="Leave"/>.</summary>
    public long? Enter()
    {
        lock (gate)
        {
            if (until is null)
                return round;
            if (tried || until > time.GetUtcNow())
                return null;
            tried = true;
            return ++round;
        }
    }

    /// <summary>What came of a call.</summary>
    public void Note(long pass, EngineAnswer answer)
    {
        lock (gate)
        {
            if (pass != round)
                return;
            if (answer.Trouble == EngineTrouble.Limited || answer is { Trouble: not EngineTrouble.None, RetryAfter: not null })
                Open(Bounded(answer.RetryAfter ?? UnsaidPause));
            else if (answer.Trouble is EngineTrouble.Down or EngineTrouble.Slow or EngineTrouble.Failed or EngineTrouble.Garbled)
                Count();
            else
                (troubles, rests, tried, until) = (0, 0, false, null);
        }
    }

    /// <summary>Nothing came of a call: its caller went away.</summary>
    public void Leave(long pass)
    {
        lock (gate)
        {
            if (pass == round)
                tried = false;
        }
    }

    private void Count()
    {
        troubles++;
        if (!tried && troubles < Limit)
            return;
        var rest = FirstRest * Math.Pow(2, Math.Min(rests++, 10));
        // Up to a tenth more, so that several nodes do not come back at the same moment.
        Open((rest < LongestRest ? rest : LongestRest) * (1 + RandomNumberGenerator.GetInt32(1_000) / 10_000.0));
    }

    private void Open(TimeSpan rest)
    {
        (until, tried) = (time.GetUtcNow() + rest, false);
        round++;
    }

    private static TimeSpan Bounded(TimeSpan pause) => pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
}
