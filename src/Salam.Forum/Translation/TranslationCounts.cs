using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation;

/// <summary>Counts what engines and members did, by day and pair of languages.</summary>
internal static class TranslationCounts
{
    /// <summary>Adds the calls of one request; inside a transaction.</summary>
    public static async Task AddAsync(ForumDb db, DateOnly day, OriginalText of, string to, TranslationResult result, int texts, CancellationToken cancellation)
    {
        foreach (var calls in result.Calls.GroupBy(call => call.Engine, StringComparer.Ordinal))
        {
            var engine = calls.Key;
            var row = await RowAsync(db, day, engine, of.Language, to, of.Audience, cancellation);
            row.Calls += calls.Count();
            row.Characters += calls.Where(call => call.Trouble != EngineTrouble.Down).Sum(call => (long)call.Characters);
            row.Texts += engine == result.Engine ? texts : 0;
            row.Down += calls.Count(call => call.Trouble == EngineTrouble.Down);
            row.Slow += calls.Count(call => call.Trouble == EngineTrouble.Slow);
            row.Limited += calls.Count(call => call.Trouble == EngineTrouble.Limited);
            row.Failed += calls.Count(call => call.Trouble == EngineTrouble.Failed);
            row.Garbled += calls.Count(call => call.Trouble == EngineTrouble.Garbled);
            row.Refused += calls.Count(call => call.Trouble == EngineTrouble.Refused);
        }
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Adds texts that came and were no good; inside a transaction.</summary>
    public static async Task AddAsync(ForumDb db, DateOnly day, IReadOnlyList<TranslationPiece> bad, string engine, CancellationToken cancellation)
    {
        var row = await RowAsync(db, day, engine, bad[0].Original.Language, bad[0].Row.Language, bad[0].Original.Audience, cancellation);
        row.Texts -= bad.Count;
        row.Broken += bad.Count(piece => piece.Fault == PieceFault.Broken);
        row.Poor += bad.Count(piece => piece.Fault == PieceFault.Poor);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Adds a text that a member translated; inside a transaction.</summary>
    public static async Task AddOfPeopleAsync(ForumDb db, DateOnly day, string from, string to, Audience audience, CancellationToken cancellation)
    {
        (await RowAsync(db, day, TranslatedText.People, from, to, audience, cancellation)).Texts++;
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Adds a member's report of a text; inside a transaction.</summary>
    public static async Task AddReportAsync(ForumDb db, DateOnly day, string engine, string from, string to, Audience audience, CancellationToken cancellation)
    {
        (await RowAsync(db, day, engine, from, to, audience, cancellation)).Reports++;
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<TranslationDay> RowAsync(ForumDb db, DateOnly day, string engine, string from, string to, Audience audience, CancellationToken cancellation)
    {
        var row = await db.TranslationDays.IgnoreQueryFilters([Visibility.AudienceFilter]).AsTracking()
            .FirstOrDefaultAsync(d => d.Day == day && d.Engine == engine && d.From == from && d.To == to && d.Audience == audience, cancellation);
        if (row is null)
            db.TranslationDays.Add(row = new TranslationDay { Day = day, Engine = engine, From = from, To = to, Audience = audience });
        return row;
    }
}
