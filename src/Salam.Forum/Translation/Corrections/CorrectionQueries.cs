using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Corrections;

/// <summary>A translation as it stands beside its original.</summary>
/// <param name="TextId">Its number.</param>
/// <param name="Source">The body, Markdown.</param>
/// <param name="Html">The body rendered, safe to show as it is.</param>
/// <param name="Engine">Who made it; <see cref="TranslatedText.People"/> for a member.</param>
/// <param name="TranslatorId">Which member; null for an engine.</param>
/// <param name="DoneAt">When it came, UTC.</param>
public sealed record ShownTranslation(long TextId, string Language, string Title, string Source, string Html, string Engine, long? TranslatorId, DateTime? DoneAt)
{
    /// <summary>What tells these words from others that stood or will stand there; whoever decides names what she has read by it.</summary>
    public long At => DoneAt?.Ticks ?? 0;

    /// <summary>The same of a row; 0 where nothing is shown.</summary>
    internal static long AtOf(TranslatedText? text) => text is { State: TranslationState.Ready, DoneAt: { } at } ? at.Ticks : 0;
}

/// <summary>A thing, its translation into one language, and what the viewer has said about that.</summary>
/// <param name="Shown">The translation; null where there is none.</param>
/// <param name="Mine">What she suggested for these words; null where she did not.</param>
/// <param name="IsReported">Whether she reported the translation.</param>
public sealed record Correctable(CorrectedThing Thing, string To, ShownTranslation? Shown, TranslationSuggestion? Mine, bool IsReported);

/// <summary>A suggestion beside what it is for.</summary>
/// <param name="Handle">Who suggests it.</param>
/// <param name="Html">Its body rendered, safe to show as it is.</param>
/// <param name="Thing">The original; null where the viewer does not see it any more, or its words have changed.</param>
/// <param name="Shown">The translation as it is shown now; null where there is none.</param>
/// <param name="Sent">What tells these words from others that she sent (<see cref="SuggestionDecision.Sent"/>).</param>
public sealed record SuggestionRow(long Id, long Sent, SuggestionState State, string Handle, string Language, string Title, string Html, DateTime SentAt, CorrectedThing? Thing, ShownTranslation? Shown);

/// <summary>Reads translations beside their originals, and what members suggest for them.</summary>
public sealed class CorrectionQueries(ForumDb db, CurrentViewer viewer, Corrector corrector)
{
    /// <summary>Suggestions on one page.</summary>
    public const int PageSize = 10;

    /// <summary>More of her own than she is shown.</summary>
    private const int OwnMost = 20;

    /// <summary>A post or comment with its translation. Refused: to guests, what the viewer does not see, and the language it is written in.</summary>
    public async Task<Result<Correctable>> ShowAsync(ThingKind kind, long id, string to, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (!Language.IsKnown(to) || await CorrectedThing.OfAsync(db, kind, id, cancellation) is not { } thing)
            return Refusal.Missing;
        if (thing.Language == to)
            return new Refusal(RefusalKind.Conflict, "NotTranslated");
        var (me, key, version) = (viewer.Value.MemberId, thing.Key, thing.Version);
        var shown = (await ShownAsync([key], [to], cancellation)).GetValueOrDefault((key, to, version));
        var mine = await db.TranslationSuggestions.AsNoTracking().FirstOrDefaultAsync(s => s.Thing == key && s.Language == to && s.MemberId == me && s.Version == version, cancellation);
        var reported = shown is { TextId: var text } && await db.TranslationReports.AnyAsync(r => r.TextId == text && r.MemberId == me, cancellation);
        return new Correctable(thing, to, shown, mine, reported);
    }

    /// <summary>What the viewer suggested lately, the newest first.</summary>
    public async Task<Result<List<SuggestionRow>>> OwnAsync(CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var me = viewer.Value.MemberId;
        return await ReadAsync(db.TranslationSuggestions.Where(s => s.MemberId == me).OrderByDescending(s => s.SentAt).ThenByDescending(s => s.Id).Take(OwnMost), cancellation);
    }

