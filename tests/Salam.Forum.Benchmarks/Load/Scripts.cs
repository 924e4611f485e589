using System.Globalization;
using System.Text;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>Writes the Lua scripts that tell wrk what to send.</summary>
public sealed class Scripts(string folder)
{
    private const string Frame =
        """
        local count = 0
        function setup(thread)
          thread:set("number", count)
          count = count + 1
        end
        function lines(file)
          local list = {}
          for line in io.lines(file) do
            local fields = {}
            for field in string.gmatch(line .. "\t", "([^\t]*)\t") do fields[#fields + 1] = field end
            list[#list + 1] = fields
          end
          return list
        end
        function done(summary, latency, requests)
          local e = summary.errors
          io.write(string.format("RESULT %d %d %d %d %d %.1f %.1f %.1f\n", summary.requests, summary.duration,
            e.status, e.timeout, e.connect + e.read + e.write, latency:percentile(50), latency:percentile(99), latency.max))
        end

        """;

    private int files;

    /// <summary>Asks for pages in turn, each thread from another place of the list; each line is a path, a cookie and an Authorization header, the last two may be empty.</summary>
    public string Get(IEnumerable<(string Path, string Cookie, string Authorization)> requests) => Write(
        $$"""
        local at, list = 0, {}
        function init(args)
          for i, f in ipairs(lines("{{List(requests.Select(r => $"{r.Path}\t{r.Cookie}\t{r.Authorization}"))}}")) do
            local headers = {}
            if f[2] ~= "" then headers["Cookie"] = f[2] end
            if f[3] ~= "" then headers["Authorization"] = f[3] end
            list[i] = wrk.format("GET", f[1], headers)
          end
          at = number * math.floor(#list / 2)
        end
        function request()
          at = at % #list + 1
          return list[at]
        end
        """);

    /// <summary>Votes: every request is another member on another post.</summary>
    public string Votes(IEnumerable<SignIn> members, IEnumerable<long> posts, long turn) => Write(
        $$"""
        local at, members, posts = 0, {}, {}
        function init(args)
          members = lines("{{List(members.Select(m => $"{m.Cookie}\t{m.Token}"))}}")
          posts = lines("{{List(posts.Select(p => p.ToString(CultureInfo.InvariantCulture)))}}")
          -- A member and a post meet once in as many requests as there are pairs: half of them for each thread, and a part of that for each turn.
          local pairs = #members * #posts
          at = {{turn}} * math.floor(pairs / 50) + number * math.floor(pairs / 2)
        end
        function request()
          at = at + 1
          local m = members[at % #members + 1]
          local p = posts[(at * 7919 + math.floor(at / #members)) % #posts + 1]
          return wrk.format("POST", "/en/vote/post/" .. p[1], { ["Cookie"] = m[1], ["Accept"] = "application/json", ["Content-Type"] = "application/x-www-form-urlencoded" },
            "value=" .. (at % 5 == 0 and "-1" or "1") .. "&token=" .. m[2])
        end
        """);

    /// <summary>Comments: every request is another form, from a member of the circle of the post's author.</summary>
    public string Comments(IEnumerable<SignIn> members, IEnumerable<(long Id, int Circle)> posts, long turn) => Write(
        $$"""
        local at, members, posts = 0, {}, { {}, {} }
        function init(args)
          members = lines("{{List(members.Select(m => $"{m.Cookie}\t{m.Token}\t{m.Circle}"))}}")
          for _, p in ipairs(lines("{{List(posts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Id}\t{p.Circle}")))}}")) do
            local circle = posts[tonumber(p[2])]
            circle[#circle + 1] = p[1]
          end
          at = number * 500009
        end
        function request()
          at = at + 1
          local m = members[at % #members + 1]
          local circle = posts[tonumber(m[3])]
          local key = string.format("%016x%08x%08x", {{turn}} + 1, number + 1, at)
          return wrk.format("POST", "/en/p/" .. circle[(at * 7919) % #circle + 1] .. "/comment", { ["Cookie"] = m[1], ["Content-Type"] = "application/x-www-form-urlencoded" },
            "Body=Thank+you+for+this.+It+helped+me+**very**+much%2C+and+my+family+as+well.&SubmitKey=" .. key .. "&token=" .. m[2])
        end
        """);

    /// <summary>Decisions: every request approves another case.</summary>
    public string Decisions(IEnumerable<SignIn> moderators, IEnumerable<(long Id, int Version)> cases) => Write(
        $$"""
        local at, members, cases = 0, {}, {}
        function init(args)
          members = lines("{{List(moderators.Select(m => $"{m.Cookie}\t{m.Token}"))}}")
          cases = lines("{{List(cases.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Id}\t{c.Version}")))}}")
          at = number * math.floor(#cases / 2)
        end
        function request()
          at = at % #cases + 1
          local m, c = members[at % #members + 1], cases[at]
          return wrk.format("POST", "/en/moderation/case/" .. c[1] .. "/decide", { ["Cookie"] = m[1], ["Content-Type"] = "application/x-www-form-urlencoded" },
            "Act=Approved&Version=" .. c[2] .. "&token=" .. m[2])
        end
        """);

    /// <summary>Messages of programs, each sent once: a body and the header that signs it.</summary>
    public string Messages(string path, string header, IEnumerable<(string Body, string Signature)> messages) => Write(
        $$"""
        local at, messages = 0, {}
        function init(args)
          messages = lines("{{List(messages.Select(m => $"{m.Signature}\t{m.Body}"))}}")
          at = number * math.floor(#messages / 2)
        end
        function request()
          at = at % #messages + 1
          return wrk.format("POST", "{{path}}", { ["{{header}}"] = messages[at][1], ["Content-Type"] = "application/json" }, messages[at][2])
        end
        """);

    /// <summary>The floor of a write: a form of the same size.</summary>
    public string Insert() => Write(
        """
        wrk.method = "POST"
        wrk.path = "/insert"
        wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
        wrk.body = "Body=Thank+you+for+this.+It+helped+me+**very**+much%2C+and+my+family+as+well."
        """);

    /// <summary>One page, over and over, without a word of Lua for each request.</summary>
    public string Same(string path) => Write($"wrk.path = \"{path}\"");

    private string Write(string script)
    {
        var file = Path.Combine(folder, $"{++files}.lua");
        File.WriteAllText(file, Frame + script + "\n", new UTF8Encoding(false));
        return file;
    }

    private string List(IEnumerable<string> rows)
    {
        var file = Path.Combine(folder, $"{++files}.txt");
        File.WriteAllLines(file, rows, new UTF8Encoding(false));
        return file;
    }
}
