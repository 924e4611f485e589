#pragma warning disable RS0030 // The one place where the forum asks strangers' servers.
using System.Net;
using System.Net.Sockets;

namespace Salam.Forum.LinkCards;

/// <summary>Tells the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostLookup(string host, CancellationToken cancellation);

/// <summary>What is asked for: which types are taken, how much of it, and whether the beginning of more will do.</summary>
public sealed record Wanted(string Accept, IReadOnlyList<string> Types, int BytesMax, bool MayBeCut)
{
    /// <summary>A page.</summary>
    public static readonly Wanted Page = new("text/html, application/xhtml+xml", ["text/html", "application/xhtml+xml"], 2 << 20, MayBeCut: true);

    /// <summary>What oEmbed answers.</summary>
    public static readonly Wanted OEmbed = new("application/json", ["application/json", "application/json+oembed"], 100 << 10, MayBeCut: false);

    /// <summary>A picture.</summary>
    public static readonly Wanted Picture = new("image/avif, image/webp, image/png, image/jpeg, image/gif", ["image/avif", "image/webp", "image/png", "image/jpeg", "image/gif"], 5 << 20, MayBeCut: false);
}

/// <summary>What a server answered.</summary>
/// <param name="Address">Where it was in the end.</param>
/// <param name="Charset">The character set its header names; null where it names none.</param>
/// <param name="Bytes">The content, unpacked.</param>
public sealed record Fetched(Uri Address, string? Charset, byte[] Bytes);

/// <summary>What came of asking.</summary>
/// <param name="Answer">What was answered; null when nothing of use was.</param>
/// <param name="MayComeLater">Whether it may be otherwise later: the server did not answer in time, or has trouble.</param>
public readonly record struct Fetch(Fetched? Answer, bool MayComeLater = false)
{
    internal static readonly Fetch Never, Later = new(null, MayComeLater: true);
}

/// <summary>
/// Asks strangers' servers for what members link to, and cannot be turned against what lies beside us: hosts are looked up here, none of whose addresses
/// may be inside, and what is connected to is an address that was judged and none that is looked up again. Each step is limited, and all
/// together: time, redirections, sizes after unpacking, types. Nothing is kept from one to the next, neither connections nor cookies.
/// </summary>
public sealed class LinkFetcher(ForumOptions options, BlockedHosts blocked, HostLookup lookup)
{
    /// <summary>How long an answer may take, with all redirections.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often one is sent on.</summary>
    public const int RedirectsMax = 3;

    private const int HeadersKilobytes = 32;

    /// <summary>Asks for something; never throws but when it is ended from outside.</summary>
    /// <param name="address">Where.</param>
    /// <param name="wanted">What.</param>
    /// <param name="language">The code of the language in which it is wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Fetch> GetAsync(Uri address, Wanted wanted, string language, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        using var client = Client(language, wanted);
        try
        {
            return await FollowAsync(client, address, wanted, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Fetch.Later;
        }
        catch (HttpRequestException e)
        {
            // A certificate that is not right, or what is no HTTP, is no better in ten minutes.
            return e.InnerException is not UnauthorizedAccessException && e.HttpRequestError is HttpRequestError.Unknown or HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded
                ? Fetch.Later : Fetch.Never;
        }
        catch (IOException)
        {
            return Fetch.Later;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or NotSupportedException or UriFormatException)
        {
            // What was packed badly, or names a place that is none.
            return Fetch.Never;
        }
    }

    private HttpClient Client(string language, Wanted wanted)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = Patience,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
            MaxResponseHeadersLength = HeadersKilobytes,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.Zero,
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"Salam.Forum link cards (+{options.PublicUrl})");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", wanted.Accept);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", $"{language}, *;q=0.5");
        return client;
    }

    private async Task<Fetch> FollowAsync(HttpClient client, Uri address, Wanted wanted, CancellationToken deadline)
    {
        for (var redirects = 0; MayAsk(address); redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308)
            {
                if (redirects == RedirectsMax || response.Headers.Location is not { } location || !Uri.TryCreate(address, location, out var next))
                    return Fetch.Never;
                address = next;
                continue;
            }
            if ((int)response.StatusCode is >= 500 or 408 or 425 or 429)
                return Fetch.Later;
            var type = response.Content.Headers.ContentType;
            if (response.StatusCode != HttpStatusCode.OK || !wanted.Types.Contains(type?.MediaType, StringComparer.OrdinalIgnoreCase))
                return Fetch.Never;
            return await ReadAsync(response.Content, wanted, deadline) is { } bytes ? new Fetch(new Fetched(address, type?.CharSet?.Trim('"', ' '), bytes)) : Fetch.Never;
        }
        return Fetch.Never;
    }

    private bool MayAsk(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0 && blocked.Find(address.IdnHost) is null
        && (address.Port is 80 or 443 || options.Links.IsInside(address.IdnHost, address.Port));

    private static async Task<byte[]?> ReadAsync(HttpContent content, Wanted wanted, CancellationToken deadline)
    {
        if (!wanted.MayBeCut && content.Headers.ContentLength > wanted.BytesMax)
            return null;
        await using var stream = await content.ReadAsStreamAsync(deadline);
        using var whole = new MemoryStream();
        var part = new byte[16 << 10];
        for (int read; (read = await stream.ReadAsync(part, deadline)) > 0;)
        {
            var room = wanted.BytesMax - (int)whole.Length;
            // What ends at the limit is whole; only what goes on after it is too much.
            if (read > room && !wanted.MayBeCut)
                return null;
            whole.Write(part, 0, Math.Min(read, room));
            if (read > room)
                break;
        }
        return whole.ToArray();
    }

    /// <summary>Connects to an address that was judged; all of a host's are, so that nobody mixes one inside among them.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookup(host, cancellation);
        if (addresses.Length == 0 || !(options.Links.IsInside(host, port) || addresses.All(PublicAddress.IsPublic)))
            throw new UnauthorizedAccessException("The address is not a public one.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
