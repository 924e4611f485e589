using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Text;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation;

/// <summary>
/// Has engines translate what was asked for: cuts the words into runs, asks for those of one language, audience and voice together, puts them back, checks
/// them, and keeps what came of it. What is not kept yet is done when the work is done again; what is kept is not done twice.
/// </summary>
public sealed class TranslationJobs(ForumDb db, Translator translator, TranslationOptions options, LiveGlossary glossary, LiveFilter filter, TimeProvider time)
{
    /// <summary>How often an answer in no known form is asked for again, and how often engines may fail at a text that they are asked for by itself.</summary>
    private const int Tries = 3, TriesOfOne = 8;

    private int tried;

    /// <summary>Translates those of some rows that are under way. Returns when to try again for the rest; null when there is no rest.</summary>
    /// <param name="ids">The rows.</param>
    /// <param name="attempt">Which try it is, from 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<DateTime?> DoAsync(IReadOnlyList<long> ids, int attempt, CancellationToken cancellation)
    {
        tried = attempt;
        var rows = await Rows.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(cancellation);
        var originals = await Originals.OfAsync(db, rows.Select(r => r.Thing), withWords: true, cancellation);
        DateTime? again = null;
        var gone = rows.Where(r => !originals.TryGetValue(r.Thing, out var original) || original.Version != r.Version).Select(r => r.Id).ToList();
        if (gone.Count > 0)
            await WriteAsync(() => Rows.Where(t => gone.Contains(t.Id)).ExecuteDeleteAsync(cancellation), cancellation);
        var pieces = rows.Where(r => !gone.Contains(r.Id)).Select(r => new TranslationPiece(r, originals[r.Thing], glossary.Current));
        foreach (var group in pieces.GroupBy(p => (p.Original.Language, p.Row.Language, p.Original.Audience, p.Original.IsPrivate, p.Original.Voice)))
        {
            if (await TogetherAsync(await StillThereAsync([.. group], cancellation), cancellation) is { } later && (again is null || later < again))
                again = later;
        }
        // What was held or let out meanwhile may be for other engines now.
        return again ?? (await Rows.AnyAsync(t => ids.Contains(t.Id), cancellation) ? time.GetUtcNow().UtcDateTime : null);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    // What came meanwhile from a member is not touched.
    private IQueryable<TranslatedText> Rows => db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.State == TranslationState.UnderWay);

    /// <summary>Asks for all texts of a group in one, and for each whose answer is no good once more by itself, which gives other engines their turn.</summary>
    private async Task<DateTime?> TogetherAsync(IReadOnlyList<TranslationPiece> pieces, CancellationToken cancellation)
    {
        if (pieces.Count == 0)
            return null;
        var result = await AskAsync(pieces, null, cancellation);
        if (result.Outcome != TranslationOutcome.Translated)
            return pieces.Count > 1 && IsOfOne(result) ? await OneByOneAsync(pieces, cancellation) : await GiveUpAsync(pieces, result, cancellation);
        var (at, bad) = (0, new List<TranslationPiece>());
        foreach (var piece in pieces)
        {
            var texts = result.Texts.Skip(at).Take(piece.Texts.Count).ToList();
            at += texts.Count;
            if (piece.Put(texts, filter.Current))
                await KeepAsync(piece, result.Engine ?? "", cancellation);
            else
                bad.Add(piece);
        }
        if (bad.Count > 0)
            await WriteAsync(() => TranslationCounts.AddAsync(db, Today, bad, result.Engine ?? "", cancellation), cancellation);
        return await OneByOneAsync(bad, cancellation);
    }

    /// <summary>Whether one text among several may be what an engine would not do; what failed for another reason is taken apart when it fails again.</summary>
    private bool IsOfOne(TranslationResult result) => result.Outcome == TranslationOutcome.Failed
        && (result.Trouble is EngineTrouble.Refused or EngineTrouble.Garbled || (tried > 1 && result.Trouble is (EngineTrouble.Slow or EngineTrouble.Failed)));

    /// <summary>Those whose words still stand as they were read, for the same readers: what was held or let out since is asked for when the rest is tried again.</summary>
    private async Task<IReadOnlyList<TranslationPiece>> StillThereAsync(IReadOnlyList<TranslationPiece> pieces, CancellationToken cancellation)
    {
        var there = await Originals.OfAsync(db, pieces.Select(p => p.Row.Thing), withWords: false, cancellation);
        return [.. pieces.Where(p => there.TryGetValue(p.Row.Thing, out var original) && original.Version == p.Row.Version && original.IsPrivate == p.Original.IsPrivate)];
    }

