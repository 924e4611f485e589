using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Corrections;

/// <summary>What a member sent as a better translation.</summary>
/// <param name="Title">The title; nothing for a comment.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Version">The version of the words that she saw (<see cref="DateTime.Ticks"/>); null asks nothing.</param>
public sealed record SuggestionDraft(string? Title, string? Body, long? Version);

/// <summary>
/// Members translate better than engines do: one suggests, another who is known accepts. What is accepted stands in the place of any other translation, is
/// said to be a member's, and no engine overwrites it; it goes, like every translation, when its original is changed or deleted.
/// </summary>
public sealed class SuggestionService(ForumDb db, CurrentViewer viewer, Corrector corrector, Judge judge, Brakes brakes)
{
    /// <summary>Suggests a translation of what the viewer sees; sent once more, it takes the place of hers from before.</summary>
    public Task<Result<Done>> SendAsync(ThingKind kind, long id, string to, SuggestionDraft written, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (!Language.IsKnown(to) || await CorrectedThing.OfAsync(db, kind, id, cancellation) is not { } thing)
            return Refusal.Missing;
        if (thing.Language == to)
            return new Refusal(RefusalKind.Conflict, "NotTranslated");
        if (await brakes.WriteRefusalAsync(cancellation) is { } closed)
            return closed;
        var (title, body) = (Normalise.Input(written.Title).ReplaceLineEndings(" "), Normalise.Input(written.Body));
        if (written.Version is { } seen && seen != thing.Version.Ticks)
            return new Refusal(RefusalKind.Conflict, "SuggestionStale");
        if (Refusals(thing, title, body) is { Count: > 0 } refusals)
            return refusals;
        var (me, key, since) = (viewer.Value.MemberId, thing.Key, corrector.Now.AddDays(-1));
        var mine = await db.TranslationSuggestions.AsTracking().FirstOrDefaultAsync(s => s.Thing == key && s.Language == to && s.MemberId == me, cancellation);
        if (mine is not null && mine.State == SuggestionState.Waiting && mine.Version == thing.Version && mine.Title == title && mine.Body == body)
            return default(Done);
        if (await db.TranslationSuggestions.CountAsync(s => s.MemberId == me && s.SentAt > since, cancellation) >= TranslationSuggestion.DayLimit)
            return new Refusal(RefusalKind.TooMany, "SuggestionLimit", null, TranslationSuggestion.DayLimit);
        if (await db.TranslatedTexts.AnyAsync(t => t.Thing == key && t.Language == to && t.Version == thing.Version && t.State == TranslationState.Ready && t.Title == title && t.Body == body, cancellation))
            return Refusal.Invalid("SuggestionSame", "Body");
        if (mine is null)
            db.TranslationSuggestions.Add(mine = new TranslationSuggestion { Thing = key, Language = to, MemberId = me, Audience = thing.Audience, Version = thing.Version, Title = title, Body = body, SentAt = corrector.Now });
        (mine.Version, mine.Title, mine.Body, mine.SentAt, mine.State, mine.DecidedBy) = (thing.Version, title, body, corrector.Now, SuggestionState.Waiting, null);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>
    /// Makes a suggestion the translation, or declines it; returns who saw the translation before. Refused to whoever made it, to who may not accept, and
    /// where it was decided already or the original has changed.
    /// </summary>
    public Task<Result<Audience>> DecideAsync(long suggestionId, bool accept, CancellationToken cancellation) => db.WriteAsync<Audience>(async () =>
    {
        if (await corrector.DecideRefusalAsync(cancellation) is { } refusal)
            return refusal;
        var suggestion = await db.TranslationSuggestions.AsTracking().FirstOrDefaultAsync(s => s.Id == suggestionId, cancellation);
        if (suggestion is null || (await CorrectedThing.OfAsync(db, [suggestion.Thing], cancellation)).Values.FirstOrDefault() is not { } thing)
            return Refusal.Missing;
        if (suggestion.MemberId == viewer.Value.MemberId)
            return Refusal.Forbidden("SuggestionOwn");
        if (suggestion.State != SuggestionState.Waiting)
            return new Refusal(RefusalKind.Conflict, "SuggestionDecided");
        if (suggestion.Version != thing.Version)
            return new Refusal(RefusalKind.Conflict, "SuggestionStale");
        // What the filter has learnt since it was sent counts, too.
        if (accept && Refusals(thing, suggestion.Title, suggestion.Body) is { Count: > 0 } refusals)
            return new Refusal(RefusalKind.Conflict, refusals[0].Code, null, refusals[0].Args);
        (suggestion.State, suggestion.DecidedBy) = (accept ? SuggestionState.Accepted : SuggestionState.Declined, viewer.Value.MemberId);
        await db.SaveChangesAsync(cancellation);
        if (accept)
            await PutAsync(thing, suggestion, cancellation);
        return thing.Audience;
    }, cancellation);

    private async Task PutAsync(CorrectedThing thing, TranslationSuggestion suggestion, CancellationToken cancellation)
    {
        var (key, to, now, me) = (suggestion.Thing, suggestion.Language, corrector.Now, viewer.Value.MemberId);
        var text = await db.TranslatedTexts.AsTracking().FirstOrDefaultAsync(t => t.Thing == key && t.Language == to && t.Version == thing.Version, cancellation);
        if (text is null)
            db.TranslatedTexts.Add(text = new TranslatedText { Thing = key, Version = thing.Version, Language = to, Audience = thing.Audience, AskedAt = now });
        var body = Markdown.Render(suggestion.Body);
        (text.State, text.Engine, text.TranslatorId, text.DoneAt) = (TranslationState.Ready, TranslatedText.People, suggestion.MemberId, now);
        (text.Title, text.Body, text.BodyHtml, text.Excerpt, text.RendererVersion) = (suggestion.Title, suggestion.Body, body.Html, body.Excerpt, Markdown.Version);
        await db.SaveChangesAsync(cancellation);
        // What members said against the words that stood there has been heard.
        var textId = text.Id;
        await db.TranslationReports.IgnoreQueryFilters([Visibility.ReaderFilter]).Where(r => r.TextId == textId && r.Outcome == ReportOutcome.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, ReportOutcome.Upheld).SetProperty(r => r.SettledBy, me), cancellation);
        await TranslationCounts.AddOfPeopleAsync(db, DateOnly.FromDateTime(now), thing.Language, to, cancellation);
    }

