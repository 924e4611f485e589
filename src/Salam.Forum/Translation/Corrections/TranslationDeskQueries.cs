using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation.Corrections;

/// <summary>What one engine, or the members, did for a pair of languages in a while.</summary>
/// <param name="Calls">Calls, good and bad.</param>
/// <param name="Characters">Characters sent.</param>
/// <param name="Texts">Texts that came out well.</param>
/// <param name="Failures">How often each thing went wrong.</param>
/// <param name="Reports">Members' reports.</param>
public sealed record PairFigures(string Engine, string From, string To, int Calls, long Characters, int Texts, FailureFigures Failures, int Reports)
{
    /// <summary>Reports to a thousand texts; null where there were too few texts to tell.</summary>
    public double? PerThousand => Texts >= TextsToJudge ? Reports * 1_000.0 / Texts : null;

    /// <summary>Fewer say nothing of an engine.</summary>
    private const int TextsToJudge = 100;
}

/// <summary>Failures by cause (<see cref="TranslationDay"/>).</summary>
public sealed record FailureFigures(int Down, int Slow, int Limited, int Failed, int Garbled, int Refused, int Broken, int Poor)
{
    /// <summary>By the name of the cause, those that there were.</summary>
    public IEnumerable<(string Cause, int Count)> All => new[]
    {
        (nameof(Down), Down), (nameof(Slow), Slow), (nameof(Limited), Limited), (nameof(Failed), Failed), (nameof(Garbled), Garbled), (nameof(Refused), Refused), (nameof(Broken), Broken), (nameof(Poor), Poor),
    }.Where(f => f.Item2 > 0);
}

/// <summary>A translation that members find wrong.</summary>
/// <param name="Reports">What they say, the oldest first.</param>
public sealed record ReportedTranslation(CorrectedThing Thing, ShownTranslation Shown, IReadOnlyList<TranslationComplaint> Reports);

/// <summary>What one member finds wrong.</summary>
public sealed record TranslationComplaint(TranslationFault Fault, string Words, string Handle, DateTime SentAt);

/// <summary>What moderators see of translations.</summary>
/// <param name="Pairs">The busiest first.</param>
/// <param name="PercentToday">Characters sent since midnight, UTC, in hundredths of the day's.</param>
/// <param name="CharactersPerDay">How many may be sent; 0 for any number.</param>
/// <param name="UnderWay">Texts that wait for an engine, as far as the viewer may see them.</param>
/// <param name="Engines">How each engine is.</param>
/// <param name="Reported">What members find wrong, the oldest first.</param>
/// <param name="ActRefusal">Why the viewer may only look; null when she may act.</param>
public sealed record TranslationDesk(
    IReadOnlyList<PairFigures> Pairs, int PercentToday, long CharactersPerDay, int UnderWay, IReadOnlyList<EngineState> Engines, IReadOnlyList<ReportedTranslation> Reported, Refusal? ActRefusal);

/// <summary>Reads how translations fare, for moderators.</summary>
public sealed class TranslationDeskQueries(ForumDb db, CurrentViewer viewer, Gate gate, Corrector corrector, Translator translator, TranslationOptions options, TimeProvider time)
{
    /// <summary>Pairs that are shown, and translations that are; more are looked at once these are dealt with.</summary>
    private const int PairsMost = 200, ReportedMost = 10;

    /// <summary>The count of <see cref="CountAsync"/> that means at least as many.</summary>
    public const int CountMost = 100;

