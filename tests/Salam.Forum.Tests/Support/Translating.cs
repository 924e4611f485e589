using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;

namespace Salam.Forum.Tests.Support;

/// <summary>What pages and the workers behind them do about translations, into Spanish.</summary>
internal static class Translating
{
    /// <summary>Reads a post as its Spanish page does; null where nothing is shown beside it.</summary>
    public static Task<TranslatedBlock?> ReadInSpanishAsync(this ForumFixture forum, Viewer viewer, long post) => forum.ReadInAsync("es", viewer, post);

    /// <summary>Likewise as the page in any language does.</summary>
    public static async Task<TranslatedBlock?> ReadInAsync(this ForumFixture forum, string language, Viewer viewer, long post)
    {
        await using var visit = forum.As(viewer);
        if (await visit.PostPages.ShowAsync(post, default) is not { } shown)
            return null;
        return (await visit.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest(language), [Original.Of(shown.Row, viewer)], withBodies: true, default)).Of(ThingKind.Post, post);
    }

    /// <summary>Asks for things without reading them.</summary>
    public static async Task AskInSpanishAsync(this ForumFixture forum, params long[] things)
    {
        await using var visit = forum.AsGuest();
        await visit.Get<TranslationService>().AskAsync([.. things.Select(thing => (thing, "es"))], default);
    }

    /// <summary>Brings to the database what pages asked for, and does what is due.</summary>
    public static async Task TranslateAsync(this ForumFixture forum)
    {
        using var asker = ActivatorUtilities.CreateInstance<TranslationAsker>(forum.Services);
        while (forum.Services.GetRequiredService<TranslationAsks>().Waiting > 0)
            await asker.DoSomeAsync(default);
        using var worker = forum.Translators();
        while (await worker.DoSomeAsync(default))
        {
        }
    }
}