    private List<Refusal> Refusals(CorrectedThing thing, string title, string body)
    {
        List<Refusal> refusals = thing.Kind == ThingKind.Post ? [.. TextRules.Check(title, "Title", 1, TranslatedText.TitleMax)] : [];
        refusals.AddRange(TextRules.CheckMarkdown(body, "Body", thing.Source.Length > 0 ? 1 : 0, thing.BodyMax));
        if (refusals.Count > 0)
            return refusals;
        // It is read as the author's words: it leads nowhere that the author does not, and says nothing that she would have been held for.
        if (LinksIn(body).Except(LinksIn(thing.Source), StringComparer.Ordinal).FirstOrDefault() is { } link)
            return [Refusal.Invalid("SuggestionLink", "Body", link.Length > 80 ? link[..80] + "…" : link)];
        var judged = thing.Kind == ThingKind.Post ? judge.OfPost(title, body, null) : judge.OfComment(body);
        return judged.Severity >= Severity.Indecent && judged.Severity > thing.Severity ? judged.Refusals("SuggestionWords", Severity.Indecent) : [];
    }

    private static IEnumerable<string> LinksIn(string markdown) => Markdown.Parse(markdown) is { } document
        ? document.Descendants<LinkInline>().Select(l => l.Url ?? "").Concat(document.Descendants<AutolinkInline>().Select(l => l.Url)).Where(url => url.Length > 0) : [];
}
