using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;

namespace Salam.Forum.Tests.Translation;

/// <summary>Members say what is wrong with a translation, and write better ones.</summary>
public sealed class CorrectionTests : IAsyncLifetime
{
    private const string Title = "¿Dónde se reza en Lisboa?", Body = "Busco un sitio tranquilo cerca del río.";

    private readonly FakeEngine engine = new();
    private readonly ForumFixture forum;

    public CorrectionTests() => forum = new ForumFixture { Engines = [engine] };

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task What_a_member_suggests_is_shown_once_somebody_else_accepts_it()
    {
        var (author, helper, moderator) = (await forum.SisterAsync(), await forum.BrotherAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await TranslatedPostAsync(author);
        await ReportAsync(await forum.BrotherAsync(), post);
        var suggestion = await SuggestAsync(helper, post);
        Assert.Equal("fake", (await ReadAsync(post))!.Engine);
        await DecideAsync(moderator, suggestion, accept: true);
        var shown = (await ReadAsync(post))!;
        Assert.Equal((TranslatedText.People, TranslationState.Ready, Title), (shown.Engine, shown.State, shown.Title));
        Assert.Contains(Body, shown.Html, StringComparison.Ordinal);
        // What was said against the old words has been heard, and it is counted as a member's work.
        Assert.Equal((long)ReportOutcome.Upheld, await forum.NumberAsync("SELECT Outcome FROM TranslationReports"));
        Assert.Equal(1, await forum.NumberAsync("SELECT Texts FROM TranslationDays WHERE Engine = 'people' AND \"From\" = 'en' AND \"To\" = 'es'"));
        Assert.Equal(helper.MemberId, await forum.NumberAsync("SELECT TranslatorId FROM TranslatedTexts"));
        await using var visit = forum.As(helper);
        Assert.Equal(SuggestionState.Accepted, Assert.Single((await visit.Get<CorrectionQueries>().OwnAsync(default)).Value).State);
    }

    [Fact]
    public async Task No_engine_overwrites_what_a_member_wrote()
    {
        var (author, helper, moderator) = (await forum.SisterAsync(), await forum.BrotherAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        await AskAsync(post);
        // Accepted while the engine has the words.
        engine.Before = async () =>
        {
            engine.Before = null;
            await DecideAsync(moderator, await SuggestAsync(helper, post), accept: true);
        };
        await TranslateAsync();
        Assert.NotEmpty(engine.Asked);
        Assert.Equal(Title, (await ReadAsync(post))!.Title);
        // Nor when it is asked for again, or fails.
        engine.Trouble = Salam.Forum.Translation.Engines.EngineTrouble.Refused;
        await AskAsync(post);
        await TranslateAsync();
        Assert.Equal((TranslatedText.People, Title), ((await ReadAsync(post))!.Engine, (await ReadAsync(post))!.Title));
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
    }

    [Fact]
    public async Task Nobody_accepts_her_own_and_only_moderators_and_trusted_members_accept_any()
    {
        var (author, helper) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await TranslatedPostAsync(author);
        var suggestion = await SuggestAsync(helper, post);
        var newcomer = await forum.BrotherAsync();
        Expect.Missing(await TryDecideAsync(newcomer, suggestion));
        Expect.Refused(RefusalKind.Forbidden, "LogIn", await TryDecideAsync(Viewer.Guest, suggestion));
        Assert.False(await MayDecideAsync(newcomer));
        var trusted = await TrustedAsync();
        Assert.True(await MayDecideAsync(trusted));
        await forum.SqlAsync($"UPDATE Members SET SilencedUntil = '{forum.Clock.GetUtcNow().AddDays(1):yyyy-MM-dd HH:mm:ss}' WHERE Id = {trusted.MemberId}");
        Expect.Refused(RefusalKind.Forbidden, "Silenced", await TryDecideAsync(trusted, suggestion));
        await forum.SqlAsync($"UPDATE Members SET SilencedUntil = NULL WHERE Id = {trusted.MemberId}");
        var hers = await SuggestAsync(trusted, post);
        Expect.Refused(RefusalKind.Forbidden, "SuggestionOwn", await TryDecideAsync(trusted, hers));
        Assert.True((await TryDecideAsync(trusted, suggestion)).Ok);
        Expect.Refused(RefusalKind.Conflict, "SuggestionDecided", await TryDecideAsync(trusted, suggestion));
    }

    [Fact]
    public async Task A_moderator_accepts_with_a_second_factor_alone()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var suggestion = await SuggestAsync(await forum.SisterAsync(), post);
        var moderator = await forum.SisterAsync(Role.Moderator);
        Expect.Refused(RefusalKind.Forbidden, "SecondFactorNeeded", await TryDecideAsync(moderator with { HasSecondFactor = false }, suggestion));
        Assert.True((await TryDecideAsync(moderator with { HasSecondFactor = true }, suggestion)).Ok);
    }

    [Fact]
    public async Task What_is_of_one_circle_is_corrected_within_it()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync(), ownCircleOnly: true);
        var suggestion = await SuggestAsync(await forum.SisterAsync(), post);
        foreach (var stranger in new[] { await forum.BrotherAsync(), await forum.BrotherAsync(Role.Moderator), await forum.BrotherAsync(Role.Administrator) })
        {
            await using var visit = forum.As(stranger);
            Expect.Missing(await visit.Get<SuggestionService>().SendAsync(ThingKind.Post, post, "es", Draft(Title, Body), default));
            Expect.Missing(await visit.Get<TranslationReportService>().SendAsync(ThingKind.Post, post, "es", TranslationFault.Meaning, "", default));
            Expect.Missing(await visit.Get<CorrectionQueries>().ShowAsync(ThingKind.Post, post, "es", default));
            Expect.Missing(await TryDecideAsync(stranger, suggestion));
            if (await MayDecideAsync(stranger))
                Assert.Empty((await visit.Get<CorrectionQueries>().WaitingAsync(null, null, default)).Value.Items);
            Assert.Equal(0, await visit.Db.TranslationSuggestions.CountAsync());
        }
        Assert.True((await TryDecideAsync(await forum.SisterAsync(Role.Moderator), suggestion)).Ok);
    }

    [Fact]
    public async Task What_was_changed_or_deleted_takes_suggestions_and_reports_along()
    {
        var author = await forum.SisterAsync();
        var post = await TranslatedPostAsync(author);
        await SuggestAsync(await forum.BrotherAsync(), post);
        await ReportAsync(await forum.BrotherAsync(), post);
        await using (var visit = forum.As(author))
            Assert.True((await visit.Posts.EditAsync(post, ForumFixture.Draft("Where does one pray in Porto?"), default)).Ok);
        foreach (var table in new[] { "TranslatedTexts", "TranslationSuggestions", "TranslationReports" })
            Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM {table}"));
        await SuggestAsync(await forum.BrotherAsync(), post);
        await forum.DeletePostAsync(author, post);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationSuggestions"));
    }

    [Fact]
    public async Task A_suggestion_for_words_that_have_changed_is_told_so()
    {
        var author = await forum.SisterAsync();
        var post = await TranslatedPostAsync(author);
        long seen;
        await using (var visit = forum.As(await forum.BrotherAsync()))
            seen = (await visit.Get<CorrectionQueries>().ShowAsync(ThingKind.Post, post, "es", default)).Value.Thing.Version.Ticks;
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var visit = forum.As(author))
            await visit.Posts.EditAsync(post, ForumFixture.Draft("Where does one pray in Porto?"), default);
        Expect.Refused(RefusalKind.Conflict, "SuggestionStale", await TrySuggestAsync(await forum.BrotherAsync(), post, new SuggestionDraft(Title, Body, seen)));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationSuggestions"));
    }

    [Theory]
    [InlineData("", Body, "TitleEmpty")]
    [InlineData(Title, "", "BodyEmpty")]
    [InlineData(Title, "   ", "BodyEmpty")]
    [InlineData("a\u202Eb", Body, "DirectionCharacters")]
    [InlineData(Title, "See https://casino.example/win", "SuggestionLink")]
    [InlineData(Title, "[aquí](https://evil.example)", "SuggestionLink")]
    [InlineData(Title, "You fucking liar", "SuggestionWords")]
    public async Task What_is_no_translation_is_refused(string title, string body, string code)
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        Expect.Refused(RefusalKind.Invalid, code, await TrySuggestAsync(await forum.BrotherAsync(), post, Draft(title, body)));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationSuggestions"));
    }

    [Fact]
    public async Task Links_of_the_original_stay_and_the_shown_translation_is_no_suggestion()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author, ForumFixture.Draft() with { Body = "There is one near the [station](https://example.org)." });
        await AskAsync(post);
        await TranslateAsync();
        var helper = await forum.BrotherAsync();
        var shown = await ReadAsync(post);
        Expect.Refused(RefusalKind.Invalid, "SuggestionSame", await TrySuggestAsync(helper, post, Draft(shown!.Title, FakeEngine.Translated("There is one near the ") + "[stationo](https://example.org).")));
        Assert.True((await TrySuggestAsync(helper, post, Draft(Title, "Hay uno cerca de la [estación](https://example.org)."))).Ok);
    }

    [Fact]
    public async Task A_member_has_one_suggestion_for_a_text_and_sending_it_twice_is_sending_it_once()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var helper = await forum.BrotherAsync();
        var first = await SuggestAsync(helper, post);
        Assert.Equal(first, await SuggestAsync(helper, post));
        Assert.True((await TrySuggestAsync(helper, post, Draft(Title, "Otro texto."))).Ok);
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationSuggestions"));
        await DecideAsync(await forum.SisterAsync(Role.Moderator), first, accept: false);
        // What was declined may be bettered, and waits again.
        await SuggestAsync(helper, post);
        Assert.Equal((long)SuggestionState.Waiting, await forum.NumberAsync("SELECT State FROM TranslationSuggestions"));
    }

    [Fact]
    public async Task A_day_has_so_many_suggestions_and_silence_none()
    {
        var (author, helper) = (await forum.SisterAsync(), await forum.BrotherAsync());
        var post = await TranslatedPostAsync(author);
        await forum.SqlAsync($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {TranslationSuggestion.DayLimit}) INSERT INTO TranslationSuggestions (Thing, \"From\", Language, MemberId, Audience, Version, Title, Body, SentAt, State) SELECT 900000 + i, 'en', 'es', {helper.MemberId}, 1, '2020-01-01', 't', 'b', '{forum.Clock.GetUtcNow():yyyy-MM-dd HH:mm:ss}', 1 FROM n");
        Expect.Refused(RefusalKind.TooMany, "SuggestionLimit", await TrySuggestAsync(helper, post, Draft(Title, Body)));
        forum.Clock.Advance(TimeSpan.FromHours(25));
        await forum.SqlAsync($"UPDATE Members SET SilencedUntil = '{forum.Clock.GetUtcNow().AddDays(1):yyyy-MM-dd HH:mm:ss}' WHERE Id = {helper.MemberId}");
        Expect.Refused(RefusalKind.Forbidden, "Silenced", await TrySuggestAsync(helper, post, Draft(Title, Body)));
    }

    [Fact]
    public async Task What_somebody_suggested_who_may_not_write_any_more_waits_for_nobody()
    {
        var helper = await forum.BrotherAsync();
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        await SuggestAsync(helper, post);
        var moderator = await forum.SisterAsync(Role.Moderator);
        Assert.Single(await WaitingAsync(moderator));
        await forum.SqlAsync($"UPDATE Members SET SuspendedUntil = '9999-12-31 00:00:00' WHERE Id = {helper.MemberId}");
        Assert.Empty(await WaitingAsync(moderator));
    }

    [Fact]
    public async Task What_waits_is_read_in_pages_and_by_language()
    {
        var author = await forum.SisterAsync();
        for (var i = 0; i < CorrectionQueries.PageSize + 2; i++)
            await SuggestAsync(await forum.BrotherAsync(), await forum.PostAsync(author));
        var moderator = await forum.SisterAsync(Role.Moderator);
        await using var visit = forum.As(moderator);
        var queries = visit.Get<CorrectionQueries>();
        var first = (await queries.WaitingAsync(["es", "en"], null, default)).Value;
        var second = (await queries.WaitingAsync(["es", "en"], first.Next, default)).Value;
        Assert.Equal((CorrectionQueries.PageSize, 2, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Empty(first.Items.Select(s => s.Id).Intersect(second.Items.Select(s => s.Id)));
        foreach (var languages in new string[][] { ["fr"], ["es"], ["en", "fr"] })
            Assert.Empty((await queries.WaitingAsync(languages, null, default)).Value.Items);
        Expect.Refused(RefusalKind.Invalid, "Cursor", await queries.WaitingAsync(null, "x-y", default));
    }

    [Fact]
    public async Task A_translation_is_reported_once_by_each_and_counted_for_its_engine()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var (reader, other) = (await forum.BrotherAsync(), await forum.SisterAsync());
        await ReportAsync(reader, post);
        await ReportAsync(reader, post);
        await ReportAsync(other, post);
        await using (var visit = forum.As(reader))
            Expect.Refused(RefusalKind.Conflict, "ReportedAlready", await visit.Get<TranslationReportService>().SendAsync(ThingKind.Post, post, "es", TranslationFault.Indecent, "", default));
        await using var desk = forum.As(await forum.SisterAsync(Role.Moderator));
        var seen = (await desk.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value;
        var pair = Assert.Single(seen.Pairs);
        // Of so few texts nothing is told by a thousand.
        Assert.Equal(("fake", "en", "es", 1, 1, 2, null), (pair.Engine, pair.From, pair.To, pair.Calls, pair.Texts, pair.Reports, pair.PerThousand));
        await forum.SqlAsync("UPDATE TranslationDays SET Texts = 200, Characters = 420000");
        seen = (await desk.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value;
        Assert.Equal((10.0, 42), (Assert.Single(seen.Pairs).PerThousand, seen.PercentToday));
        Assert.Equal([TranslationFault.Sacred, TranslationFault.Sacred], Assert.Single(seen.Reported).Reports.Select(r => r.Fault));
        // A report is seen by moderators and by whoever sent it.
        await using var stranger = forum.As(await forum.BrotherAsync());
        Assert.Empty(await stranger.Db.TranslationReports.ToListAsync());
        Expect.Missing(await stranger.Get<TranslationDeskQueries>().ShowAsync(7, default));
    }

    [Theory]
    [InlineData((TranslationFault)0, "", "Choice")]
    [InlineData((TranslationFault)9, "", "Choice")]
    [InlineData(TranslationFault.Meaning, "long", "WordsLong")]
    public async Task A_report_without_a_reason_or_with_too_many_words_is_refused(TranslationFault fault, string words, string code)
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        await using var visit = forum.As(await forum.BrotherAsync());
        Expect.Refused(RefusalKind.Invalid, code, await visit.Get<TranslationReportService>().SendAsync(ThingKind.Post, post, "es", fault, words == "long" ? new string('a', TranslationReport.WordsMax + 1) : words, default));
        Expect.Missing(await visit.Get<TranslationReportService>().SendAsync(ThingKind.Post, post, "fr", TranslationFault.Meaning, "", default));
        Expect.Missing(await visit.Get<TranslationReportService>().SendAsync(ThingKind.Member, visit.Get<CurrentViewer>().Value.MemberId, "es", TranslationFault.Meaning, "", default));
    }

    [Fact]
    public async Task A_moderator_takes_a_translation_away_and_no_engine_brings_it_back()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        await ReportAsync(await forum.BrotherAsync(), post);
        var (text, shown) = (await forum.NumberAsync("SELECT Id FROM TranslatedTexts"), await ShownAsync());
        await using (var member = forum.As(await forum.BrotherAsync()))
            Expect.Missing(await member.Get<TranslationReportService>().SettleAsync(text, shown, withdraw: true, default));
        await using var visit = forum.As(await forum.SisterAsync(Role.Moderator));
        Assert.Equal(Audience.Everyone, (await visit.Get<TranslationReportService>().SettleAsync(text, shown, withdraw: true, default)).Value);
        Expect.Refused(RefusalKind.Conflict, "TranslationSettled", await visit.Get<TranslationReportService>().SettleAsync(text, shown, withdraw: false, default));
        await TranslateAsync();
        var read = await ReadAsync(post);
        Assert.Equal((TranslationState.NoGood, "", ""), (read!.State, read.Title, read.Html));
        Assert.Empty((await visit.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value.Reported);
        Assert.Single(engine.Asked);
        // A member's words may take its place, and may be reported in their turn.
        await DecideAsync(await forum.SisterAsync(Role.Moderator), await SuggestAsync(await forum.BrotherAsync(), post), accept: true);
        Assert.Equal(Title, (await ReadAsync(post))!.Title);
    }

    [Fact]
    public async Task What_a_moderator_leaves_stays_and_whoever_reported_it_may_report_other_words()
    {
        var (post, reader) = (await TranslatedPostAsync(await forum.SisterAsync()), await forum.BrotherAsync());
        await ReportAsync(reader, post);
        await using (var visit = forum.As(await forum.SisterAsync(Role.Moderator)))
            Assert.True((await visit.Get<TranslationReportService>().SettleAsync(await forum.NumberAsync("SELECT Id FROM TranslatedTexts"), await ShownAsync(), withdraw: false, default)).Ok);
        Assert.Equal(TranslationState.Ready, (await ReadAsync(post))!.State);
        // The same words once more are the same report.
        await ReportAsync(reader, post);
        Assert.Equal((1, (long)ReportOutcome.Dismissed), (await forum.NumberAsync("SELECT SUM(Reports) FROM TranslationDays"), await forum.NumberAsync("SELECT Outcome FROM TranslationReports")));
        await DecideAsync(await forum.SisterAsync(Role.Moderator), await SuggestAsync(await forum.BrotherAsync(), post), accept: true);
        await ReportAsync(reader, post);
        Assert.Equal((long)ReportOutcome.Waiting, await forum.NumberAsync("SELECT Outcome FROM TranslationReports"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_leaves_takes_what_waits_along_and_what_was_accepted_where_she_takes_her_words(bool keepWords)
    {
        var (author, helper) = (await forum.SisterAsync(), await forum.BrotherAsync());
        var (first, second) = (await TranslatedPostAsync(author), await TranslatedPostAsync(author));
        await DecideAsync(await forum.SisterAsync(Role.Moderator), await SuggestAsync(helper, first), accept: true);
        await SuggestAsync(helper, second);
        await ReportAsync(helper, second);
        await using (var visit = forum.As(helper))
            Assert.True((await visit.Get<LeaveService>().LeaveAsync(ForumFixture.Password, keepWords, default)).Ok);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationSuggestions"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslationReports"));
        Assert.Equal(keepWords ? 1 : 0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE Engine = 'people'"));
    }

    [Fact]
    public async Task What_was_not_read_is_not_decided_on()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var (helper, other, moderator) = (await forum.BrotherAsync(), await forum.BrotherAsync(), await forum.SisterAsync(Role.Moderator));
        var suggestion = await SuggestAsync(helper, post);
        var seen = await SeenAsync(suggestion, accept: true);
        // She sends other words while they are read.
        forum.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await TrySuggestAsync(helper, post, Draft(Title, "Otras palabras."))).Ok);
        await using var visit = forum.As(moderator);
        Expect.Refused(RefusalKind.Conflict, "SuggestionStale", await visit.Get<SuggestionService>().DecideAsync(seen, default));
        Expect.Refused(RefusalKind.Conflict, "SuggestionStale", await visit.Get<SuggestionService>().DecideAsync(seen with { Accept = false }, default));
        // Another one was accepted meanwhile.
        seen = await SeenAsync(suggestion, accept: true);
        await DecideAsync(moderator, await SuggestAsync(other, post), accept: true);
        Expect.Refused(RefusalKind.Conflict, "SuggestionStale", await visit.Get<SuggestionService>().DecideAsync(seen, default));
        Assert.Equal(Body, (await TextAsync()).Body);
        // And what is taken away is what was read.
        await ReportAsync(await forum.SisterAsync(), post);
        var (text, shown) = (await TextAsync(), await ShownAsync());
        forum.Clock.Advance(TimeSpan.FromSeconds(1));
        await DecideAsync(moderator, suggestion, accept: true);
        await ReportAsync(await forum.SisterAsync(), post);
        Expect.Refused(RefusalKind.Conflict, "TranslationSettled", await visit.Get<TranslationReportService>().SettleAsync(text.Id, shown, withdraw: true, default));
        Assert.Equal("Otras palabras.", (await TextAsync()).Body);
    }

    [Fact]
    public async Task Nobody_settles_what_is_said_against_her_own_words()
    {
        var author = await forum.SisterAsync(Role.Moderator);
        var post = await TranslatedPostAsync(author);
        var helper = await forum.SisterAsync(Role.Moderator);
        await DecideAsync(await forum.SisterAsync(Role.Moderator), await SuggestAsync(helper, post), accept: true);
        await ReportAsync(await forum.BrotherAsync(), post);
        foreach (var own in new[] { author, helper })
        {
            await using var visit = forum.As(own);
            Assert.Empty((await visit.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value.Reported);
            Expect.Missing(await visit.Get<TranslationReportService>().SettleAsync((await TextAsync()).Id, await ShownAsync(), withdraw: false, default));
        }
        await using var third = forum.As(await forum.SisterAsync(Role.Moderator));
        Assert.Single((await third.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value.Reported);
    }

    [Fact]
    public async Task Figures_of_one_circle_are_not_told_to_the_other()
    {
        await TranslatedPostAsync(await forum.SisterAsync(), ownCircleOnly: true);
        await AskAsync(await forum.PostAsync(await forum.SisterAsync(), ownCircleOnly: true));
        await using var brother = forum.As(await forum.BrotherAsync(Role.Moderator));
        var seen = (await brother.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value;
        Assert.Equal((0, 0, 0), (seen.Pairs.Count, seen.UnderWay, seen.PercentToday));
        await using var sister = forum.As(await forum.SisterAsync(Role.Moderator));
        seen = (await sister.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value;
        Assert.Equal((1, 1), (seen.Pairs.Count, seen.UnderWay));
    }

    [Theory]
    [InlineData("The [ruling](https://one.example) and the [other](https://two.example).", "La [fetua](https://two.example \"algo oculto\") y la [otra](https://one.example).", "SuggestionLink")]
    [InlineData("The [ruling](https://one.example) and the [other](https://two.example).", "La [https://quran.example](https://two.example) y la [otra](https://one.example).", "SuggestionLink")]
    [InlineData("The [ruling](https://one.example) and the [other](https://two.example).", "La [otra](https://two.example) antes de la [fetua](https://one.example).", null)]
    [InlineData("A quiet evening with friends.", "Mi marido me llamó puta y sufro mucho.", "SuggestionWords")]
    [InlineData("See https://one.example for more.", "Más en https://one.example hoy.", null)]
    public async Task Links_and_words_are_those_of_the_original(string original, string body, string? code)
    {
        var post = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = original });
        var result = await TrySuggestAsync(await forum.BrotherAsync(), post, Draft(Title, body));
        if (code is null)
            Assert.True(result.Ok, result.Ok ? "" : $"{result.Refusals[0].Code} {string.Join(' ', result.Refusals[0].Args)}");
        else
            Expect.Refused(RefusalKind.Invalid, code, result);
    }

    [Fact]
    public async Task A_title_leads_nowhere_and_may_be_long()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        Expect.Refused(RefusalKind.Invalid, "SuggestionLink", await TrySuggestAsync(await forum.BrotherAsync(), post, Draft("Mira https://evil.example/x", Body)));
        Assert.True((await TrySuggestAsync(await forum.BrotherAsync(), post, Draft(string.Concat(Enumerable.Repeat("🌙", TranslatedText.TitleMax)), Body))).Ok);
        Expect.Refused(RefusalKind.Invalid, "TitleLong", await TrySuggestAsync(await forum.BrotherAsync(), post, Draft(new string('a', TranslatedText.TitleMax + 1), Body)));
    }

    [Fact]
    public async Task Who_may_not_write_any_more_has_nothing_accepted_and_accepts_nothing()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var (helper, moderator) = (await forum.BrotherAsync(), await forum.SisterAsync(Role.Moderator));
        var suggestion = await SuggestAsync(helper, post);
        await forum.SqlAsync($"UPDATE Members SET SilencedUntil = '{forum.Clock.GetUtcNow().AddDays(1):yyyy-MM-dd HH:mm:ss}' WHERE Id IN ({helper.MemberId}, {moderator.MemberId})");
        Expect.Refused(RefusalKind.Forbidden, "Silenced", await TryDecideAsync(moderator, suggestion));
        Expect.Missing(await TryDecideAsync(await forum.SisterAsync(Role.Moderator), suggestion));
        forum.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await TryDecideAsync(moderator, suggestion)).Ok);
    }

    [Fact]
    public async Task What_cannot_be_shown_at_present_keeps_nothing_else_from_being_seen()
    {
        var author = await forum.SisterAsync();
        for (var i = 0; i < CorrectionQueries.PageSize + 3; i++)
        {
            var hidden = await TranslatedPostAsync(author);
            await SuggestAsync(await forum.BrotherAsync(), hidden);
            await ReportAsync(await forum.BrotherAsync(), hidden);
            await forum.SetStatusAsync(hidden, Status.Held);
        }
        var post = await TranslatedPostAsync(author);
        await SuggestAsync(await forum.BrotherAsync(), post);
        await ReportAsync(await forum.BrotherAsync(), post);
        var moderator = await forum.SisterAsync(Role.Moderator);
        Assert.Single(await WaitingAsync(moderator));
        await using var visit = forum.As(moderator);
        Assert.Single((await visit.Get<TranslationDeskQueries>().ShowAsync(7, default)).Value.Reported);
    }

    private async Task<TranslatedText> TextAsync()
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.TranslatedTexts.IgnoreQueryFilters().AsNoTracking().SingleAsync();
    }

    [Fact]
    public async Task No_page_of_corrections_walks_through_a_table()
    {
        var post = await TranslatedPostAsync(await forum.SisterAsync());
        var suggestion = await SuggestAsync(await forum.BrotherAsync(), post);
        await ReportAsync(await forum.BrotherAsync(), post);
        await using var visit = forum.As(await forum.SisterAsync(Role.Moderator));
        var sent = forum.Commands.Listen();
        var queries = visit.Get<CorrectionQueries>();
        _ = (await queries.WaitingAsync(null, null, default)).Value;
        _ = (await queries.OwnAsync(default)).Value;
        _ = (await queries.ShowAsync(ThingKind.Post, post, "es", default)).Value;
        _ = (await visit.Get<TranslationDeskQueries>().ShowAsync(30, default)).Value;
        Assert.Equal(2, await visit.Get<TranslationDeskQueries>().CountAsync(default));
        Assert.True((await visit.Get<SuggestionService>().DecideAsync(await SeenAsync(suggestion, accept: true), default)).Ok);
        Assert.InRange(sent.Count, 8, 40);
        foreach (var command in sent.Where(c => c.Sql.StartsWith("SELECT", StringComparison.Ordinal)).ToList())
            Assert.DoesNotContain(await forum.PlanAsync(command), step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("json_each", StringComparison.Ordinal) && !step.Contains("SUBQUERY", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
    }

    private async Task<long> TranslatedPostAsync(Viewer author, bool ownCircleOnly = false)
    {
        var post = await forum.PostAsync(author, ownCircleOnly);
        await AskAsync(post);
        await TranslateAsync();
        return post;
    }

    private Task AskAsync(long post) => forum.AskInSpanishAsync(TranslatedText.KeyOf(ThingKind.Post, post));

    private Task TranslateAsync() => forum.TranslateAsync();

    private Task<TranslatedBlock?> ReadAsync(long post) => forum.ReadInSpanishAsync(Viewer.Guest, post);

    private async Task<Result<Done>> TrySuggestAsync(Viewer helper, long post, SuggestionDraft draft)
    {
        await using var visit = forum.As(helper);
        // A draft without a version is of the words as they stand.
        var row = await forum.PostRowAsync(post);
        return await visit.Get<SuggestionService>().SendAsync(ThingKind.Post, post, "es", draft.Version != 0 ? draft : draft with { Version = (row.EditedAt ?? row.CreatedAt).Ticks }, default);
    }

    private static SuggestionDraft Draft(string title, string body) => new(title, body, 0);

    private async Task<long> SuggestAsync(Viewer helper, long post)
    {
        _ = (await TrySuggestAsync(helper, post, Draft(Title, Body))).Value;
        return await forum.NumberAsync($"SELECT Id FROM TranslationSuggestions WHERE MemberId = {helper.MemberId} AND Thing = {TranslatedText.KeyOf(ThingKind.Post, post)}");
    }

    private async Task ReportAsync(Viewer reader, long post)
    {
        await using var visit = forum.As(reader);
        _ = (await visit.Get<TranslationReportService>().SendAsync(ThingKind.Post, post, "es", TranslationFault.Sacred, "The verse.", default)).Value;
    }

    private async Task<Result<Audience>> TryDecideAsync(Viewer viewer, long suggestion)
    {
        await using var visit = forum.As(viewer);
        return await visit.Get<SuggestionService>().DecideAsync(await SeenAsync(suggestion, accept: true), default);
    }

    /// <summary>A decision by somebody who has seen everything as it is.</summary>
    private async Task<SuggestionDecision> SeenAsync(long suggestion, bool accept)
    {
        await using var visit = forum.AsGuest();
        var row = await visit.Db.TranslationSuggestions.IgnoreQueryFilters().AsNoTracking().FirstAsync(s => s.Id == suggestion);
        var text = await visit.Db.TranslatedTexts.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(t => t.Thing == row.Thing && t.Language == row.Language && t.State == TranslationState.Ready);
        return new SuggestionDecision(suggestion, row.SentAt.Ticks, text?.DoneAt?.Ticks ?? 0, accept);
    }

    /// <summary>When the one translation that there is came.</summary>
    private async Task<long> ShownAsync()
    {
        await using var visit = forum.AsGuest();
        return (await visit.Db.TranslatedTexts.IgnoreQueryFilters().AsNoTracking().SingleAsync()).DoneAt!.Value.Ticks;
    }

    private async Task DecideAsync(Viewer moderator, long suggestion, bool accept)
    {
        await using var visit = forum.As(moderator);
        _ = (await visit.Get<SuggestionService>().DecideAsync(await SeenAsync(suggestion, accept), default)).Value;
    }

    private async Task<bool> MayDecideAsync(Viewer viewer)
    {
        await using var visit = forum.As(viewer);
        return await visit.Get<CorrectionQueries>().DecideRefusalAsync(default) is null;
    }

    private async Task<IReadOnlyList<SuggestionRow>> WaitingAsync(Viewer moderator)
    {
        await using var visit = forum.As(moderator);
        return (await visit.Get<CorrectionQueries>().WaitingAsync(null, null, default)).Value.Items;
    }

    /// <summary>A member who is here for long, and whose reports proved right.</summary>
    private async Task<Viewer> TrustedAsync()
    {
        var member = await forum.SisterAsync();
        await forum.SqlAsync($"UPDATE Members SET JoinedAt = '{forum.Clock.GetUtcNow().AddDays(-60):yyyy-MM-dd HH:mm:ss}' WHERE Id = {member.MemberId}");
        for (var i = 0; i < 5; i++)
        {
            var post = await forum.PostAsync(await forum.BrotherAsync());
            await using var visit = forum.As(member);
            _ = (await visit.Get<ReportService>().SendAsync(ThingKind.Post, post, Rules.Spam, null, default)).Value;
        }
        await forum.SqlAsync($"UPDATE Reports SET Outcome = 2 WHERE ReporterId = {member.MemberId}");
        return member;
    }
}
