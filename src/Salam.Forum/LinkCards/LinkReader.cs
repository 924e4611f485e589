using System.Text.Json;

namespace Salam.Forum.LinkCards;

/// <summary>What was found out about a link.</summary>
/// <param name="Facts">What the page says; null when nothing of use came.</param>
/// <param name="Picture">Where its picture is; null when it has none.</param>
/// <param name="MayComeLater">Whether it may be otherwise later.</param>
public readonly record struct LinkFound(PageFacts? Facts, Uri? Picture = null, bool MayComeLater = false);

/// <summary>Asks a page what it says of itself; where it has no title for others, by oEmbed, if it offers that.</summary>
public sealed class LinkReader(LinkFetcher fetcher, TimeProvider time)
{
    /// <summary>Asks; never throws but when it is ended from outside.</summary>
    public async Task<LinkFound> ReadAsync(Uri address, string language, CancellationToken cancellation)
    {
        var (answer, later) = await fetcher.GetAsync(address, Wanted.Page, language, cancellation);
        if (answer is null)
            return new LinkFound(null, MayComeLater: later);
        // What took too long may be a machine that is busy now.
        if (PageReader.Read(PageCharset.Decode(answer.Bytes, answer.Charset), time.GetUtcNow().UtcDateTime) is not { } facts)
            return new LinkFound(null, MayComeLater: true);
        if (facts.Title is null && facts.OEmbed is not null && Uri.TryCreate(answer.Address, facts.OEmbed, out var asked))
            facts = await EmbeddedAsync(asked, facts, language, cancellation);
        return new LinkFound(facts, Uri.TryCreate(answer.Address, facts.Picture, out var picture) && facts.Picture is not null ? picture : null);
    }

    private async Task<PageFacts> EmbeddedAsync(Uri address, PageFacts facts, string language, CancellationToken cancellation)
    {
        if ((await fetcher.GetAsync(address, Wanted.OEmbed, language, cancellation)).Answer is not { } answer)
            return facts;
        try
        {
            using var json = JsonDocument.Parse(answer.Bytes);
            string? Of(string name) => json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            // Said as a whole address: it is not the page that says it.
            return facts with { Title = Of("title"), Publisher = facts.Publisher ?? Of("provider_name"), Description = facts.Description ?? Of("author_name"), Picture = facts.Picture ?? Of("thumbnail_url") };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or texts in it that are not in UTF-8.
            return facts;
        }
    }
}
