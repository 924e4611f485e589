using Microsoft.Extensions.Logging;

namespace Salam.Forum.Translation.Terms;

/// <summary>The terms in force: ours, and those of the operator in <c>{DataFolder}/glossary/*.txt</c>, read anew when these change.</summary>
public sealed partial class LiveGlossary : IDisposable
{
    private readonly OperatorFolder folder;
    private readonly ILogger<LiveGlossary> logger;
    private volatile Glossary current = Glossary.BuiltIn;

    /// <summary>Reads the operator's files and begins to watch them; what cannot be read is told by file and line, and left out.</summary>
    public LiveGlossary(ForumOptions options, TimeProvider time, ILogger<LiveGlossary> logger)
    {
        this.logger = logger;
        folder = new OperatorFolder(Path.Combine(options.DataFolder, "glossary"), time);
        folder.Watch(Read);
    }

    /// <summary>All terms as of now.</summary>
    public Glossary Current => current;

    /// <summary>Stops watching.</summary>
    public void Dispose() => folder.Dispose();

    // A file that cannot be read leaves the last terms in force, and is tried again; a line that is no term is left out.
    private bool Read()
    {
        var terms = Glossary.BuiltIn;
        try
        {
            foreach (var file in folder.Files)
            {
                var own = Glossary.Parse(File.ReadAllText(file.FullName), out var bad);
                foreach (var line in bad)
                    Skipped(file.Name, line.ToString());
                terms = Glossary.Merge(terms, own);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e);
            return false;
        }
        current = terms;
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "The glossary {File} has a line that is no term: {Line}")]
    private partial void Skipped(string file, string line);

    [LoggerMessage(2, LogLevel.Error, "The glossary could not be read; the last terms stay in force")]
    private partial void Unreadable(Exception reason);
}