    /// <summary>Why the viewer may not accept what others suggest; null when she may. Missing for whom it is no matter of hers.</summary>
    public Task<Refusal?> DecideRefusalAsync(CancellationToken cancellation) => corrector.DecideRefusalAsync(cancellation);

    /// <summary>
    /// What waits for somebody to accept it and the viewer may, the oldest first: in the languages that she reads or in all, as far as she sees the things;
    /// not what she suggested herself, nor what somebody did who may not write now.
    /// </summary>
    /// <param name="languages">The languages of which both must be; null for all.</param>
    /// <param name="after">The cursor of the page before.</param>
    /// <param name="cancellation">Ends the read.</param>
    public async Task<Result<Page<SuggestionRow>>> WaitingAsync(IReadOnlyCollection<string>? languages, string? after, CancellationToken cancellation)
    {
        if (await corrector.DecideRefusalAsync(cancellation) is { } refusal)
            return refusal;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var last = cursor.Value?.Id ?? 0;
        var waiting = Waiting(db, viewer.Value.MemberId, corrector.Now).Where(s => s.Id > last).OrderBy(s => s.Id).AsQueryable();
        if (languages is not null)
            waiting = waiting.Where(s => languages.Contains(s.Language) && languages.Contains(s.From));
        var rows = await ReadAsync(waiting.Take(PageSize + 1), cancellation);
        return Page<SuggestionRow>.Cut(rows, PageSize, r => new Cursor(0, r.Id));
    }

    /// <summary>What waits for somebody else than that member to accept it, as far as the viewer sees the things.</summary>
    internal static IQueryable<TranslationSuggestion> Waiting(ForumDb db, long? me, DateTime now) =>
        from s in db.TranslationSuggestions.OfStandingWords(db)
        where s.State == SuggestionState.Waiting && s.MemberId != me
        join m in db.Members on s.MemberId equals m.Id
        where !(m.SilencedUntil > now) && !(m.SuspendedUntil > now)
        select s;

    private async Task<List<SuggestionRow>> ReadAsync(IQueryable<TranslationSuggestion> suggestions, CancellationToken cancellation)
    {
        var rows = await suggestions.AsNoTracking().Select(s => new { Suggestion = s, Handle = db.Members.Where(m => m.Id == s.MemberId).Select(m => m.UserName!).First() }).ToListAsync(cancellation);
        var things = await CorrectedThing.OfAsync(db, rows.Select(r => r.Suggestion.Thing), cancellation);
        var shown = await ShownAsync([.. things.Keys], [.. rows.Select(r => r.Suggestion.Language).Distinct(StringComparer.Ordinal)], cancellation);
        return rows.ConvertAll(row =>
        {
            var s = row.Suggestion;
            var thing = things.GetValueOrDefault(s.Thing) is { } found && found.Version == s.Version ? found : null;
            // What the viewer sees no more of she is not told in other words.
            var (title, html) = thing is null ? ("", "") : (s.Title, Markdown.Render(s.Body, s.Language).Html);
            return new SuggestionRow(s.Id, s.SentAt.Ticks, s.State, row.Handle, s.Language, title, html, s.SentAt, thing, shown.GetValueOrDefault((s.Thing, s.Language, s.Version)));
        });
    }

    private async Task<Dictionary<(long Thing, string Language, DateTime Version), ShownTranslation>> ShownAsync(IReadOnlyList<long> things, IReadOnlyList<string> languages, CancellationToken cancellation)
    {
        if (things.Count == 0)
            return [];
        var found = await db.TranslatedTexts.AsNoTracking().Where(t => things.Contains(t.Thing) && languages.Contains(t.Language) && t.State == TranslationState.Ready)
            .Select(t => new { t.Thing, t.Version, Shown = new ShownTranslation(t.Id, t.Language, t.Title, t.Body, t.BodyHtml, t.Engine, t.TranslatorId, t.DoneAt) }).ToListAsync(cancellation);
        return found.ToDictionary(t => (t.Thing, t.Shown.Language, t.Version), t => t.Shown);
    }
}
