using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Hosting;

/// <summary>What countries are called in the language of the page, as the platform's own data say.</summary>
public static class CountryNames
{
    /// <summary>Countries that the platform does not call by their name.</summary>
    private static readonly string[] OwnNames = ["PS"];

    private static readonly ResourceManager Own = new("Salam.Forum.Web.Resources.Texts", typeof(CountryNames).Assembly);
    private static readonly ConcurrentDictionary<(string Language, string Code), string> Names = [];
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Lists = new(StringComparer.Ordinal);

    /// <summary>Every country, in the order of the language's alphabet.</summary>
    public static IReadOnlyList<(string Code, string Name)> All =>
        Lists.GetOrAdd(CultureInfo.CurrentUICulture.Name, static _ => [.. Countries.All.Select(code => (code, Of(code))).OrderBy(c => c.Item2, StringComparer.Create(CultureInfo.CurrentUICulture, CompareOptions.IgnoreCase))]);

    /// <summary>The name of a country; its code where it has none.</summary>
    public static string Of(string code) => Names.GetOrAdd((CultureInfo.CurrentUICulture.Name, code), static asked => Read(asked.Code));

    private static string Read(string code)
    {
        if (OwnNames.Contains(code, StringComparer.Ordinal) && Own.GetString("Country." + code, CultureInfo.CurrentUICulture) is { } name)
            return name;
        try
        {
            // What such a region calls itself is its name in the language it is asked with; its "display name" is English whoever reads.
            return Countries.IsKnown(code) ? new RegionInfo($"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}-{code}").NativeName : code;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
