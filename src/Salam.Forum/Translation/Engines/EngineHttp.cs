#pragma warning disable RS0030 // The one place where the forum speaks HTTP to somebody else: beneath the seam to engines.
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Salam.Forum.Translation.Engines;

/// <summary>An engine's answer as JSON, or the trouble that stands in its place.</summary>
internal readonly record struct EngineReply(JsonElement Json, EngineAnswer? Trouble);

/// <summary>
/// HTTP as all engines use it: one address, a limit of time and of size, no redirections, no cookies, nothing logged. Every trouble becomes a reply;
/// nothing is thrown, not even when time is up.
/// </summary>
internal sealed class EngineHttp : IDisposable
{
    /// <summary>The longest answer that is read, in bytes.</summary>
    public const int MaxAnswerBytes = 4 * 1024 * 1024;

    // Letters of all scripts as they are: escaped they are six times as long, and dear where tokens are counted. Nothing of this is written into a page.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient client;
    private readonly string root;
    private readonly TimeSpan limit;
    private readonly TimeProvider time;

    /// <param name="root">The address that paths are put behind; no slash at the end.</param>
    /// <param name="isLocal">Whether the engine is the operator's own; its calls go through no proxy.</param>
    /// <param name="bearer">A key for the header <c>Authorization</c>, or null.</param>
    /// <param name="limit">How long one call of an engine may take in all.</param>
    /// <param name="time">For dates in <c>Retry-After</c>.</param>
    public EngineHttp(string root, bool isLocal, string? bearer, TimeSpan limit, TimeProvider time)
    {
        (this.root, this.limit, this.time) = (root, limit, time);
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !isLocal, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (bearer is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
    }

    /// <summary>The end of a call that begins now: of its time, or of the caller's patience. Afterwards the caller's token tells which it was.</summary>
    public CancellationTokenSource Deadline(CancellationToken caller)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(caller);
        deadline.CancelAfter(limit);
        return deadline;
    }

    /// <summary>What is sent as JSON, written as all engines are sent it.</summary>
    public static string Write<T>(T body) => JsonSerializer.Serialize(body, Json);

    public Task<EngineReply> GetAsync(string path, CancellationToken deadline) => SendAsync(HttpMethod.Get, path, null, deadline);

    public Task<EngineReply> PostJsonAsync<T>(string path, T body, CancellationToken deadline) =>
        SendAsync(HttpMethod.Post, path, new StringContent(Write(body), null, "application/json"), deadline);

    public Task<EngineReply> PostFormAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken deadline) =>
        SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields), deadline);

    private async Task<EngineReply> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken deadline)
    {
        try
        {
            using var request = new HttpRequestMessage(method, root + path) { Content = content };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline);
            var status = (int)response.StatusCode;
            if (status != 200)
                return Trouble(EngineTroubles.Of(status, Pause(response.Headers.RetryAfter)));
            if (await ReadAsync(response.Content, deadline) is not { } bytes)
                return Trouble(EngineAnswer.Of(EngineTrouble.Garbled));
            var json = JsonSerializer.Deserialize<JsonElement>(bytes.Span);
            return EngineTroubles.InJson(json) is { } said ? Trouble(EngineTroubles.Of(said, null)) : new EngineReply(json, null);
        }
        catch (OperationCanceledException)
        {
            return Trouble(EngineAnswer.Of(EngineTrouble.Slow));
        }
        catch (JsonException)
        {
            return Trouble(EngineAnswer.Of(EngineTrouble.Garbled));
        }
        catch (HttpRequestException e)
        {
            // Who answers in another language than HTTP is there, but not what we were told.
            return Trouble(EngineAnswer.Of(e.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded ? EngineTrouble.Garbled : EngineTrouble.Down));
        }
        catch (IOException)
        {
            return Trouble(EngineAnswer.Of(EngineTrouble.Down));
        }
    }

    private static EngineReply Trouble(EngineAnswer answer) => new(default, answer);

    private TimeSpan? Pause(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    /// <summary>The body; null where it is longer than an answer can be.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, CancellationToken deadline)
    {
        if (content.Headers.ContentLength > MaxAnswerBytes)
            return null;
        await using var stream = await content.ReadAsStreamAsync(deadline);
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(part, deadline)) > 0)
        {
            if (whole.Length + read > MaxAnswerBytes)
                return null;
            whole.Write(part, 0, read);
        }
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    public void Dispose() => client.Dispose();
}
