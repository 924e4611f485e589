using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation;

/// <summary>Reads the translations of what a page shows: one query for all of it, and none where nothing is to be translated.</summary>
public sealed class TranslationQueries(ForumDb db, Translator translator, TranslationAsks asks, TimeProvider time)
{
    /// <summary>
    /// The translations of words that the viewer sees. What she always wants and is not there yet is asked for, which nobody waits for; what no engine
    /// can be asked for stands as it is.
    /// </summary>
    /// <param name="wishes">What the reader wants.</param>
    /// <param name="originals">What the page shows.</param>
    /// <param name="withBodies">Whether the page shows whole bodies of these, or the first words only.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <param name="beside">What stands in a list beside: shown in the reader's language where that is there, and not asked for.</param>
    public async Task<Translations> OfAsync(TranslationWishes wishes, IEnumerable<Original?> originals, bool withBodies, CancellationToken cancellation, IEnumerable<Original?>? beside = null)
    {
        if (!translator.IsOn)
            return Translations.None;
        var wanted = originals.OfType<Original>().Where(o => wishes.For(o.Language) is TranslationWish.Always or TranslationWish.Ask).ToDictionary(o => TranslatedText.KeyOf(o.Kind, o.Id));
        var (whole, target) = (withBodies ? wanted.Keys.ToList() : [], wishes.Target);
        var listed = new HashSet<long>();
        foreach (var original in (beside ?? []).OfType<Original>().Where(o => wishes.For(o.Language) == TranslationWish.Always))
        {
            if (wanted.TryAdd(TranslatedText.KeyOf(original.Kind, original.Id), original))
                listed.Add(TranslatedText.KeyOf(original.Kind, original.Id));
        }
        if (wanted.Count == 0)
            return Translations.None;
        var keys = wanted.Keys.ToList();
        var found = await db.TranslatedTexts.AsNoTracking().Where(t => keys.Contains(t.Thing) && t.Language == target)
            .Select(t => new { t.Thing, t.Version, t.State, t.Title, Html = whole.Contains(t.Thing) ? t.BodyHtml : "", t.Excerpt, t.Engine, t.AskedAt }).ToListAsync(cancellation);
        var blocks = new Dictionary<long, TranslatedBlock>(wanted.Count);
        var (isAwaited, since) = (false, time.GetUtcNow().UtcDateTime - Translations.Patience);
        foreach (var t in found.Where(t => wanted.TryGetValue(t.Thing, out var original) && original.Version == t.Version))
        {
            var from = wanted[t.Thing].Language;
            blocks[t.Thing] = new(from, t.State, wishes.For(from)!.Value, t.Title, t.Html, t.Excerpt, t.Engine);
            isAwaited |= t.State == TranslationState.UnderWay && t.AskedAt > since && !listed.Contains(t.Thing);
        }
        foreach (var (key, original) in wanted.Where(w => !blocks.ContainsKey(w.Key) && !listed.Contains(w.Key) && translator.Offers(w.Value.Language, target, w.Value.IsPrivate)))
        {
            var wish = wishes.For(original.Language)!.Value;
            var isAsked = wish == TranslationWish.Always && asks.Add(key, target);
            isAwaited |= isAsked;
            blocks[key] = new(original.Language, isAsked ? TranslationState.UnderWay : null, wish, "", "", "", "");
        }
        return new(target, blocks.Where(b => b.Value.State != TranslationState.Nothing).ToFrozenDictionary()) { AreAwaited = isAwaited };
    }
}
