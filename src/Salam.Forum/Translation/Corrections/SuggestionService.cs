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
/// <param name="Version">The version of the words that she saw (<see cref="DateTime.Ticks"/>).</param>
public sealed record SuggestionDraft(string? Title, string? Body, long Version);

/// <summary>What is decided on a suggestion.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Sent">When the words were sent that were read (<see cref="TranslationSuggestion.SentAt"/>, ticks).</param>
/// <param name="Shown">When the translation came whose place it would take (<see cref="ShownTranslation.At"/>, ticks); 0 for none.</param>
/// <param name="Accept">Whether it is taken.</param>
public readonly record struct SuggestionDecision(long Id, long Sent, long Shown, bool Accept);

/// <summary>
/// Members translate better than engines do: one suggests, another who is known accepts. What is accepted stands in the place of any other translation, is
/// said to be a member's, and no engine overwrites it; it goes, like every translation, when its original is changed or deleted.
/// </summary>
public sealed class SuggestionService(ForumDb db, CurrentViewer viewer, Corrector corrector, Judge judge, Brakes brakes)
{
    private static readonly Refusal Stale = new(RefusalKind.Conflict, "SuggestionStale");

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
        // Where the author wrote no body there is none to translate.
        var (title, body) = (Normalise.Input(written.Title).ReplaceLineEndings(" "), thing.Source.Length > 0 ? Normalise.Input(written.Body) : "");
        if (written.Version != thing.Version.Ticks)
            return Stale;
        if (Refusals(thing, title, body) is { Count: > 0 } refusals)
            return refusals;
        var (me, key, since) = (viewer.Value.MemberId, thing.Key, corrector.Now.AddDays(-1));
        var mine = await db.TranslationSuggestions.AsTracking().FirstOrDefaultAsync(s => s.Thing == key && s.Language == to && s.MemberId == me, cancellation);
        if (mine is not null && mine.Version == thing.Version && mine.Title == title && mine.Body == body && mine.State != SuggestionState.Accepted)
            return mine.State == SuggestionState.Waiting ? default(Done) : Refusal.Invalid("SuggestionSame", "Body");
        if (await db.TranslationSuggestions.CountAsync(s => s.MemberId == me && s.SentAt > since, cancellation) >= TranslationSuggestion.DayLimit)
            return new Refusal(RefusalKind.TooMany, "SuggestionLimit", null, TranslationSuggestion.DayLimit);
        if (await db.TranslatedTexts.AnyAsync(t => t.Thing == key && t.Language == to && t.Version == thing.Version && t.State == TranslationState.Ready && t.Title == title && t.Body == body, cancellation))
            return Refusal.Invalid("SuggestionSame", "Body");
        if (!await thing.HoldAsync(db, cancellation))
            return Stale;
        if (mine is null)
        {
            db.TranslationSuggestions.Add(mine = new TranslationSuggestion
            {
                Thing = key, From = thing.Language, Language = to, MemberId = me, Audience = thing.Audience, Version = thing.Version, Title = title, Body = body, SentAt = corrector.Now,
            });
        }
        (mine.From, mine.Version, mine.Title, mine.Body, mine.SentAt, mine.State, mine.DecidedBy) =
            (thing.Language, thing.Version, title, body, Edits.Next(corrector.Now, mine.SentAt), SuggestionState.Waiting, null);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>
    /// Makes a suggestion the translation, or declines it; returns who saw the translation before. Refused to whoever made it, to who may not accept, where she who
    /// made it may not write any more, and where anything is not as it was read: the suggestion, the translation that is shown, the original.
    /// </summary>
    public Task<Result<Audience>> DecideAsync(SuggestionDecision decision, CancellationToken cancellation) => db.WriteAsync<Audience>(async () =>
    {
        if (await corrector.DecideRefusalAsync(cancellation) is { } refusal)
            return refusal;
        var suggestion = await db.TranslationSuggestions.AsTracking().FirstOrDefaultAsync(s => s.Id == decision.Id, cancellation);
        if (suggestion is null || (await CorrectedThing.OfAsync(db, [suggestion.Thing], cancellation)).Values.FirstOrDefault() is not { } thing || !await corrector.MayWriteAsync(suggestion.MemberId, cancellation))
            return Refusal.Missing;
        if (suggestion.MemberId == viewer.Value.MemberId)
            return Refusal.Forbidden("SuggestionOwn");
        if (suggestion.State != SuggestionState.Waiting)
            return new Refusal(RefusalKind.Conflict, "SuggestionDecided");
        var (key, to) = (suggestion.Thing, suggestion.Language);
        var text = await db.TranslatedTexts.AsTracking().FirstOrDefaultAsync(t => t.Thing == key && t.Language == to && t.Version == thing.Version, cancellation);
        if (suggestion.Version != thing.Version || suggestion.SentAt.Ticks != decision.Sent || (decision.Accept && ShownTranslation.AtOf(text) != decision.Shown) || !await thing.HoldAsync(db, cancellation))
            return Stale;
        // What the filter has learnt since it was sent counts, too.
        if (decision.Accept && Refusals(thing, suggestion.Title, suggestion.Body) is { Count: > 0 } refusals)
            return new Refusal(RefusalKind.Conflict, refusals[0].Code, null, refusals[0].Args);
        (suggestion.State, suggestion.DecidedBy) = (decision.Accept ? SuggestionState.Accepted : SuggestionState.Declined, viewer.Value.MemberId);
        await db.SaveChangesAsync(cancellation);
        if (decision.Accept)
            await PutAsync(thing, suggestion, text, cancellation);
        return thing.Audience;
    }, cancellation);

