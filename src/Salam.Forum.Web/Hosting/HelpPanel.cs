using System.Globalization;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Members;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Hosting;

/// <summary>Lines that help, for somebody in distress.</summary>
/// <param name="Distress">What they help with; none for all of them.</param>
/// <param name="Here">The lines that stand open, by the name of the country: mostly of one, of a few where they share her language; none where no country could be told.</param>
/// <param name="Others">The lines of all other countries, likewise.</param>
public sealed record HelpView(Distress Distress, IReadOnlyList<CountryLines> Here, IReadOnlyList<CountryLines> Others);

/// <summary>The lines of one country.</summary>
/// <param name="Country">Its name.</param>
/// <param name="Lines">Its lines.</param>
public sealed record CountryLines(string Country, IReadOnlyList<HelpLine> Lines);

/// <summary>Chooses help lines for a member whose words ask for them. Costs nothing where there are none such.</summary>
public sealed class HelpPanel(HelpLines lines, MemberService members, Words words)
{
    /// <summary>The distress in the viewer's own words on a page: those of the post first.</summary>
    public static Distress DistressIn(IReadOnlyList<CommentNode> nodes, Judged? post)
    {
        if (post is { Distress: not Distress.None })
            return post.Distress;
        foreach (var node in nodes)
        {
            var found = node.Row.Judged?.Distress is { } own and not Distress.None ? own : DistressIn(node.Replies, null);
            if (found != Distress.None)
                return found;
        }
        return Distress.None;
    }

    /// <summary>
    /// The lines for the viewer, by where her browser says that she is, then by the languages she reads; null where there is no distress. Only the
    /// language it asks for first tells where she is: browsers add American English to whatever else they ask for.
    /// </summary>
    public async Task<HelpView?> ForAsync(HttpRequest request, Distress distress, CancellationToken cancellation)
    {
        if (distress == Distress.None)
            return null;
        var asked = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')).ToList();
        var region = asked.FirstOrDefault()?.Skip(1).FirstOrDefault(part => part.Length == 2)?.ToUpperInvariant();
        var settings = await members.SettingsAsync(cancellation);
        var languages = (settings.Ok ? settings.Value.Languages : []).Concat(asked.Select(parts => parts[0].ToLowerInvariant()));
        return Choose(distress, region, languages);
    }

    /// <summary>All lines, for a moderator who thinks of somebody else: of where she is only the languages she writes and reads tell anything.</summary>
    public HelpView ForModerator(IEnumerable<string> languages) => Choose(Distress.None, null, languages);

    private HelpView Choose(Distress distress, string? region, IEnumerable<string> languages)
    {
        var all = lines.All();
        var here = HelpLines.CountriesFor(all, region, languages);
        var countries = all.GroupBy(l => l.Country, StringComparer.Ordinal)
            .Select(country => (IsHere: here.Contains(country.Key, StringComparer.Ordinal), Lines: new CountryLines(NameOf(country.Key), Fit([.. country], distress))))
            .OrderBy(c => c.Lines.Country, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true)).ToLookup(c => c.IsHere, c => c.Lines);
        return new HelpView(distress, [.. countries[true]], [.. countries[false]]);
    }

    /// <summary>The lines of a country for that distress; all of them where none is for that alone, since nobody is sent away.</summary>
    private static List<HelpLine> Fit(List<HelpLine> country, Distress distress) => country.Where(l => l.Helps.Contains(distress)).ToList() is { Count: > 0 } fit ? fit : country;

    /// <summary>The name of a country; of one that only the operator knows, as it calls itself, or its two letters.</summary>
    private string NameOf(string country)
    {
        var name = words["Country." + country];
        if (!name.StartsWith("Country.", StringComparison.Ordinal))
            return name;
        try
        {
            return new RegionInfo(country).NativeName;
        }
        catch (ArgumentException)
        {
            return country;
        }
    }
}
