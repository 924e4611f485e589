using System.Globalization;
using System.Net;
using Salam.Forum.Benchmarks.Load;
using Salam.Forum.Feeds;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Benchmarks.Inside;

/// <summary>What a request costs inside: the commands it sends to the database, the memory it allocates, the bytes it answers with.</summary>
public sealed record Cost(string Name, IReadOnlyList<Command> Commands, long Allocated, int Bytes, int Brotli);

/// <summary>
/// Runs the forum in this process, on Kestrel, while the load comes from wrk outside: whatever this process allocates meanwhile, the forum allocated.
/// </summary>
public sealed class InsideForum(Uri forum, SignIns signIns, Rows rows)
{
    private const int Seconds = 2, Connections = 8;

    /// <summary>Turns that the measuring from outside, on the same file, does not reach.</summary>
    private const long WarmUpTurn = 27, Turn = 28;

    private readonly CommandLog log = new();

    /// <summary>Measures what the figures cost, and asks each of the pages once, for the plans of their queries.</summary>
    public async Task<IReadOnlyList<Cost>> MeasureAsync(IReadOnlyList<Figure> figures, IEnumerable<(string Name, string Path)> pages)
    {
        var costs = new List<Cost>();
        foreach (var figure in figures)
        {
            await Wrk.RunAsync(forum, figure.Script(WarmUpTurn), Connections, Seconds);
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var run = await Wrk.RunAsync(forum, figure.Script(Turn), Connections, Seconds);
            var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / Math.Max(1, run.Requests);
            var (commands, bytes, brotli) = figure.Proof is { } proof ? await FetchAsync(proof.Path, proof.Cookie, proof.Authorization) : await ActAsync(figure.Name);
            costs.Add(new Cost(figure.Name, commands, allocated, bytes, brotli));
        }
        foreach (var (name, path) in pages)
        {
            var (commands, bytes, brotli) = await FetchAsync(path, signIns.Fresh()[0].Cookie, "");
            costs.Add(new Cost(name, commands, 0, bytes, brotli));
        }
        return costs;
    }

    /// <summary>Every feed, and its second page.</summary>
    public static IEnumerable<(string Name, string Path)> Feeds(Rows rows)
    {
        var (middle, moment) = (rows.Best[rows.Best.Count / 2], DateTime.UtcNow.AddDays(-30));
        foreach (var circle in new[] { "all", "sisters" })
        {
            yield return ($"Best, {circle}", $"/en/best?circle={circle}");
            yield return ($"Best, {circle}, deep", $"/en/best?circle={circle}&after={Cursor.Of(middle.Rank, middle.Id)}");
            yield return ($"New, {circle}", $"/en/new?circle={circle}");
            yield return ($"New, {circle}, deep", $"/en/new?circle={circle}&after={Cursor.Of(moment, middle.Id)}");
            yield return ($"Following, {circle}", $"/en/following?circle={circle}");
            foreach (var period in Enum.GetValues<Period>())
                yield return ($"Top of {Paths.Name(period)}, {circle}", $"/en/top?circle={circle}&period={Paths.Name(period)}");
        }
        yield return ("Post, best", rows.Twenty[0]);
        yield return ("Post, new", rows.Twenty[0] + "?sort=new");
    }

    private async Task<(IReadOnlyList<Command> Commands, int Bytes, int Brotli)> FetchAsync(string path, string cookie, string authorization)
    {
        // The first request finds the side column kept or keeps it, so that the second one shows what a page costs most of the time.
        await AskAsync(path, cookie, authorization, "");
        await log.ListenAsync();
        var plain = await AskAsync(path, cookie, authorization, "");
        var commands = log.Stop();
        return (commands, plain.Length, (await AskAsync(path, cookie, authorization, "br")).Length);
    }

    private async Task<(IReadOnlyList<Command> Commands, int Bytes, int Brotli)> ActAsync(string name)
    {
        var member = name == "decision" ? signIns.FreshModerators()[0] : signIns.Fresh()[0];
        var waiting = rows.OpenCases()[0];
        await log.ListenAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = member.Token };
        if (name == "vote")
            form["value"] = "1";
        else if (name == "decision")
            (form["Act"], form["Version"]) = ("Approved", waiting.Version.ToString(CultureInfo.InvariantCulture));
        else
            (form["Body"], form["SubmitKey"]) = ("Thank you for this.", Guid.NewGuid().ToString("n"));
        var path = name switch
        {
            "vote" => $"/en/vote/post/{rows.Best[^1].Id}",
            "decision" => $"/en/moderation/case/{waiting.Id}/decide",
            _ => $"/en/p/{rows.InView.First(p => p.Circle == member.Circle).Id}/comment",
        };
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(forum, path)) { Content = new FormUrlEncodedContent(form), Headers = { { "Cookie", member.Cookie } } };
        using var answer = await client.SendAsync(request);
        var commands = log.Stop();
        return answer.StatusCode is HttpStatusCode.Redirect ? (commands, 0, 0) : throw new InvalidOperationException($"{name} is answered with {(int)answer.StatusCode}");
    }

    private async Task<byte[]> AskAsync(string path, string cookie, string authorization, string encoding)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(forum, path));
        foreach (var (name, value) in new[] { ("Cookie", cookie), ("Authorization", authorization), ("Accept-Encoding", encoding) })
        {
            if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });
}