    private async Task PutAsync(CorrectedThing thing, TranslationSuggestion suggestion, TranslatedText? text, CancellationToken cancellation)
    {
        var (now, me) = (corrector.Now, viewer.Value.MemberId);
        if (text is null)
            db.TranslatedTexts.Add(text = new TranslatedText { Thing = suggestion.Thing, Version = thing.Version, Language = suggestion.Language, Audience = thing.Audience, AskedAt = now });
        var body = Markdown.Render(suggestion.Body, suggestion.Language);
        (text.State, text.Engine, text.TranslatorId, text.DoneAt) = (TranslationState.Ready, TranslatedText.People, suggestion.MemberId, Edits.Next(now, text.DoneAt));
        (text.Title, text.Body, text.BodyHtml, text.Excerpt, text.RendererVersion) = (suggestion.Title, suggestion.Body, body.Html, body.Excerpt, Markdown.Version);
        await db.SaveChangesAsync(cancellation);
        // What members said against the words that stood there has been heard.
        var textId = text.Id;
        await db.TranslationReports.IgnoreQueryFilters([Visibility.ReaderFilter]).Where(r => r.TextId == textId && r.Outcome == ReportOutcome.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Outcome, ReportOutcome.Upheld).SetProperty(r => r.SettledBy, me), cancellation);
        await TranslationCounts.AddOfPeopleAsync(db, DateOnly.FromDateTime(now), thing.Language, suggestion.Language, thing.Audience, cancellation);
    }

    private List<Refusal> Refusals(CorrectedThing thing, string title, string body)
    {
        List<Refusal> refusals = thing.Kind == ThingKind.Post ? [.. TextRules.Check(title, "Title", 1, TranslatedText.TitleMax)] : [];
        refusals.AddRange(TextRules.CheckMarkdown(body, "Body", thing.Source.Length > 0 ? 1 : 0, thing.BodyMax));
        if (refusals.Count > 0)
            return refusals;
        // It is read as the author's words: it leads nowhere that the author does not, and says nothing that she would have been held for.
        if (Links.Foreign(title, body, thing.Title, thing.Source) is { } link)
            return [Refusal.Invalid("SuggestionLink", "Body", link)];
        var (said, meant) = (Judged(thing, title, body), Judged(thing, thing.Title, thing.Source));
        var least = meant.Severity >= Severity.Indecent ? meant.Severity + 1 : Least(thing.Language, meant.Severity);
        var more = said.Findings.Where(f => f.Severity >= least || (f.Severity >= Severity.Indecent && (f.Category & meant.Found) == Categories.None)).ToList();
        return more.Count == 0 ? [] : (said with { Findings = more }).Refusals("SuggestionWords", Severity.Clean);
    }

    /// <summary>The least severity that a translation may not have. Of a language without a list of its own nobody knows whether it was sensitive as it was written.</summary>
    private static Severity Least(string language, Severity meant) => WordLists.BuiltInNames.Contains(language, StringComparer.Ordinal) ? meant + 1 : Severity.Indecent;

    private Judged Judged(CorrectedThing thing, string title, string body) => thing.Kind == ThingKind.Post ? judge.OfPost(title, body, null) : judge.OfComment(body);
}
