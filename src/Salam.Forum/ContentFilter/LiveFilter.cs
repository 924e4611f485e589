using Microsoft.Extensions.Logging;

namespace Salam.Forum.ContentFilter;

/// <summary>The filter in force: the built-in lists and the operator's in <c>{DataFolder}/filter/*.txt</c>, read anew when these change.</summary>
public sealed partial class LiveFilter : IDisposable
{
    private readonly OperatorFolder folder;
    private readonly ILogger<LiveFilter> logger;
    private volatile WordFilter current = WordLists.BuiltInFilter;

    /// <summary>Reads the lists and begins to watch.</summary>
    public LiveFilter(ForumOptions options, TimeProvider time, ILogger<LiveFilter> logger)
    {
        this.logger = logger;
        folder = new OperatorFolder(Path.Combine(options.DataFolder, "filter"), time);
        folder.Watch(Read);
    }

    /// <summary>The filter as of now.</summary>
    public WordFilter Current => current;

    /// <summary>Raised, on some thread, after <see cref="Current"/> has changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Stops watching.</summary>
    public void Dispose() => folder.Dispose();

    private bool Read()
    {
        try
        {
            Take(folder.HasFiles ? WithOwn() : WordLists.BuiltInFilter);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e);
            return false;
        }
    }

    private WordFilter WithOwn()
    {
        var lists = WordLists.BuiltIn().AddFolder(folder.Path);
        foreach (var error in lists.Errors) BadLine(error.File, error.Line, error.Reason);
        return lists.Build();
    }

    private void Take(WordFilter next)
    {
        if (next.Version == current.Version) return;
        current = next;
        WasRead(next.Version);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    [LoggerMessage(1, LogLevel.Warning, "{File}, line {Line} was left out of the content filter: {Reason}")]
    private partial void BadLine(string file, int line, string reason);

    [LoggerMessage(2, LogLevel.Information, "The content filter's lists were read: version {Version}")]
    private partial void WasRead(string version);

    [LoggerMessage(3, LogLevel.Error, "The content filter's lists could not be read; the last ones stay in force")]
    private partial void Unreadable(Exception reason);
}
