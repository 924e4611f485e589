using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation;

/// <summary>Takes away the translations of words that were changed or deleted; always inside the transaction of the act. What was taken back must not live on in another language.</summary>
internal static class TranslationKeeper
{
    /// <summary>Takes away those of a post or comment, in every language.</summary>
    public static Task RemoveAsync(ForumDb db, ThingKind kind, long id, CancellationToken cancellation)
    {
        var thing = TranslatedText.KeyOf(kind, id);
        return db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.Thing == thing).ExecuteDeleteAsync(cancellation);
    }
}
