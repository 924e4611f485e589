namespace Salam.Forum.Tests.Support;

/// <summary>A clock whose timers tick when the test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimerCallback? tick;

    public void Tick() => tick?.Invoke(null);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        tick = callback;
        return new Stopped();
    }

    private sealed class Stopped : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;
        public void Dispose() { }
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
