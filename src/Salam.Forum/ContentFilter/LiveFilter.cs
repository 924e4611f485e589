namespace Salam.Forum.ContentFilter;

/// <summary>The filter in force: the built-in lists and the operator's, read anew when these change.</summary>
public sealed class LiveFilter : IDisposable
{
    /// <summary>The filter as of now.</summary>
    public WordFilter Current { get; private set; } = new("");

    /// <summary>Raised, on some thread, after <see cref="Current"/> has changed.</summary>
    public event EventHandler? Changed;

    internal void Use(WordFilter next)
    {
        Current = next;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => Changed = null;
}
