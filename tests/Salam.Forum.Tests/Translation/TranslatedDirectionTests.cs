using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;

namespace Salam.Forum.Tests.Translation;

/// <summary>A translation is kept in the direction of its language, whoever made it, and however often it is rendered.</summary>
public sealed class TranslatedDirectionTests : IAsyncLifetime
{
    private const string Said = "Lisbon, أبحث عن مكان هادئ قرب النهر يا إخوتي.";

    private ForumFixture forum = null!;

    public async Task InitializeAsync()
    {
        forum = new ForumFixture { Engines = [new FakeEngine("own") { Languages = ["en", "ar"], Answer = _ => Said }] };
        await forum.InitializeAsync();
    }

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task It_runs_as_its_language_does_and_stays_so()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        await forum.ReadInAsync("ar", Viewer.Guest, post);
        await forum.TranslateAsync();
        await ExpectAsync(post, Said);

        await forum.SqlAsync("UPDATE TranslatedTexts SET BodyHtml = 'old', RendererVersion = 0");
        await using (var visit = forum.AsGuest())
            Assert.Equal(1, await visit.Get<Rerender>().RunAsync(null, default));
        await ExpectAsync(post, Said);

        const string Better = "Lisboa, هل من مكان هادئ للصلاة قرب النهر؟";
        await using (var visit = forum.As(await forum.BrotherAsync()))
        {
            var about = (await visit.Get<CorrectionQueries>().ShowAsync(ThingKind.Post, post, "ar", default)).Value;
            Assert.True((await visit.Get<SuggestionService>().SendAsync(ThingKind.Post, post, "ar", new SuggestionDraft(Better, Better, about.Thing.Version.Ticks), default)).Ok);
        }
        await using (var visit = forum.As(await forum.SisterAsync(Role.Moderator)))
        {
            var waiting = (await visit.Get<CorrectionQueries>().WaitingAsync(null, null, default)).Value.Items.Single();
            Assert.Contains("<p dir=\"rtl\">Lisboa", waiting.Html, StringComparison.Ordinal);
            Assert.True((await visit.Get<SuggestionService>().DecideAsync(new SuggestionDecision(waiting.Id, waiting.Sent, waiting.Shown?.At ?? 0, Accept: true), default)).Ok);
        }
        await ExpectAsync(post, Better);
    }

    private async Task ExpectAsync(long post, string words)
    {
        var read = await forum.ReadInAsync("ar", Viewer.Guest, post);
        Assert.Equal((TranslationState.Ready, $"<p dir=\"rtl\">{words}</p>"), (read!.State, read.Html.Trim()));
    }
}