    private async Task<DateTime?> OneByOneAsync(IReadOnlyList<TranslationPiece> pieces, CancellationToken cancellation)
    {
        DateTime? again = null;
        foreach (var piece in pieces)
        {
            // What was deleted or taken away while others were translated is sent to nobody any more.
            if (await StillThereAsync([piece], cancellation) is [])
                continue;
            var result = await AskAsync([piece], texts => piece.Put(texts, filter.Current), cancellation);
            if (result.Outcome == TranslationOutcome.Translated)
                await KeepAsync(piece, result.Engine ?? "", cancellation);
            else if (await GiveUpAsync([piece], result, cancellation) is { } later && (again is null || later < again))
                again = later;
        }
        return again;
    }

    private async Task<TranslationResult> AskAsync(IReadOnlyList<TranslationPiece> pieces, Func<IReadOnlyList<string>, bool>? accept, CancellationToken cancellation)
    {
        var first = pieces[0];
        var request = new EngineRequest(first.Original.Language, first.Row.Language, [.. pieces.SelectMany(p => p.Texts)], first.Original.Voice) { Members = [.. pieces.Select(p => p.Texts.Count)] };
        var day = Today;
        long? left = options.CharactersPerDay == 0 ? null : Math.Max(0, options.CharactersPerDay - await db.TranslationDays.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(d => d.Day == day).SumAsync(d => d.Characters, cancellation));
        var result = await translator.TranslateAsync(request, first.Original.IsPrivate, left, cancellation, accept);
        var texts = result.Outcome == TranslationOutcome.Translated ? pieces.Count : 0;
        await WriteAsync(() => TranslationCounts.AddAsync(db, day, first.Original, request.To, result, texts, cancellation), cancellation);
        return result;
    }

    /// <summary>Where engines only rest, or are down, all waits; where they would not or could not, the original stays.</summary>
    private async Task<DateTime?> GiveUpAsync(IReadOnlyList<TranslationPiece> pieces, TranslationResult result, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // One text at which engines fail again and again is given up, or it would cost the day's characters for ever; their being away is nobody's fault.
        // Likewise one whose translation was no good each time, while whoever else could be asked never can.
        var isHopeless = pieces.Count == 1 && tried >= TriesOfOne
            && ((result.Calls.Count > 0 && result.Trouble is (EngineTrouble.Slow or EngineTrouble.Failed)) || (result.Outcome == TranslationOutcome.Wait && pieces[0].Fault != PieceFault.None));
        if (result.Outcome == TranslationOutcome.Wait && !isHopeless)
            return result.Until;
        if (result.Outcome == TranslationOutcome.Failed && !isHopeless && result.Trouble is (EngineTrouble.Down or EngineTrouble.Slow or EngineTrouble.Limited or EngineTrouble.Failed))
            return now;
        // What has no form may be a machine in between that says so for an hour; words that were put together and were no good stay so.
        if (result.Trouble == EngineTrouble.Garbled && tried < Tries && !pieces.Any(p => p.Fault != PieceFault.None))
            return now;
        var ids = pieces.Select(p => p.Row.Id).ToList();
        if (result.Outcome == TranslationOutcome.NoEngine || pieces[0].Original.Status != Status.Published)
        {
            // Nobody has the pair any more, or not every engine could be asked. Whoever reads it once one can asks again.
            await WriteAsync(() => Rows.Where(t => ids.Contains(t.Id)).ExecuteDeleteAsync(cancellation), cancellation);
            return null;
        }
        await WriteAsync(() => Rows.Where(t => ids.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.State, TranslationState.NoGood).SetProperty(t => t.DoneAt, now), cancellation), cancellation);
        return null;
    }

    private Task<Result<Done>> KeepAsync(TranslationPiece piece, string engine, CancellationToken cancellation)
    {
        var (id, now, rendered, state) = (piece.Row.Id, time.GetUtcNow().UtcDateTime, Markdown.Render(piece.Body, piece.Row.Language), piece.Texts.Count == 0 ? TranslationState.Nothing : TranslationState.Ready);
        return WriteAsync(
            () => Rows.Where(t => t.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.State, state).SetProperty(t => t.Title, piece.Title).SetProperty(t => t.Body, piece.Body).SetProperty(t => t.BodyHtml, rendered.Html)
                    .SetProperty(t => t.Excerpt, rendered.Excerpt).SetProperty(t => t.RendererVersion, Markdown.Version).SetProperty(t => t.Engine, engine).SetProperty(t => t.DoneAt, now),
                cancellation),
            cancellation);
    }

    /// <summary>Never while an engine is waited for.</summary>
    private Task<Result<Done>> WriteAsync(Func<Task> write, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        await write();
        return default(Done);
    }, cancellation);
}
