#pragma warning disable RS0030 // The one place where platforms are asked.
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Salam.Forum.Charity.Platforms;

/// <summary>
/// Asks platforms at addresses that the operator configured, within limits of time and size. It follows no redirection, which would carry the operator's key
/// elsewhere, keeps no cookie, and writes no address to the log: a key may be in it.
/// </summary>
public sealed class PlatformHttp : IDisposable
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long it may be, in bytes.</summary>
    public const int BytesMax = 64 << 10;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8 };

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience, AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli, MaxResponseHeadersLength = 32,
        MaxResponseDrainSize = 0, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ActivityHeadersPropagator = null,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = BytesMax,
    };

    /// <summary>Asks for something and has it read.</summary>
    /// <param name="address">Where.</param>
    /// <param name="key">The key that goes beside the address; null where it is in it.</param>
    /// <param name="read">Reads the answer; null where it is not what it should be.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<SourceAnswer> GetAsync(Uri address, string? key, Func<JsonElement, Told?> read, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (key is not null)
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        try
        {
            // The whole answer, unpacked, or nothing: what is longer throws.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, deadline.Token);
            return response.StatusCode == HttpStatusCode.OK ? Read(await response.Content.ReadAsByteArrayAsync(deadline.Token), read) : SourceAnswer.Of(TroubleOf((int)response.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SourceAnswer.Of(SourceTrouble.NoAnswer);
        }
        catch (HttpRequestException e)
        {
            return SourceAnswer.Of(e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded ? SourceTrouble.Unreadable : SourceTrouble.NoAnswer);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return SourceAnswer.Of(SourceTrouble.Unreadable);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static SourceAnswer Read(byte[] bytes, Func<JsonElement, Told?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return read(document.RootElement) is { } told ? new SourceAnswer(told, SourceTrouble.None) : SourceAnswer.Of(SourceTrouble.Unreadable);
        }
        // Half a character is found out only when the text is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return SourceAnswer.Of(SourceTrouble.Unreadable);
        }
    }

    private static SourceTrouble TroubleOf(int status) => status switch
    {
        401 or 402 or 403 => SourceTrouble.Refused,
        404 or 410 => SourceTrouble.NotFound,
        408 or 425 or 429 or (>= 500 and < 600) => SourceTrouble.NoAnswer,
        _ => SourceTrouble.Unreadable,
    };
}
