using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.LinkCards;

/// <summary>
/// The hosts that nobody may link to: one on a line of <c>{DataFolder}/blocked-hosts/*.txt</c>, with all that stand below it, read anew when these change.
/// </summary>
public sealed partial class BlockedHosts : IDisposable
{
    private const string LinkInHtml = "<a href=\"";

    private readonly OperatorFolder folder;
    private readonly ILogger<BlockedHosts> logger;
    private volatile FrozenSet<string> current = [];

    /// <summary>Reads the files and begins to watch them; a line that names no host is told by file and number, and left out.</summary>
    public BlockedHosts(ForumOptions options, TimeProvider time, ILogger<BlockedHosts> logger)
    {
        this.logger = logger;
        folder = new OperatorFolder(Path.Combine(options.DataFolder, "blocked-hosts"), time);
        folder.Watch(Read);
    }

    /// <summary>The blocked host that a host is, or stands below; null when there is none. Whole labels count: <c>bad.example</c> blocks <c>www.bad.example</c> and not <c>notbad.example</c>.</summary>
    public string? Find(string host)
    {
        if (current.Count == 0)
            return null;
        var name = HostName.Plain(host);
        if (IPAddress.TryParse(name, out _))
            return current.Contains(name) ? name : null;
        for (var at = 0; ; at++)
        {
            if (current.Contains(name[at..]))
                return name[at..];
            if ((at = name.IndexOf('.', at)) < 0)
                return null;
        }
    }

    /// <summary>Why an address is not taken in that field; null when it is.</summary>
    public Refusal? Refuse(Uri? address, string field) => address is null || Find(HostName.Of(address)) is not { } host ? null : Refusal.Invalid("LinkBlocked", field, host);

    /// <summary>Why a rendered text is not taken in that field: one of its links leads to a blocked host; null when none does.</summary>
    public Refusal? Refuse(string html, string field)
    {
        if (current.Count == 0)
            return null;
        for (var at = html.IndexOf(LinkInHtml, StringComparison.Ordinal); at >= 0; at = html.IndexOf(LinkInHtml, at, StringComparison.Ordinal))
        {
            at += LinkInHtml.Length;
            var address = WebUtility.HtmlDecode(html[at..html.IndexOf('"', at)]);
            if (HostName.Of(address) is { } host && Find(host) is { } found)
                return Refusal.Invalid("LinkBlocked", field, found);
        }
        return null;
    }

    /// <summary>Stops watching.</summary>
    public void Dispose() => folder.Dispose();

    private bool Read()
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var file in folder.Files)
            {
                foreach (var (index, raw) in File.ReadLines(file.FullName).Index())
                {
                    var line = raw.Split('#')[0].Trim();
                    if (line.Length > 0 && Parse(line) is { } host)
                        hosts.Add(host);
                    else if (line.Length > 0)
                        BadLine(file.Name, index + 1);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e);
            return false;
        }
        current = hosts.ToFrozenSet(StringComparer.Ordinal);
        return true;
    }

    /// <summary>A name of labels, or an address, as <see cref="HostName.Plain"/>; null for what is neither, such as a whole web address.</summary>
    private static string? Parse(string line)
    {
        var host = HostName.Plain(line);
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6 && !host.Contains('*', StringComparison.Ordinal) ? host : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "{File}, line {Line} was left out of the blocked hosts: it is no name of a host such as bad.example")]
    private partial void BadLine(string file, int line);

    [LoggerMessage(2, LogLevel.Error, "The blocked hosts could not be read; the last ones stay in force")]
    private partial void Unreadable(Exception reason);
}
