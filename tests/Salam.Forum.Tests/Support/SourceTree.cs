namespace Salam.Forum.Tests.Support;

/// <summary>The source files of the forum, for tests that read code.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find();

    /// <summary>Every C# file below <c>src/Salam.Forum</c>, by its path from there with forward slashes, with its text.</summary>
    public static IReadOnlyDictionary<string, string> ForumFiles()
    {
        var folder = Path.Combine(Root, "src", "Salam.Forum");
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), File: file))
            .Where(f => !f.Path.StartsWith("obj/", StringComparison.Ordinal) && !f.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(f => f.Path, f => File.ReadAllText(f.File), StringComparer.Ordinal);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Salam.Forum.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The solution is not above the tests.");
        return folder.FullName;
    }
}
