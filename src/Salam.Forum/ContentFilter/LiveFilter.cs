using Microsoft.Extensions.Logging;

namespace Salam.Forum.ContentFilter;

/// <summary>
/// The filter in force: the built-in lists and the operator's in <c>{DataFolder}/filter/*.txt</c>, read anew when these change. The folder is looked
/// at every two seconds, which works on every volume; file-system events do not.
/// </summary>
public sealed partial class LiveFilter : IDisposable
{
    /// <summary>How often the operator's folder is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string folder;
    private readonly ILogger<LiveFilter> logger;
    private readonly ITimer timer;
    private readonly Lock looking = new();
    private volatile WordFilter current;
    private string seen, built;

    /// <summary>Reads the lists and begins to watch.</summary>
    public LiveFilter(ForumOptions options, TimeProvider time, ILogger<LiveFilter> logger)
    {
        folder = Path.Combine(options.DataFolder, "filter");
        this.logger = logger;
        built = seen = State();
        current = Read() ?? WordLists.BuiltInFilter;
        timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <summary>The filter as of now.</summary>
    public WordFilter Current => current;

    /// <summary>Raised, on some thread, after <see cref="Current"/> has changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Stops watching.</summary>
    public void Dispose() => timer.Dispose();

    // What has changed is read only once it has stayed the same for one look, or a file would be read half written.
    private void Look()
    {
        if (!looking.TryEnter()) return;
        try
        {
            var state = State();
            var still = state == seen;
            seen = state;
            if (!still || state == built || Read() is not { } next) return;
            built = state;
            if (next.Version == current.Version) return;
            current = next;
            Reread(next.Version);
            Changed?.Invoke(this, EventArgs.Empty);
        }
        finally
        {
            looking.Exit();
        }
    }

    private WordFilter? Read()
    {
        try
        {
            if (State().Length == 0) return WordLists.BuiltInFilter;
            var lists = WordLists.BuiltIn().AddFolder(folder);
            foreach (var error in lists.Errors) BadLine(error.File, error.Line, error.Reason);
            return lists.Build();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e);
            return null;
        }
    }

    private string State()
    {
        try
        {
            return Directory.Exists(folder)
                ? string.Join('\n', new DirectoryInfo(folder).EnumerateFiles("*.txt").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"))
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file went away between being listed and being looked at; the next look sees what is left.
            return seen;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{File}, line {Line} was left out of the content filter: {Reason}")]
    private partial void BadLine(string file, int line, string reason);

    [LoggerMessage(2, LogLevel.Information, "The content filter's lists were read anew: version {Version}")]
    private partial void Reread(string version);

    [LoggerMessage(3, LogLevel.Error, "The content filter's lists could not be read; the last ones stay in force")]
    private partial void Unreadable(Exception reason);
}
