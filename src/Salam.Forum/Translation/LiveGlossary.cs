using Microsoft.Extensions.Logging;

namespace Salam.Forum.Translation;

/// <summary>The terms in force: ours, and those of the operator in the folder <c>glossary</c> of the data folder, read at the start.</summary>
public sealed partial class LiveGlossary
{
    private readonly ILogger<LiveGlossary> logger;

    /// <summary>Reads the operator's files; what cannot be read is told by file and line, and left out.</summary>
    public LiveGlossary(ForumOptions options, ILogger<LiveGlossary> logger)
    {
        this.logger = logger;
        var folder = Path.Combine(options.DataFolder, "glossary");
        Current = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).Aggregate(Glossary.BuiltIn, Add) : Glossary.BuiltIn;
    }

    /// <summary>All terms.</summary>
    public Glossary Current { get; }

    private Glossary Add(Glossary before, string file)
    {
        try
        {
            var own = Glossary.Parse(File.ReadAllText(file), out var bad);
            foreach (var line in bad)
                Skipped(Path.GetFileName(file), line.ToString());
            return Glossary.Merge(before, own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Skipped(Path.GetFileName(file), e.Message);
            return before;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The glossary {File} has a line that is no term: {Line}")]
    private partial void Skipped(string file, string line);
}