    /// <summary>The figures of the last days, today among them; missing for who is no moderator. Words only of what the viewer sees.</summary>
    public async Task<Result<TranslationDesk>> ShowAsync(int days, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var since = today.AddDays(1 - days);
        var pairs = await db.TranslationDays.Where(d => d.Day >= since).GroupBy(d => new { d.Engine, d.From, d.To })
            .Select(g => new
            {
                g.Key.Engine, g.Key.From, g.Key.To, Calls = g.Sum(d => d.Calls), Characters = g.Sum(d => d.Characters), Texts = g.Sum(d => d.Texts), Reports = g.Sum(d => d.Reports),
                Down = g.Sum(d => d.Down), Slow = g.Sum(d => d.Slow), Limited = g.Sum(d => d.Limited), Failed = g.Sum(d => d.Failed),
                Garbled = g.Sum(d => d.Garbled), Refused = g.Sum(d => d.Refused), Broken = g.Sum(d => d.Broken), Poor = g.Sum(d => d.Poor),
            }).OrderByDescending(p => p.Calls).ThenByDescending(p => p.Texts).ThenBy(p => p.Engine).ThenBy(p => p.From).ThenBy(p => p.To).Take(PairsMost).ToListAsync(cancellation);
        // The day's characters are those of everybody; in hundredths of the budget they tell nothing of one text.
        var spent = await db.TranslationDays.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(d => d.Day == today).SumAsync(d => d.Characters, cancellation);
        var underWay = await db.TranslatedTexts.CountAsync(t => t.State == TranslationState.UnderWay, cancellation);
        return new TranslationDesk(
            pairs.ConvertAll(p => new PairFigures(p.Engine, p.From, p.To, p.Calls, p.Characters, p.Texts, new FailureFigures(p.Down, p.Slow, p.Limited, p.Failed, p.Garbled, p.Refused, p.Broken, p.Poor), p.Reports)),
            options.CharactersPerDay == 0 ? 0 : (int)(100 * spent / options.CharactersPerDay), options.CharactersPerDay, underWay, translator.Engines, await ReportedAsync(cancellation), await gate.ActRefusalAsync(cancellation));
    }

    /// <summary>How many translations that members find wrong, and suggestions of theirs, wait for the viewer, <see cref="CountMost"/> for more; for who is no moderator none.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        if (gate.LookRefusal() is not null)
            return 0;
        var reported = await Waiting().Take(CountMost).CountAsync(cancellation);
        // Who may not accept suggestions is not shown them either.
        var suggested = await corrector.DecideRefusalAsync(cancellation) is null
            ? await CorrectionQueries.Waiting(db, viewer.Value.MemberId, corrector.Now).Take(CountMost).CountAsync(cancellation) : 0;
        return Math.Min(CountMost, reported + suggested);
    }

    /// <summary>Translations that members find wrong. Nobody judges her own words, and what is not to be seen at present waits.</summary>
    private IQueryable<TranslatedText> Waiting()
    {
        var me = viewer.Value.MemberId;
        return db.TranslatedTexts.AsNoTracking().OfStandingWords(db, notBy: me)
            .Where(t => t.State == TranslationState.Ready && t.TranslatorId != me && db.TranslationReports.Where(r => r.Outcome == ReportOutcome.Waiting).Select(r => r.TextId).Contains(t.Id));
    }

    private async Task<List<ReportedTranslation>> ReportedAsync(CancellationToken cancellation)
    {
        var waiting = Waiting().OrderBy(t => t.Id).Select(t => new { t.Thing, Shown = new ShownTranslation(t.Id, t.Language, t.Title, t.Body, t.BodyHtml, t.Engine, t.TranslatorId, t.DoneAt) });
        var texts = await waiting.Take(ReportedMost).ToListAsync(cancellation);
        var ids = texts.ConvertAll(t => t.Shown.TextId);
        var complaints = (await (
            from r in db.TranslationReports.AsNoTracking()
            where ids.Contains(r.TextId) && r.Outcome == ReportOutcome.Waiting
            join m in db.Members on r.MemberId equals m.Id
            orderby r.Id
            select new { r.TextId, Complaint = new TranslationComplaint(r.Fault, r.Words, m.UserName!, r.CreatedAt) }).ToListAsync(cancellation)).ToLookup(r => r.TextId, r => r.Complaint);
        var things = await CorrectedThing.OfAsync(db, texts.Select(t => t.Thing), cancellation);
        return [.. from text in texts let thing = things.GetValueOrDefault(text.Thing) where thing is not null select new ReportedTranslation(thing, text.Shown, [.. complaints[text.Shown.TextId]])];
    }
}
