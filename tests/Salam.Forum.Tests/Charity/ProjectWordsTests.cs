using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Tests.Charity;

/// <summary>What foundations say of their projects: translated for who reads another language, judged as posts are, rendered anew.</summary>
public sealed class ProjectWordsTests : IAsyncLifetime
{
    private const string Forbidden = "Watch porn videos free now", Indecent = "You fucking liar";
    private readonly FakeEngine engine = new("far", isLocal: false);
    private ForumFixture forum = null!;

    public async Task InitializeAsync()
    {
        forum = new ForumFixture { Engines = [engine] };
        await forum.InitializeAsync();
    }

    public Task DisposeAsync() => forum.DisposeAsync();

    [Theory]
    [InlineData(ThingKind.Post)]
    [InlineData(ThingKind.Comment)]
    [InlineData(ThingKind.Project)]
    [InlineData(ThingKind.ProjectUpdate)]
    [InlineData(ThingKind.ProjectReport)]
    public void A_key_stands_for_one_thing_alone(ThingKind kind)
    {
        foreach (var id in new[] { 1L, 2, 3, 4, 17 })
            Assert.Equal((kind, id), TranslatedText.Of(TranslatedText.KeyOf(kind, id)));
    }

    [Fact]
    public async Task Title_story_news_and_report_are_translated_for_who_asks_for_them()
    {
        var world = await forum.CharityAsync();
        await TellAsync(world, "The drill has arrived.");
        await CloseAsync(world);
        await ReportAsync(world, "The well is dug, the pump runs, and forty families drink from it.");
        Assert.All(await ReadAsync(world), b => Assert.Equal(TranslationState.UnderWay, b!.State));
        await forum.TranslateAsync();
        var read = await ReadAsync(world);
        Assert.All(read, b => Assert.Equal(TranslationState.Ready, b!.State));
        Assert.Equal(FakeEngine.Translated("A well for the village"), read[0]!.Title);
        Assert.Contains(FakeEngine.Translated("The drill has arrived."), read[1]!.Html, StringComparison.Ordinal);
        Assert.All(engine.Asked, asked => Assert.Equal(Salam.Forum.Translation.Engines.Voice.Unknown, asked.Voice));
    }

