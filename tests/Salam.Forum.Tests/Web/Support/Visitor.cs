using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Salam.Forum.Tests.Web;

/// <summary>What came back, as it came: nothing followed, nothing unpacked.</summary>
public sealed class Answer(int status, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] bytes)
{
    private static readonly HtmlParser Parser = new();

    public int Status { get; } = status;
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;
    public byte[] Bytes { get; } = bytes;
    public string Body { get; } = Encoding.UTF8.GetString(bytes);
    public IHtmlDocument Page => field ??= Parser.ParseDocument(Body);

    public string? Location => this["Location"];

    /// <summary>A header, several values joined; null when absent.</summary>
    public string? this[string name] =>
        Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).ToList() is { Count: > 0 } values ? string.Join(", ", values) : null;

    public bool IsHtml => this["Content-Type"]?.StartsWith("text/html", StringComparison.Ordinal) is true;

    /// <summary>What was written into a form that could not be taken, as the page of the status gives it back.</summary>
    public string Kept => string.Join('\n', Page.QuerySelectorAll(".kept textarea").Select(t => t.TextContent));

    /// <summary>All of it as one text, addresses decoded: where nothing secret may be.</summary>
    public string Everything => string.Join('\n', Headers.Select(h => $"{h.Key}: {WebUtility.UrlDecode(h.Value)}")) + "\n\n" + Body;

    public override string ToString() => $"{Status} {Location} {(Page.QuerySelector("h1")?.TextContent)}";
}

/// <summary>A browser without script: keeps cookies, finds the token of a form, follows nothing by itself. Sends addresses exactly as given.</summary>
public sealed partial class Visitor(string root)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None, UseProxy = false,
        Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
    })
    { Timeout = TimeSpan.FromSeconds(60) };

    private string? token;

    public string Handle { get; init; } = "";
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);
    public bool IsGuest => Handle.Length == 0;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public async Task<Answer> SendAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        // As a browser does: other scripts are escaped, all else goes out as it is.
        var address = new Uri(root + NotAscii().Replace(path, part => Uri.EscapeDataString(part.Value)), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        if (Cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (content?.Headers.ContentLength > 1 << 20)
            request.Headers.ExpectContinue = true;
        using var response = await Http.SendAsync(request);
        var all = Flat(response.Headers).Concat(Flat(response.Content.Headers)).ToList();
        foreach (var (_, cookie) in all.Where(h => h.Key == "Set-Cookie"))
        {
            var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
            Cookies[name] = value;
        }
        return new Answer((int)response.StatusCode, all, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The token for forms, taken from a page that has one.</summary>
    public async Task<string> TokenAsync() => token ??= TokenIn(await GetAsync("/en/submit")) ?? "";

    public static string? TokenIn(Answer answer) => answer.Page.QuerySelector("input[name=token]")?.GetAttribute("value");

    /// <summary>Sends a form with its token.</summary>
    public async Task<Answer> PostAsync(string path, IEnumerable<(string Name, string Value)>? fields = null, params (string Name, string Value)[] headers) =>
        await SendAsync("POST", path, Form([.. fields ?? [], ("token", await TokenAsync())]), headers);

    /// <summary>Sends what the page of a status kept once more, as its button does.</summary>
    public Task<Answer> SendAgainAsync(Answer answer)
    {
        var form = answer.Page.QuerySelector("form.kept")!;
        return SendAsync("POST", form.GetAttribute("action")!, Form(form.QuerySelectorAll("input, textarea").Select(f => (f.GetAttribute("name")!, f.GetAttribute("value") ?? f.TextContent))));
    }

    /// <summary>Sends a form of these fields and no other.</summary>
    public Task<Answer> PostRawAsync(string path, params (string Name, string Value)[] fields) => SendAsync("POST", path, Form(fields));

    /// <summary>A form, percent-encoded without the limits of <see cref="Uri"/>; half a surrogate pair goes out as its three bytes.</summary>
    public static HttpContent Form(IEnumerable<(string Name, string Value)> fields)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (text.Length > 0)
                text.Append('&');
            Encode(text, name);
            text.Append('=');
            Encode(text, value);
        }
        return new ByteArrayContent(Encoding.ASCII.GetBytes(text.ToString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
    }

    private static void Encode(StringBuilder to, string text)
    {
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b == '-')
                to.Append((char)b);
            else
                to.Append('%').Append(b.ToString("X2"));
        }
    }

    [GeneratedRegex("[^\\x00-\\x7F]+")]
    private static partial Regex NotAscii();

    private static IEnumerable<KeyValuePair<string, string>> Flat(HttpHeaders headers) =>
        headers.NonValidated.SelectMany(h => h.Value.Select(v => KeyValuePair.Create(h.Key, v)));
}
