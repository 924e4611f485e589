using Salam.Forum.Audiences;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Something that is the same for everybody and costs much to read, kept for some seconds. It is read as a guest reads it. Whoever comes while it is
/// read anew is given what was kept, so that it is read by one alone however many come.
/// </summary>
public abstract class KeptForAll<T>(TimeProvider time, IServiceScopeFactory scopes) : IDisposable
    where T : class
{
    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Held? held;

    /// <summary>What was read less than <see cref="Kept"/> ago, or while somebody reads it anew, what was before.</summary>
    public async ValueTask<T> ReadAsync(CancellationToken cancellation)
    {
        var before = held;
        if (IsFresh(before))
            return before!.Value;
        if (before is null)
            await reading.WaitAsync(cancellation);
        else if (!await reading.WaitAsync(TimeSpan.Zero, cancellation))
            return before.Value;
        try
        {
            if (IsFresh(held))
                return held!.Value;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = Viewer.Guest;
            var (until, value) = (time.GetUtcNow() + Kept, await ReadAsync(scope.ServiceProvider, cancellation));
            held = new Held(until, value);
            return value;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Forgets it: something in it has changed that nobody shall wait for.</summary>
    public void Clear() => held = null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what waits.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            reading.Dispose();
    }

    /// <summary>Reads it, with services whose viewer is a guest.</summary>
    protected abstract Task<T> ReadAsync(IServiceProvider services, CancellationToken cancellation);

    private bool IsFresh(Held? one) => one is not null && one.Until > time.GetUtcNow();

    private sealed record Held(DateTimeOffset Until, T Value);
}