    [Fact]
    public async Task A_row_of_the_feed_has_its_translation_and_one_of_a_draft_has_none()
    {
        var world = await forum.CharityAsync();
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        await forum.AskInSpanishAsync(TranslatedText.KeyOf(ThingKind.Project, world.Project), TranslatedText.KeyOf(ThingKind.Project, draft));
        await forum.TranslateAsync();
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
        Expect.Missing(await forum.ActAsync<TranslationService, Result<Done>>(world.Staff, s => s.AskAsync(ThingKind.Project, draft, "es", default)));
        await using var visit = forum.As(world.Staff);
        var rows = (await visit.Get<ProjectQueries>().OfFoundationAsync(world.Foundation, null, default)).Value.Items;
        Assert.Null(Original.Of(rows.Single(r => r.Id == draft)));
        var found = await visit.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest("es"), rows.Select(r => Original.Of(r)), withBodies: false, default);
        Assert.Equal(FakeEngine.Translated("A well for the village"), found.Of(ThingKind.Project, world.Project)!.Title);
    }

    [Fact]
    public async Task Translations_go_when_the_words_change_and_stay_when_only_the_goal_does()
    {
        var world = await forum.CharityAsync();
        await TellAsync(world, "The drill has arrived.");
        await ReadAsync(world);
        await forum.TranslateAsync();
        await EditAsync(world, Charities.ProjectDraft(goal: 90_000));
        Assert.Equal(TranslationState.Ready, (await ReadAsync(world))[0]!.State);
        await EditAsync(world, Charities.ProjectDraft(title: "Two wells for the village"));
        var read = await ReadAsync(world);
        Assert.Equal((TranslationState.UnderWay, TranslationState.Ready), (read[0]!.State, read[1]!.State));
        await EditAsync(world, Charities.ProjectDraft() with { Language = "fr" });
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
    }

    [Fact]
    public async Task Words_that_a_post_would_be_refused_or_held_for_are_told_to_the_staff_and_nothing_is_held()
    {
        var world = await forum.CharityAsync();
        foreach (var (words, code) in new[] { (Forbidden, "WordsForbidden"), (Indecent, "CharityWords") })
        {
            var draft = Charities.ProjectDraft() with { Story = $"The village has no water, and the children walk an hour. {words}." };
            var project = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, draft, default))).Value;
            Assert.Equal("Story", Expect.Refused(RefusalKind.Invalid, code, await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.SubmitAsync(project, default))).Field);
            Expect.Refused(RefusalKind.Invalid, code, await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, draft, default)));
            Expect.Refused(RefusalKind.Invalid, code, await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, words, default)));
            Expect.Refused(RefusalKind.Invalid, code, await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.ReportAsync(world.Project, draft.Story, 0, default)));
        }
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Cases"));
    }

    [Fact]
    public async Task Fees_and_milestones_are_judged_like_the_story()
    {
        var world = await forum.CharityAsync();
        foreach (var (field, draft) in new[] { ("Fees", Charities.ProjectDraft() with { Fees = Indecent }), ("Milestones", Charities.ProjectDraft() with { Milestones = [new MilestoneDraft(Indecent, 40_000)] }) })
        {
            var project = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, draft, default))).Value;
            Assert.Equal(field, Expect.Refused(RefusalKind.Invalid, "CharityWords", await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.SubmitAsync(project, default))).Field);
            Assert.Equal(field, Expect.Refused(RefusalKind.Invalid, "CharityWords", await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, draft, default))).Field);
        }
    }

    [Fact]
    public async Task What_a_foundation_says_of_itself_of_a_rest_and_of_a_difference_is_judged()
    {
        var world = await forum.CharityAsync();
        foreach (var (field, draft) in new[]
        {
            ("Name", Charities.Draft() with { Name = Indecent }), ("Register", Charities.Draft() with { Register = Indecent }), ("RegisterNumber", Charities.Draft() with { RegisterNumber = Indecent }),
            ("Policy", Charities.Draft(Indecent)),
        })
        {
            Assert.Equal(field, Expect.Refused(RefusalKind.Invalid, "CharityWords", await forum.ActAsync<FoundationService, Result<long>>(world.Staff, s => s.ApplyAsync(draft, default))).Field);
        }
        await using (var visit = forum.As(world.Staff))
        {
            var f = (await visit.Db.Foundations.FindAsync(world.Foundation))!;
            var same = new FoundationDraft { Name = f.Name, Country = f.Country, Register = f.Register, RegisterNumber = f.RegisterNumber, Site = f.Site, Contact = f.Contact, Policy = Charities.Draft().Policy };
            Assert.Equal("Policy", Expect.Refused(RefusalKind.Invalid, "CharityWords", await visit.Get<FoundationService>().EditAsync(world.Foundation, same with { Policy = Indecent }, default)).Field);
        }
        Assert.Equal("Words", Expect.Refused(RefusalKind.Invalid, "CharityWords", await forum.ActAsync<RestService, Result<Done>>(world.Staff, s => s.RestAsync(world.Project, Indecent, default))).Field);
        Assert.Equal("Words", Expect.Refused(RefusalKind.Invalid, "CharityWords", await forum.ActAsync<StatementService, Result<Done>>(world.Staff, s => s.ExplainAsync(world.Foundation, 1, Indecent, default))).Field);
    }

    [Fact]
    public async Task What_stands_already_for_a_vetted_foundation_does_not_keep_it_from_changing_the_rest()
    {
        var world = await forum.CharityAsync();
        await forum.SqlAsync($"UPDATE Foundations SET Name = '{Indecent}' WHERE Id = {world.Foundation}");
        await forum.SqlAsync($"UPDATE ZakatPolicies SET Text = '{Indecent}' WHERE FoundationId = {world.Foundation}");
        await using var visit = forum.As(world.Staff);
        var f = (await visit.Db.Foundations.FindAsync(world.Foundation))!;
        var draft = new FoundationDraft { Name = f.Name, Country = f.Country, Register = f.Register, RegisterNumber = f.RegisterNumber, Site = f.Site, Contact = "office two", Policy = Indecent };
        Assert.True((await visit.Get<FoundationService>().EditAsync(world.Foundation, draft, default)).Ok);
    }

    [Fact]
    public async Task What_an_older_renderer_made_of_charity_is_made_anew_drafts_too()
    {
        var world = await forum.CharityAsync();
        await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default));
        await TellAsync(world, "The drill has arrived.");
        await CloseAsync(world);
        await ReportAsync(world, "The well is dug, the pump runs, and forty families drink from it.");
        Assert.Equal(0, await RunAsync());
        await forum.SqlAsync($"UPDATE Projects SET StoryHtml = 'old', ReportHtml = 'old', RendererVersion = {Markdown.Version - 1}, ReportRendererVersion = {Markdown.Version - 1}");
        await forum.SqlAsync($"UPDATE ProjectUpdates SET Html = 'old', RendererVersion = {Markdown.Version - 1}");
        await forum.SqlAsync($"UPDATE ZakatPolicies SET Html = 'old', RendererVersion = {Markdown.Version - 1}");
        Assert.Equal(5, await RunAsync());
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Projects WHERE StoryHtml = 'old' OR (ReportHtml = 'old' AND ReportedAt IS NOT NULL)"));
        Assert.Equal(0, await forum.NumberAsync("SELECT (SELECT COUNT(*) FROM ProjectUpdates WHERE Html = 'old') + (SELECT COUNT(*) FROM ZakatPolicies WHERE Html = 'old')"));
        Assert.Equal(0, await RunAsync());
    }

    private Task<long> RunAsync() => forum.ActAsync<Rerender, long>(Viewer.Guest, r => r.RunAsync(null, default));

    private async Task TellAsync(CharityWorld world, string words) =>
        Assert.True((await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, words, default))).Ok);

    private async Task CloseAsync(CharityWorld world) => Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.CloseAsync(world.Project, default))).Ok);

    private async Task ReportAsync(CharityWorld world, string words) => Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.ReportAsync(world.Project, words, 0, default))).Ok);

    private async Task EditAsync(CharityWorld world, ProjectDraft draft) => Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, draft, default))).Ok);

    /// <summary>Title and story, the news, and the report where there is one, as the Spanish page of the project reads them.</summary>
    private async Task<List<TranslatedBlock?>> ReadAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        var view = (await visit.Get<ProjectQueries>().ShowAsync(world.Project, default))!;
        List<Original?> originals = [Original.Of(view.Project), .. view.Updates.Select(u => Original.Of(u, view.Project)), Original.OfReport(view.Project)];
        var found = await visit.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest("es"), originals, withBodies: true, default);
        return [.. originals.OfType<Original>().Select(o => found.Of(o.Kind, o.Id))];
    }
}
