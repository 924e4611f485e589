using Salam.Forum.Benchmarks.Fill;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>What is measured of charity: its pages, by the budgets of feeds and posts, and announcements of donations.</summary>
public static class CharityFigures
{
    private const string Row = "class=\"gift\"", Bar = "gift-bar", Signed = "data-member=\"1\"";

    /// <summary>Every page of charity, for the plans of its queries.</summary>
    public static IEnumerable<(string Name, string Path)> Pages =>
    [
        ("Charity", "/en/charity"), ("Charity of a kind", "/en/charity?kind=zakat"), ("Charity of a country", "/en/charity?country=ps"), ("Charity of a purpose", "/en/charity?category=water"),
        ("Charity in a currency", "/en/charity?currency=gbp"), ("Charity of a kind in a country", "/en/charity?kind=zakat&country=ke"), ("Project", PathOf(CharityRows.Heaviest)), ("Foundation", "/en/charity/foundation/open-hands-1-1"),
        ("Open books", "/en/charity/transparency"),
    ];

    public static IReadOnlyList<Figure> All(Scripts scripts, SignIns signIns, Rows rows, NewHookKey key)
    {
        string[] projects = [.. Enumerable.Range(0, 200).Select(i => PathOf(1 + i * (CharityRows.Projects / 200)))];
        var messages = 0;
        return
        [
            .. Figures.Floors(scripts),
            Figures.OfGuest(scripts, "charity-kept", "guest: charity, kept", Figures.Static, ["/en/charity"], kept: true, Row) with { Least = 0.9 },
            Figures.OfGuest(scripts, "project-kept", "guest: project, kept", Figures.Static, [projects[0]], kept: true, Bar) with { Least = 0.9 },
            Figures.OfGuest(scripts, "charity-uncached", "guest: charity, cache off", Figures.Razor, ["/en/charity"], kept: false, Row) with { Least = 0.8 },
            Figures.OfMember(scripts, signIns, "charity-feed", "member: charity", Figures.Razor, ["/en/charity"], Signed) with { Least = 0.6, Aim = 1 },
            Figures.OfMember(scripts, signIns, "charity-narrow", "member: charity of a kind in a country", Figures.Razor, ["/en/charity?kind=zakat&country=ke"], Signed),
            Figures.OfMember(scripts, signIns, "project", "member: projects", Figures.Razor, projects, Signed) with { Least = 0.5, Aim = 0.8 },
            Figures.OfMember(scripts, signIns, "foundation", "member: foundation with 50 projects", Figures.Razor, ["/en/charity/foundation/open-hands-1-1"], Signed),
            Figures.OfGuest(scripts, "books", "guest: open books, cache off", Figures.Razor, ["/en/charity/transparency"], kept: false, "id=\"seal\""),
            new()
            {
                Name = "announcement", What = "program: donations announced, each a message of its own", Beside = Figures.Insert, Connections = Figures.Writers, Written = rows.Donations,
                Script = _ => scripts.Messages(HookLoad.Path, HookSignature.Header, HookLoad.Messages(key, ref messages)),
            },
        ];
    }

    private static string PathOf(int project) => $"/en/charity/{CharityRows.SlugOf(project)}-{project}";
}
