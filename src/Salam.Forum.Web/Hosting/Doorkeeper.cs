namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Says which pages are worth keeping while a crowd, or a crawler, asks for more of them than are asked for again: those that were asked for before.
/// To keep each of thousands for nobody costs as much as to draw it, and fills the memory with what is old and dead. After W-TinyLFU's admission
/// (Einziger, Friedman, Manes, 2017), without its counters.
/// </summary>
public sealed class Doorkeeper(TimeProvider time)
{
    /// <summary>So many pages a second are kept without question: a quiet forum keeps everything.</summary>
    public const int Unasked = 10;

    /// <summary>Addresses remembered, a power of two; a newer one takes the place of an older one.</summary>
    private const int Places = 1 << 14;

    private readonly int[] seen = new int[Places];
    private long second;
    private int admitted;

    /// <summary>Whether what is asked for is to be kept, if it is not yet. Asked at every request, so what is known costs a look and no write.</summary>
    public bool Admits(HttpRequest request) =>
        Admits(HashCode.Combine(request.Path.Value, request.QueryString.Value, request.Headers.AcceptEncoding.ToString()));

    /// <summary>The same of an address by its hash.</summary>
    public bool Admits(int address)
    {
        ref var place = ref seen[address & (Places - 1)];
        if (Volatile.Read(ref place) == address)
            return true;
        Volatile.Write(ref place, address);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (Interlocked.Exchange(ref second, now) != now)
            Volatile.Write(ref admitted, 0);
        return Interlocked.Increment(ref admitted) <= Unasked;
    }
}
