namespace Salam.Forum;

/// <summary>
/// A folder of the operator's text files in the data folder, which can be changed while the forum runs. It is looked at every two seconds, which works on every
/// volume; file-system events do not.
/// </summary>
public sealed class OperatorFolder(string path, TimeProvider time) : IDisposable
{
    /// <summary>How often it is looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Lock looking = new();
    private ITimer? timer;
    private string seen = "", taken = "";

    /// <summary>The folder; it need not be there.</summary>
    public string Path => path;

    /// <summary>Whether there is any file.</summary>
    public bool HasFiles => State().Length > 0;

    /// <summary>Its files, in the order of their names.</summary>
    public IEnumerable<FileInfo> Files => Directory.Exists(Path) ? new DirectoryInfo(Path).EnumerateFiles("*.txt").OrderBy(f => f.Name, StringComparer.Ordinal) : [];

    /// <summary>Reads the files, and again whenever they have changed.</summary>
    /// <param name="read">Reads them, and says whether it could; what could not be read is tried again.</param>
    public void Watch(Func<bool> read)
    {
        var state = seen = State();
        if (read())
            taken = state;
        timer = time.CreateTimer(_ => Look(read), null, Interval, Interval);
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => timer?.Dispose();

    // What has changed is read only once it has stayed the same for one look, or a file would be read half written.
    private void Look(Func<bool> read)
    {
        if (!looking.TryEnter()) return;
        try
        {
            var state = State();
            var still = state == seen;
            seen = state;
            if (still && state != taken && read())
                taken = state;
        }
        finally
        {
            looking.Exit();
        }
    }

    private string State()
    {
        try
        {
            return string.Join('\n', Files.Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file went away between being listed and being looked at; the next look sees what is left.
            return seen;
        }
    }
}
