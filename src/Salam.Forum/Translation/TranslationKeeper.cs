using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation;

/// <summary>Takes away the translations of words that were changed or deleted; always inside the transaction of the act. What was taken back must not live on in another language.</summary>
internal static class TranslationKeeper
{
    /// <summary>Takes away those that a member wrote, where her words are to go with her.</summary>
    public static Task RemoveOfAsync(ForumDb db, long translatorId, CancellationToken cancellation) =>
        db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.TranslatorId == translatorId).ExecuteDeleteAsync(cancellation);

    /// <summary>Keeps those of a post or comment whose words stayed as they were while something beside them was changed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="kind">Which of both.</param>
    /// <param name="id">Its number.</param>
    /// <param name="before">What its version was (<see cref="TranslatedText.VersionOf"/>).</param>
    /// <param name="now">What it is.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task KeepAsync(ForumDb db, ThingKind kind, long id, DateTime before, DateTime now, CancellationToken cancellation)
    {
        var thing = TranslatedText.KeyOf(kind, id);
        await db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.Thing == thing && t.Version == before).ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, now), cancellation);
        await db.TranslationSuggestions.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(s => s.Thing == thing && s.Version == before).ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, now), cancellation);
    }

    /// <summary>Takes away those of all that was said of a project, when it turns out to be in another language.</summary>
    public static async Task RemoveOfProjectAsync(ForumDb db, long id, CancellationToken cancellation)
    {
        var (project, report) = (TranslatedText.KeyOf(ThingKind.Project, id), TranslatedText.KeyOf(ThingKind.ProjectReport, id));
        await db.TranslatedTexts.Where(t => t.Thing == project || t.Thing == report || db.ProjectUpdates.Any(u => u.ProjectId == id && t.Thing == (-u.Id * 4) - 1)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Takes away those of a post or comment, or of words of a project, in every language, with what members suggest for them.</summary>
    public static async Task RemoveAsync(ForumDb db, ThingKind kind, long id, CancellationToken cancellation)
    {
        var thing = TranslatedText.KeyOf(kind, id);
        await db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.Thing == thing).ExecuteDeleteAsync(cancellation);
        await db.TranslationSuggestions.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(s => s.Thing == thing).ExecuteDeleteAsync(cancellation);
    }
}
