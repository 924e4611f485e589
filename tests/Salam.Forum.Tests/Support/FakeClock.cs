namespace Salam.Forum.Tests.Support;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class FakeClock : TimeProvider
{
    public static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private long ticks = Start.Ticks;

    public DateTime Now
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public DateTime Advance(TimeSpan by) => new(Interlocked.Add(ref ticks, by.Ticks), DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(Now);
}
