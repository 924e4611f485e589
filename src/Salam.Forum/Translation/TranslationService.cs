using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Outbox;
using Salam.Forum.Text;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation;

/// <summary>Asks for translations. One thing, version and language is asked for once, whoever asks and however often.</summary>
public sealed class TranslationService(ForumDb db, Translator translator, OutboxQueue outbox, TimeProvider time)
{
    /// <summary>The <see cref="OutboxMessage.Kind"/> of the work that follows.</summary>
    public const string OutboxKind = "translation";

    /// <summary>How many texts one piece of work holds: the comments of a thread go to the engine together.</summary>
    internal const int AtOnce = 32;

    /// <summary>How many pieces of work may wait before pages ask for no more: some 16,000 texts.</summary>
    internal const int MessagesMost = 500;

    /// <summary>Asks for a post, a comment or words of a project that the viewer sees, in a language. Refused: what she does not see, and what no engine can be asked for.</summary>
    public async Task<Result<Done>> AskAsync(ThingKind kind, long id, string to, CancellationToken cancellation)
    {
        var language = kind switch
        {
            ThingKind.Post => await db.Posts.Where(p => p.Id == id && p.Status != Status.Deleted).Select(p => new { p.Language, p.Audience, p.Status }).FirstOrDefaultAsync(cancellation),
            ThingKind.Comment => await (
                from c in db.Comments.WithThreads()
                join p in db.Posts on c.PostId equals p.Id
                where c.Id == id && c.Status != Status.Deleted && p.Status != Status.Deleted
                select new { c.Language, c.Audience, Status = p.Status == Status.Published ? c.Status : p.Status }).FirstOrDefaultAsync(cancellation),
            ThingKind.Project or ThingKind.ProjectUpdate or ThingKind.ProjectReport =>
                (await Originals.OfAsync(db, [TranslatedText.KeyOf(kind, id)], withWords: false, cancellation)).Values.Select(o => new { o.Language, o.Audience, o.Status }).FirstOrDefault(),
            _ => null,
        };
        if (language is null || !Language.IsKnown(to))
            return Refusal.Missing;
        if (language.Language == to || !translator.Offers(language.Language, to, Original.IsKept(language.Audience, language.Status)))
            return new Refusal(RefusalKind.Conflict, "NotTranslated");
        await AskAsync([(TranslatedText.KeyOf(kind, id), to)], cancellation);
        return default(Done);
    }

    /// <summary>Whether so much waits already that pages are to ask for no more: readers without number, and programs that read everything, must not fill the outbox.</summary>
    internal async Task<bool> IsFullAsync(CancellationToken cancellation) => await db.Outbox.CountAsync(m => m.Lane == OutboxLane.Translation, cancellation) >= MessagesMost;

    /// <summary>Asks for things in languages: those that are there, not asked for yet, and that an engine can be asked for.</summary>
    internal Task AskAsync(IReadOnlyList<(long Thing, string To)> asks, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var originals = await Originals.OfAsync(db, asks.Select(a => a.Thing), withWords: false, cancellation);
        var things = originals.Keys.ToList();
        var there = (await db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => things.Contains(t.Thing)).Select(t => new { t.Thing, t.Language, t.Version }).ToListAsync(cancellation)).ToHashSet();
        var now = time.GetUtcNow().UtcDateTime;
        var rows = new List<TranslatedText>();
        foreach (var (thing, to) in asks.Distinct())
        {
            if (originals.TryGetValue(thing, out var original) && !there.Contains(new { Thing = thing, Language = to, original.Version }) && translator.Offers(original.Language, to, original.IsPrivate))
                rows.Add(new TranslatedText { Thing = thing, Version = original.Version, Language = to, Audience = original.Audience, AskedAt = now });
        }
        db.TranslatedTexts.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        foreach (var batch in rows.Chunk(AtOnce))
            await outbox.AddAsync(OutboxKind, batch.Select(r => r.Id), cancellation, OutboxLane.Translation);
        return default(Done);
    }, cancellation);
}
