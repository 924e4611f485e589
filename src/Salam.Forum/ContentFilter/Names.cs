using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>Severities and categories as they are written in lists, in output and in addresses.</summary>
public static class Names
{
    /// <summary>One category, in small letters with hyphens.</summary>
    public static string Of(Categories category)
    {
        var name = new StringBuilder();
        foreach (var c in category.ToString())
        {
            if (char.IsUpper(c) && name.Length > 0) name.Append('-');
            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <summary>A severity, in small letters.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Clean => "clean",
        Severity.Sensitive => "sensitive",
        Severity.Indecent => "indecent",
        _ => "forbidden",
    };

    /// <summary>The names of all categories that are set.</summary>
    public static IEnumerable<string> All(Categories categories) =>
        Enum.GetValues<Categories>().Where(c => c != Categories.None && categories.HasFlag(c)).Select(Of);
}
