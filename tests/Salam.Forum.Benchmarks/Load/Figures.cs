namespace Salam.Forum.Benchmarks.Load;

/// <summary>Everything that is measured, and the budgets of the design.</summary>
public static class Figures
{
    public const string Static = "static", Razor = "razor", Raw = "raw", Insert = "insert";

    /// <summary>A request that carries it is neither answered from the kept pages nor kept; it signs nobody in.</summary>
    private const string PastTheCache = "None";

    /// <summary>How many write at once.</summary>
    public const int Writers = 8;

    private const int VotersShown = 400;

    public static IReadOnlyList<Figure> All(Scripts scripts, SignIns signIns, Rows rows)
    {
        Figure Guest(string name, string what, string beside, IReadOnlyList<string> paths, bool kept, string holds) => OfGuest(scripts, name, what, beside, paths, kept, holds);
        Figure Member(string name, string what, string beside, IReadOnlyList<string> paths, string holds) => OfMember(scripts, signIns, name, what, beside, paths, holds);
        const string Row = "class=\"row\"", Comment = "class=\"comment", Signed = "data-member=\"1\"";
        return
        [
            .. Floors(scripts),
            Guest("guest-feed", "guest: feed, kept", Static, ["/en/best"], kept: true, Row) with { Least = 0.9 },
            Guest("guest-post", "guest: post with 20 comments, kept", Static, [rows.Twenty[0]], kept: true, Comment) with { Least = 0.9 },
            Guest("guest-feed-uncached", "guest: feed, cache off", Razor, ["/en/best"], kept: false, Row) with { Least = 0.8 },
            Guest("guest-post-uncached", "guest: post with 20 comments, cache off", Razor, rows.Twenty, kept: false, Comment),
            Member("member-feed", "member: feed", Razor, ["/en/best"], Signed) with { Least = 0.6, Aim = 1 },
            Member("member-following", "member: Following", Razor, ["/en/following"], Row),
            Member("member-top-week", "member: Top of the week", Razor, ["/en/top?period=week"], Row),
            Member("member-post-20", "member: post with 20 comments", Razor, rows.Twenty, Signed) with { Least = 0.5, Aim = 0.8 },
            Member("member-post-50", "member: post with 50 comments", "member-post-20", [rows.Fifty], Comment),
            Member("member-post-5000", "member: post with 5,000 comments, 200 shown", "member-post-50", [rows.FiveThousand], Comment),
            Guest("deep-page", "guest: the 1,000th page, cache off", "guest-feed-uncached", [rows.Deep], kept: false, Row) with { Least = 1 / 1.1 },
            new()
            {
                Name = "guest-far", What = "guest: pages that nobody asked for before", MostP99 = 25,
                Script = turn => scripts.Get(Rotated(rows.Far, turn).Select(p => (p, "", ""))), Proof = (rows.Far[0], "", "", "<main"),
            },
            new()
            {
                Name = "vote", What = "member: votes", Beside = Insert, Connections = Writers, Least = 0.2, Aim = 0.4, MostP99 = 20, Written = rows.Votes,
                Script = turn => scripts.Votes(signIns.Fresh().Take(VotersShown), rows.InView.Select(p => p.Id), turn),
            },
            new()
            {
                Name = "vote-anywhere", What = "member: votes, on posts that no feed shows", Beside = Insert, Connections = Writers, Written = rows.Votes,
                Script = turn => scripts.Votes(signIns.Fresh().Take(VotersShown), rows.Anywhere.Select(p => p.Id), turn),
            },
            new()
            {
                Name = "comment", What = "member: comments", Beside = Insert, Connections = Writers, Least = 0.2, Aim = 0.4, MostP99 = 20, Written = rows.Comments,
                Script = turn => scripts.Comments(signIns.Fresh(), rows.InView, turn),
            },
            new()
            {
                Name = "queue", What = "moderator: queue of 60,000 open cases", Beside = Razor, Least = 0.5,
                Script = _ => scripts.Get(signIns.FreshModerators().Select(m => ("/en/moderation", m.Cookie, ""))),
                Proof = ("/en/moderation", signIns.FreshModerators()[0].Cookie, "", "class=\"q\""),
            },
            new()
            {
                Name = "decision", What = "moderator: decisions", Beside = Insert, Connections = Writers, MostP99 = 20, Written = rows.Decisions,
                Script = _ => scripts.Decisions(signIns.FreshModerators(), rows.OpenCases()),
            },
        ];
    }

    /// <summary>The least that a server can do.</summary>
    public static IReadOnlyList<Figure> Floors(Scripts scripts)
    {
        var insert = scripts.Insert();
        Figure Floor(string name, string what, string path) => new() { Name = name, What = what, IsFloor = true, Script = Once(() => scripts.Same(path)) };
        return
        [
            Floor(Static, "floor: a 30 KB file", "/static.html"),
            Floor(Razor, "floor: a bare Razor page of 25 items", "/razor"),
            Floor(Raw, "floor: the same 25 items written by hand", "/raw"),
            new() { Name = Insert, What = "floor: one row in its own transaction", IsFloor = true, Connections = Writers, Script = _ => insert },
        ];
    }

    /// <summary>Pages as guests ask for them, from the kept pages or past them.</summary>
    public static Figure OfGuest(Scripts scripts, string name, string what, string beside, IReadOnlyList<string> paths, bool kept, string holds) => new()
    {
        Name = name, What = what, Beside = beside,
        Script = kept && paths.Count == 1 ? Once(() => scripts.Same(paths[0])) : Once(() => scripts.Get(paths.Select(p => (p, "", kept ? "" : PastTheCache)))),
        Proof = (paths[0], "", kept ? "" : PastTheCache, holds),
    };

    /// <summary>Pages as members ask for them.</summary>
    public static Figure OfMember(Scripts scripts, SignIns signIns, string name, string what, string beside, IReadOnlyList<string> paths, string holds) => new()
    {
        Name = name, What = what, Beside = beside,
        Script = _ => scripts.Get(signIns.Fresh().Select((m, i) => (paths[i % paths.Count], m.Cookie, ""))),
        Proof = (paths[0], signIns.Fresh()[0].Cookie, "", holds),
    };

    private static Func<long, string> Once(Func<string> write)
    {
        var script = new Lazy<string>(write);
        return _ => script.Value;
    }

    /// <summary>Begins each turn at another place, so that no turn finds what the one before left.</summary>
    private static IEnumerable<string> Rotated(IReadOnlyList<string> paths, long turn)
    {
        var from = (int)(turn * 7_919 * 3 % paths.Count);
        return paths.Skip(from).Concat(paths.Take(from));
    }
}
