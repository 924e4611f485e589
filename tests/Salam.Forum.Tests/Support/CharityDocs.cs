namespace Salam.Forum.Tests.Support;

/// <summary>The examples of docs/charity.md, which are run as they stand there.</summary>
internal static class CharityDocs
{
    /// <summary>The block of that language that follows the mark.</summary>
    public static string Block(string language, string mark)
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "charity.md"));
        var from = text.IndexOf($"<!-- {mark} -->", StringComparison.Ordinal);
        var start = text.IndexOf($"```{language}\n", from, StringComparison.Ordinal) + language.Length + 4;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)] + "\n";
    }
}
