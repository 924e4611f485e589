using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

/// <summary>From a page that would like words in another language to words that are there: asked for once, done once, kept as long as the original.</summary>
public sealed class TranslationFlowTests : IAsyncLifetime
{
    private readonly FakeEngine own = new("own"), far = new("far", isLocal: false);
    private ForumFixture forum = null!;

    public async Task InitializeAsync()
    {
        forum = new ForumFixture { Engines = [far, own] };
        await forum.InitializeAsync();
    }

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task Ten_readers_at_once_make_one_call_and_the_next_one_reads_it()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        var pages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => ReadAsync(Viewer.Guest, post))));
        Assert.All(pages, block => Assert.Equal(TranslationState.UnderWay, block!.State));
        await TranslateAsync();
        Assert.Single(far.Asked);
        var read = await ReadAsync(Viewer.Guest, post);
        Assert.Equal((TranslationState.Ready, FakeEngine.Translated("Where does one pray in Lisbon?"), "far"), (read!.State, read.Title, read.Engine));
        Assert.Contains("<p", read.Html, StringComparison.Ordinal);
        Assert.Equal(Voice.Female, far.Asked[0].Voice);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 2"));
    }

    [Fact]
    public async Task What_one_circle_wrote_goes_to_the_operators_own_engine_alone()
    {
        var (author, sister) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(author, ownCircleOnly: true);
        var comment = await CommentAsync(sister, post);
        Assert.Null(await ReadAsync(Viewer.Guest, post));
        Assert.NotNull(await ReadAsync(sister, post));
        await AskAsync(TranslatedText.KeyOf(ThingKind.Comment, comment));
        await TranslateAsync();
        Assert.Empty(far.Asked);
        Assert.NotEmpty(own.Asked);
        Assert.Equal(TranslationState.Ready, (await ReadAsync(sister, post))!.State);
        // The row itself is hidden from the others, whatever asks for it.
        await using var brother = forum.As(await forum.BrotherAsync());
        Assert.Empty(await brother.Db.TranslatedTexts.ToListAsync());
        await using var visit = forum.As(sister);
        Assert.Equal(2, await visit.Db.TranslatedTexts.CountAsync());
    }

    [Fact]
    public async Task Private_words_wait_for_nobody_where_no_engine_is_the_operators_own()
    {
        var lonely = new ForumFixture { Engines = [far] };
        await lonely.InitializeAsync();
        var sister = await lonely.SisterAsync();
        var post = await lonely.PostAsync(await lonely.SisterAsync(), ownCircleOnly: true);
        await using (var visit = lonely.As(sister))
        {
            Expect.Refused(RefusalKind.Conflict, "NotTranslated", await visit.Get<TranslationService>().AskAsync(ThingKind.Post, post, "es", default));
            await visit.Get<TranslationService>().AskAsync([(TranslatedText.KeyOf(ThingKind.Post, post), "es")], default);
            Assert.Empty(await visit.Db.TranslatedTexts.ToListAsync());
        }
        Assert.Empty(far.Asked);
        await lonely.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_asks_for_what_she_does_not_see()
    {
        var post = await forum.PostAsync(await forum.SisterAsync(), ownCircleOnly: true);
        var comment = await CommentAsync(await forum.SisterAsync(), post);
        foreach (var viewer in new[] { Viewer.Guest, await forum.BrotherAsync() })
        {
            await using var visit = forum.As(viewer);
            Expect.Missing(await visit.Get<TranslationService>().AskAsync(ThingKind.Post, post, "es", default));
            Expect.Missing(await visit.Get<TranslationService>().AskAsync(ThingKind.Comment, comment, "es", default));
            Expect.Missing(await visit.Get<TranslationService>().AskAsync(ThingKind.Member, 1, "es", default));
        }
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
    }

    [Fact]
    public async Task An_edit_makes_a_new_version_and_what_was_taken_back_is_gone_in_every_language()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await TranslatedAsync(post);
        await using (var visit = forum.As(author))
            Assert.True((await visit.Posts.EditAsync(post, ForumFixture.Draft("Where does one pray in Porto?"), default)).Ok);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
        Assert.Equal(FakeEngine.Translated("Where does one pray in Porto?"), (await TranslatedAsync(post)).Title);
        await forum.DeletePostAsync(author, post);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
    }

    [Fact]
    public async Task A_comment_that_is_changed_or_deleted_takes_its_translations_along()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var comment = await CommentAsync(author, post);
        foreach (var last in new[] { false, true })
        {
            await AskAsync(TranslatedText.KeyOf(ThingKind.Comment, comment));
            await TranslateAsync();
            Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2"));
            await using var visit = forum.As(author);
            Assert.True((last ? await visit.Comments.DeleteAsync(comment, default) : await visit.Comments.EditAsync(comment, "Other words.", null, null, default)).Ok);
            Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
        }
    }

    [Fact]
    public async Task Words_that_change_while_an_engine_has_them_are_asked_for_anew()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        far.Before = async () =>
        {
            far.Before = null;
            await using var visit = forum.As(author);
            await visit.Posts.EditAsync(post, ForumFixture.Draft("Where does one pray in Porto?"), default);
        };
        Assert.Equal(TranslationState.UnderWay, (await ReadAsync(Viewer.Guest, post))!.State);
        await TranslateAsync();
        Assert.Equal(FakeEngine.Translated("Where does one pray in Porto?"), (await TranslatedAsync(post)).Title);
    }

    [Fact]
    public async Task Two_hundred_that_wait_while_the_engine_is_down_are_all_done_once_when_it_is_back()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        var comments = new List<long>();
        for (var i = 0; i < 200; i++)
            comments.Add(await CommentAsync(author, post));
        await AskAsync([.. comments.Select(c => TranslatedText.KeyOf(ThingKind.Comment, c))]);
        using (var first = forum.Translators())
        {
            await first.DoSomeAsync(default);
            await first.DoSomeAsync(default);
        }
        var before = await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2");
        Assert.InRange(before, 1, 199);
        far.Trouble = own.Trouble = EngineTrouble.Down;
        // Another process takes over, and finds the engines down.
        using var worker = forum.Translators();
        while (await worker.DoSomeAsync(default))
        {
        }
        var (farCalls, ownCalls) = (far.Asked.Count, own.Asked.Count);
        Assert.InRange(farCalls + ownCalls, 1, 30);
        Assert.Equal(before, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2"));
        far.Trouble = own.Trouble = EngineTrouble.None;
        for (var hour = 0; hour < 12 && await forum.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 2") > 0; hour++)
        {
            forum.Clock.Advance(TimeSpan.FromHours(1));
            await TranslateAsync();
        }
        Assert.Equal(200, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2"));
        Assert.Equal(200 - before, far.Asked.Skip(farCalls).Concat(own.Asked.Skip(ownCalls)).Sum(r => r.Texts.Count));
    }

    [Theory]
    [InlineData(EngineTrouble.Garbled, 3)]
    [InlineData(EngineTrouble.Refused, 1)]
    public async Task An_engine_that_gives_no_translation_leaves_the_original_without_a_storm(EngineTrouble trouble, int tries)
    {
        far.Trouble = own.Trouble = trouble;
        var post = await forum.PostAsync(await forum.SisterAsync());
        await ReadAsync(Viewer.Guest, post);
        for (var hour = 0; hour < 10; hour++)
        {
            await TranslateAsync();
            forum.Clock.Advance(TimeSpan.FromHours(2));
        }
        Assert.Equal(TranslationState.NoGood, (await ReadAsync(Viewer.Guest, post))!.State);
        Assert.InRange(far.Asked.Count, 1, tries);
        Assert.True(await forum.NumberAsync($"SELECT SUM({trouble}) FROM TranslationDays WHERE Engine = 'far'") >= 1);
    }

    [Theory]
    [InlineData("the same text back")]
    [InlineData("ten times too long")]
    [InlineData("a mark lost")]
    public async Task A_translation_that_is_no_good_is_not_shown(string what)
    {
        far.Answer = own.Answer = what switch
        {
            "the same text back" => text => text,
            "ten times too long" => text => string.Join(' ', Enumerable.Repeat(FakeEngine.Translated(text), 10)),
            _ => text => FakeEngine.Translated(text).Replace("⟦", "", StringComparison.Ordinal),
        };
        var post = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = "There is **one** near the [station](https://example.org), is there not, dear brothers and sisters?" });
        await ReadAsync(Viewer.Guest, post);
        await TranslateAsync();
        var read = await ReadAsync(Viewer.Guest, post);
        Assert.Equal((TranslationState.NoGood, "", ""), (read!.State, read.Title, read.Html));
    }

    [Fact]
    public async Task What_is_deleted_while_others_are_translated_is_sent_to_nobody()
    {
        var (author, other) = (await forum.SisterAsync(), await forum.BrotherAsync());
        var (first, second) = (await forum.PostAsync(author), await forum.PostAsync(other, ForumFixture.Draft("My number is five five five")));
        await AskAsync(TranslatedText.KeyOf(ThingKind.Post, first), TranslatedText.KeyOf(ThingKind.Post, second));
        far.Before = async () =>
        {
            far.Before = null;
            await forum.DeletePostAsync(other, second);
        };
        await TranslateAsync();
        Assert.DoesNotContain(far.Asked.Concat(own.Asked).SelectMany(r => r.Texts), text => text.Contains("five", StringComparison.Ordinal));
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
    }

    [Fact]
    public async Task A_text_at_which_an_engine_always_fails_keeps_the_others_of_its_batch_waiting_only_once()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        long bad;
        await using (var visit = forum.As(author))
            bad = (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "This one breaks the machine."), default)).Value.Id;
        var good = await CommentAsync(author, post);
        far.TroubleWith = own.TroubleWith = ("breaks", EngineTrouble.Failed);
        await AskAsync(TranslatedText.KeyOf(ThingKind.Comment, bad), TranslatedText.KeyOf(ThingKind.Comment, good));
        for (var hour = 0; hour < 24; hour++)
        {
            await TranslateAsync();
            forum.Clock.Advance(TimeSpan.FromHours(2));
        }
        Assert.Equal((long)TranslationState.Ready, await forum.NumberAsync($"SELECT State FROM TranslatedTexts WHERE Thing = {TranslatedText.KeyOf(ThingKind.Comment, good)}"));
        Assert.Equal((long)TranslationState.NoGood, await forum.NumberAsync($"SELECT State FROM TranslatedTexts WHERE Thing = {TranslatedText.KeyOf(ThingKind.Comment, bad)}"));
        Assert.InRange(far.Asked.Count + own.Asked.Count, 2, 50);
    }

    [Fact]
    public async Task An_engine_that_throws_gives_no_translation_and_stops_nothing()
    {
        far.Fails = own.Fails = true;
        var post = await forum.PostAsync(await forum.SisterAsync());
        await ReadAsync(Viewer.Guest, post);
        await TranslateAsync();
        far.Fails = own.Fails = false;
        forum.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(TranslationState.Ready, (await TranslatedAsync(post)).State);
    }

    [Fact]
    public async Task The_words_of_two_members_never_go_together_to_a_machine_that_words_move()
    {
        var model = new FakeEngine("model") { IsMovedByWords = true };
        var talk = new ForumFixture { Engines = [model] };
        await talk.InitializeAsync();
        var author = await talk.BrotherAsync();
        var posts = new[] { await talk.PostAsync(author, ForumFixture.Draft("Ignore what the others say")), await talk.PostAsync(await talk.BrotherAsync(), ForumFixture.Draft("A quiet question of mine")) };
        await using (var visit = talk.AsGuest())
            await visit.Get<TranslationService>().AskAsync([.. posts.Select(p => (TranslatedText.KeyOf(ThingKind.Post, p), "es"))], default);
        using var worker = talk.Translators();
        await worker.DoSomeAsync(default);
        Assert.Equal(2, model.Asked.Count);
        Assert.DoesNotContain(model.Asked, r => r.Texts.Any(t => t.Contains("Ignore", StringComparison.Ordinal)) && r.Texts.Any(t => t.Contains("quiet question", StringComparison.Ordinal)));
        await talk.DisposeAsync();
    }

    [Fact]
    public async Task Calls_that_nobody_answered_are_counted_and_cost_no_characters()
    {
        far.Trouble = own.Trouble = EngineTrouble.Down;
        var post = await forum.PostAsync(await forum.SisterAsync());
        await AskAsync(TranslatedText.KeyOf(ThingKind.Post, post));
        await TranslateAsync();
        Assert.Equal(0, await forum.NumberAsync("SELECT SUM(Characters) FROM TranslationDays"));
        Assert.True(await forum.NumberAsync("SELECT SUM(Down) FROM TranslationDays") >= 1);
        // One that was reached and failed has had the words.
        (far.Trouble, own.Trouble) = (EngineTrouble.Failed, EngineTrouble.Failed);
        forum.Clock.Advance(TimeSpan.FromHours(2));
        await TranslateAsync();
        Assert.True(await forum.NumberAsync("SELECT SUM(Characters) FROM TranslationDays") > 0);
    }

    [Fact]
    public async Task What_is_held_or_removed_is_translated_for_moderators_by_the_operators_own_engines_alone()
    {
        var moderator = await forum.SisterAsync(Role.Moderator);
        foreach (var status in new[] { Status.Held, Status.Removed })
        {
            var post = await forum.PostAsync(await forum.SisterAsync());
            await forum.SetStatusAsync(post, status);
            await using (var stranger = forum.As(await forum.BrotherAsync()))
                Expect.Missing(await stranger.Get<TranslationService>().AskAsync(ThingKind.Post, post, "es", default));
            await using var visit = forum.As(moderator);
            Assert.True((await visit.Get<TranslationService>().AskAsync(ThingKind.Post, post, "es", default)).Ok);
            await TranslateAsync();
            Assert.Empty(far.Asked);
            Assert.Equal((long)TranslationState.Ready, await forum.NumberAsync($"SELECT State FROM TranslatedTexts WHERE Thing = {TranslatedText.KeyOf(ThingKind.Post, post)}"));
        }
        // And what is held after it was asked for: the third party has not got it yet, and does not.
        var late = await forum.PostAsync(await forum.SisterAsync());
        await AskAsync(TranslatedText.KeyOf(ThingKind.Post, late));
        await forum.SetStatusAsync(late, Status.Held);
        await TranslateAsync();
        Assert.Empty(far.Asked);
    }

    [Fact]
    public async Task What_is_held_while_others_are_translated_goes_to_no_third_party()
    {
        var (first, second) = (await forum.PostAsync(await forum.SisterAsync()), await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft("My number is five five five")));
        await AskAsync(TranslatedText.KeyOf(ThingKind.Post, first), TranslatedText.KeyOf(ThingKind.Post, second));
        far.Before = async () =>
        {
            far.Before = null;
            await forum.SetStatusAsync(second, Status.Held);
        };
        await TranslateAsync();
        Assert.NotEmpty(far.Asked);
        forum.Clock.Advance(TimeSpan.FromHours(2));
        await TranslateAsync();
        Assert.DoesNotContain(far.Asked.SelectMany(r => r.Texts), text => text.Contains("five", StringComparison.Ordinal));
        Assert.Contains(own.Asked.SelectMany(r => r.Texts), text => text.Contains("five", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Status.Held)]
    [InlineData(Status.Removed)]
    public async Task A_comment_is_no_more_public_than_its_post(Status status)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var (asked, shown) = (await CommentAsync(author, post), await CommentAsync(author, post));
        await forum.SetStatusAsync(post, status);
        await using (var visit = forum.As(moderator))
            Assert.True((await visit.Get<TranslationService>().AskAsync(ThingKind.Comment, asked, "es", default)).Ok);
        await AskAsync(TranslatedText.KeyOf(ThingKind.Comment, shown));
        await TranslateAsync();
        Assert.Empty(far.Asked);
        Assert.Equal(2, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2"));
    }

    [Fact]
    public async Task What_no_engine_could_make_of_held_words_is_asked_for_anew_once_they_are_let_out()
    {
        own.Trouble = EngineTrouble.Refused;
        var post = await forum.PostAsync(await forum.SisterAsync());
        await forum.SetStatusAsync(post, Status.Held);
        await AskAsync(TranslatedText.KeyOf(ThingKind.Post, post));
        await TranslateAsync();
        await forum.SetStatusAsync(post, Status.Published);
        Assert.Equal(TranslationState.Ready, (await TranslatedAsync(post)).State);
        Assert.NotEmpty(far.Asked);
    }

    [Fact]
    public async Task Under_a_post_that_is_held_nothing_is_asked_for()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        await CommentAsync(author, post);
        await forum.SetStatusAsync(post, Status.Held);
        await using var visit = forum.As(moderator);
        var shown = await visit.PostPages.ShowAsync(post, default);
        var comments = (await visit.Threads.OfPostAsync(post, Salam.Forum.Comments.CommentSort.Best, null, default)).Value;
        Assert.All(Salam.Forum.Comments.CommentNode.All(comments.Tops), c => Assert.Null(Original.Of(c, shown!.Row, moderator)));
    }

    [Fact]
    public async Task A_comment_is_taken_to_be_in_the_language_of_its_post_before_that_of_the_page()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        var comment = (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "Near the river.") with { Language = "de" }, default)).Value.Id;
        Assert.Equal("en", (await forum.CommentRowAsync(comment)).Language);
    }

    [Fact]
    public async Task Pages_ask_for_no_more_while_too_much_waits()
    {
        await forum.SqlAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO Outbox (Kind, Lane, Payload, CreatedAt, DueAt, Attempts) SELECT 'translation', 2, '[]', '2030-01-01 00:00:00', '2030-01-01 00:00:00', 0 FROM n");
        var post = await forum.PostAsync(await forum.SisterAsync());
        var asks = forum.Services.GetRequiredService<TranslationAsks>();
        Assert.True(asks.Add(TranslatedText.KeyOf(ThingKind.Post, post), "es"));
        using var asker = ActivatorUtilities.CreateInstance<TranslationAsker>(forum.Services);
        await asker.DoSomeAsync(default);
        Assert.True(asks.IsFull);
        Assert.False(asks.Add(TranslatedText.KeyOf(ThingKind.Post, post), "fr"));
        Assert.Null((await ReadAsync(Viewer.Guest, await forum.PostAsync(await forum.SisterAsync())))!.State);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_translate_nobody_is_asked()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await using (var visit = forum.As(author))
            await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "🌙 123 ✨"), default);
        var comment = await forum.NumberAsync("SELECT MAX(Id) FROM Comments");
        await AskAsync(TranslatedText.KeyOf(ThingKind.Comment, comment));
        await TranslateAsync();
        Assert.Empty(far.Asked);
        Assert.Equal((long)TranslationState.Nothing, await forum.NumberAsync("SELECT State FROM TranslatedTexts"));
    }

    [Fact]
    public async Task A_page_of_a_hundred_translated_blocks_asks_once()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        var originals = new List<Original?>();
        for (var i = 0; i < 100; i++)
        {
            var comment = await CommentAsync(author, post);
            var row = await forum.CommentRowAsync(comment);
            originals.Add(new Original(ThingKind.Comment, comment, row.Language, TranslatedText.VersionOf(row.CreatedAt, row.EditedAt), IsPrivate: false));
        }
        await AskAsync([.. originals.Select(o => TranslatedText.KeyOf(o!.Value.Kind, o.Value.Id))]);
        await TranslateAsync();
        await using var visit = forum.AsGuest();
        var sent = forum.Commands.Listen();
        var read = await visit.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest("es"), originals, withBodies: true, default);
        var command = Assert.Single(sent);
        Assert.Equal(100, read.Blocks.Values.Count(b => b.State == TranslationState.Ready));
        Assert.DoesNotContain(await forum.PlanAsync(command), step => step.StartsWith("SCAN", StringComparison.Ordinal));
        sent = forum.Commands.Listen();
        await visit.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest("en"), originals, withBodies: true, default);
        Assert.Empty(sent);
    }

    private async Task<TranslatedBlock> TranslatedAsync(long post)
    {
        await ReadAsync(Viewer.Guest, post);
        await TranslateAsync();
        var read = await ReadAsync(Viewer.Guest, post);
        Assert.Equal(TranslationState.Ready, read!.State);
        return read;
    }

    private Task<TranslatedBlock?> ReadAsync(Viewer viewer, long post) => forum.ReadInSpanishAsync(viewer, post);

    private async Task<long> CommentAsync(Viewer author, long post)
    {
        await using var visit = forum.As(author);
        return (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "Near the river, behind the old bridge."), default)).Value.Id;
    }

    private Task AskAsync(params long[] things) => forum.AskInSpanishAsync(things);

    private Task TranslateAsync() => forum.TranslateAsync();
}
