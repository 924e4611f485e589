using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Data.Archive;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Data;

/// <summary>That an archive holds charity whole, and that an import never touches a ledger of other origin.</summary>
public sealed class ArchiveCharityTests : IAsyncLifetime
{
    /// <summary>The tables of charity but for the keys of foundations, and what is not compared of them: numbers that nobody learns, and which the database gives anew.</summary>
    private static readonly Dictionary<string, string[]> Tables = new(StringComparer.Ordinal)
    {
        ["Foundations"] = [], ["FoundationStaff"] = [], ["FoundationDocuments"] = ["Id"], ["ZakatPolicies"] = [], ["VettingChecks"] = [], ["VettingTerms"] = ["Id"], ["Projects"] = [], ["ProjectMilestones"] = ["Id"],
        ["ProjectPictures"] = ["Id"], ["ProjectUpdates"] = [], ["ProjectEvents"] = ["Id"], ["ProjectSources"] = [], ["ProjectWishes"] = [], ["ProjectFollows"] = [], ["Donations"] = ["Id"], ["DonationLedger"] = [],
        ["DonationLedgerHead"] = [], ["DonationMonths"] = [], ["DonationStatements"] = ["Id"], ["StatementDifferences"] = ["Id"], ["Posts"] = ["Id"], ["Comments"] = ["Id", "PostId"],
    };

    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task Reading_an_export_of_charity_into_an_empty_forum_gives_the_same_charity_and_reading_it_again_changes_nothing()
    {
        await LiveAsync();
        var (first, state) = (await ExportAsync(forum), await StateAsync(forum));
        await using (var visit = forum.AsGuest())
            Assert.Empty(await visit.Get<Recount>().RunAsync(default));
        var other = await ForumFixture.StartAsync();
        var report = await ImportAsync(other, first);
        Assert.Empty(report.Refused);
        Assert.Equal(state, await StateAsync(other));
        Assert.Equal(first, await ExportAsync(other));
        await using (var visit = other.AsGuest())
            Assert.Empty(await visit.Get<Recount>().RunAsync(default));
        report = await ImportAsync(other, first);
        Assert.Equal((0, 0), (report.Added, report.RefusedCount));
        Assert.Equal(state, await StateAsync(other));
        Assert.Equal(first, await ExportAsync(other));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task An_archive_has_every_row_of_charity_and_no_key_of_a_foundation()
    {
        var world = await LiveAsync();
        var key = (await forum.ActAsync<HookKeyService, Result<NewHookKey>>(world.Staff, s => s.AddAsync(world.Foundation, default))).Value;
        var text = await ExportAsync(forum);
        await using (var visit = forum.AsGuest())
            Assert.DoesNotContain((await visit.Db.HookKeys.SingleAsync()).Sealed, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Name, text, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret, text, StringComparison.Ordinal);
        foreach (var (kind, sql) in new[]
        {
            ("foundation", "Foundations"), ("policy", "ZakatPolicies"), ("check", "VettingChecks"), ("project", "Projects"), ("report", "Projects WHERE ReportedAt IS NOT NULL"), ("update", "ProjectUpdates"), ("event", "ProjectEvents"),
            ("follow", "ProjectFollows"), ("ledger", "DonationLedger"), ("donation", "Donations"), ("statement", "DonationStatements"), ("difference", "StatementDifferences"), ("comment", "Comments"), ("vote", "CommentVotes"),
        })
        {
            var count = await forum.NumberAsync($"SELECT COUNT(*) FROM {sql}");
            Assert.True(count > 0 && count == LinesOf(text, kind).Count, $"{kind}: {count} rows, {LinesOf(text, kind).Count} lines");
        }
        // Nor has who reads it any key.
        var other = await ForumFixture.StartAsync();
        Assert.Empty((await ImportAsync(other, text)).Refused);
        Assert.Equal(0, await other.NumberAsync("SELECT COUNT(*) FROM HookKeys"));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Comments_under_news_come_back_into_the_thread_of_their_circle_and_go_on_there()
    {
        var world = await LiveAsync();
        var other = await ForumFixture.StartAsync();
        Assert.Empty((await ImportAsync(other, await ExportAsync(forum))).Refused);
        var update = await other.NumberAsync("SELECT Id FROM ProjectUpdates WHERE PostedAt IS NOT NULL ORDER BY Id LIMIT 1");
        var news = (await other.ActAsync<NewsThreadQueries, NewsView?>(Viewer.Guest, q => q.ShowAsync(world.Project, update, default)))!;
        var said = await other.ActAsync<NewsThreadQueries, List<NewsCount>>(Viewer.Guest, q => q.CountsAsync(world.Project, default));
        Assert.Equal([(Circle.Brothers, 1), (Circle.Sisters, 2)], said.Where(c => c.UpdateId == update).OrderBy(c => c.Circle).Select(c => (c.Circle, c.Comments)));
        await other.CommentAsync(await other.MemberAsync(Circle.Sisters, handle: "umm-yusuf"), news.Threads[Circle.Sisters]);
        // A thread is nobody's post here either.
        Assert.Equal(0, await other.NumberAsync("SELECT COUNT(*) FROM PostTexts"));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_line_of_the_ledger_that_was_altered_is_refused_with_all_that_follows_it()
    {
        await LiveAsync();
        var lines = (await ExportAsync(forum)).TrimEnd('\n').Split('\n').ToList();
        var ledger = lines.FindIndex(l => l.Contains("\"kind\":\"ledger\"", StringComparison.Ordinal));
        var count = await forum.NumberAsync("SELECT COUNT(*) FROM DonationLedger");
        foreach (var (altered, reason) in new (Func<List<string>, List<string>> Alter, string Reason)[]
        {
            (all => Replace(all, ledger + 1, "\"currency\":\"EUR\"", "\"currency\":\"USD\""), "sealed"),
            (all => Replace(all, ledger + 1, "\"given\":\"2", "\"given\":\"1"), "sealed"),
            (all => [.. all[..(ledger + 1)], .. all[(ledger + 2)..]], "missing"),
            (all => [.. all[..(ledger + 1)], all[ledger + 2], all[ledger + 1], .. all[(ledger + 3)..]], "missing"),
            (all => Replace(all, ledger + 1, "\"hash\":\"", "\"corrects\":1,\"hash\":\""), "opposite"),
        })
        {
            var other = await ForumFixture.StartAsync();
            var report = await ImportAsync(other, string.Join('\n', altered([.. lines])));
            Assert.Contains(reason, report.Refused[0].Reason, StringComparison.Ordinal);
            Assert.Equal((1, 1), (await other.NumberAsync("SELECT COUNT(*) FROM DonationLedger"), await other.NumberAsync("SELECT Number FROM DonationLedgerHead")));
            Assert.True(count > 3);
            Assert.Equal((0, 0), (await other.NumberAsync("SELECT COUNT(*) FROM Donations"), await other.NumberAsync("SELECT COUNT(*) FROM StatementDifferences")));
            await using (var visit = other.AsGuest())
                Assert.Empty(await visit.Get<Recount>().RunAsync(default));
            // What was read before is continued by the archive as it was.
            Assert.Empty((await ImportAsync(other, string.Join('\n', lines))).Refused);
            Assert.Equal(await StateAsync(forum), await StateAsync(other));
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_ledger_of_other_origin_is_left_as_it_is_and_nothing_of_the_books_comes_in()
    {
        await LiveAsync();
        var text = await ExportAsync(forum);
        var other = await ElsewhereAsync();
        var own = await other.CharityAsync(Charities.ProjectDraft("A school for the village"));
        await other.TakeAsync(own, Charities.Gift(own, "own", 700));
        var (before, months) = (await RowsAsync(other, "DonationLedger", []), await RowsAsync(other, "DonationMonths", []));
        var report = await ImportAsync(other, text);
        var books = new[] { "ledger", "donation", "statement", "difference" }.Sum(kind => LinesOf(text, kind).Count);
        Assert.Equal(books, report.RefusedCount);
        Assert.All(report.Refused, r => Assert.Contains("nothing of its books is taken", r.Reason, StringComparison.Ordinal));
        Assert.Equal((before, months), (await RowsAsync(other, "DonationLedger", []), await RowsAsync(other, "DonationMonths", [])));
        Assert.Equal((1, 0), (await other.NumberAsync("SELECT COUNT(*) FROM Donations"), await other.NumberAsync("SELECT COUNT(*) FROM DonationStatements")));
        // All else is there, under numbers that were free, and names what it belongs to.
        Assert.Equal(1 + await forum.NumberAsync("SELECT COUNT(*) FROM Projects"), await other.NumberAsync("SELECT COUNT(*) FROM Projects"));
        Assert.Equal((700, 1, ProjectState.Open), await other.SumsAsync(own.Project));
        Assert.Equal("A school for the village", await TextAsync(other, $"SELECT Title FROM Projects WHERE Id = {own.Project}"));
        foreach (var (table, column) in new[] { ("ProjectMilestones", "Title"), ("ProjectUpdates", "Body"), ("ProjectFollows", "CreatedAt"), ("ProjectEvents", "Words") })
        {
            var sql = $"SELECT group_concat(x, '/') FROM (SELECT p.Title || ': ' || t.{column} AS x FROM {table} t JOIN Projects p ON p.Id = t.ProjectId WHERE p.Id <> {{0}} ORDER BY x)";
            Assert.Equal(await TextAsync(forum, string.Format(CultureInfo.InvariantCulture, sql, 0)), await TextAsync(other, string.Format(CultureInfo.InvariantCulture, sql, own.Project)));
        }
        await using (var visit = other.AsGuest())
            Assert.Empty(await visit.Get<Recount>().RunAsync(default));
        Assert.Equal(0, await other.NumberAsync("SELECT COUNT(*) FROM Projects WHERE State = 5 AND Raised < Goal"));
        // Nor does it come in the second time, and nothing comes twice.
        var state = await StateAsync(other);
        report = await ImportAsync(other, text);
        Assert.Equal((0, books), (report.Added, report.RefusedCount));
        Assert.Equal(state, await StateAsync(other));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_forum_that_went_on_from_an_archive_keeps_what_is_its_own()
    {
        var world = await LiveAsync();
        var text = await ExportAsync(forum);
        var other = await ForumFixture.StartAsync();
        Assert.Empty((await ImportAsync(other, text)).Refused);
        await other.TakeAsync(world, Charities.Gift(world, "later", 900));
        var state = await StateAsync(other);
        // The older archive says nothing that is not there.
        Assert.Equal((0L, 0L), await ImportAsync(other, text) is var again ? (again.Added, again.RefusedCount) : default);
        Assert.Equal(state, await StateAsync(other));
        // The first forum went on too, otherwise: that is another ledger now.
        await forum.TakeAsync(world, Charities.Gift(world, "elsewhere", 4));
        var report = await ImportAsync(other, await ExportAsync(forum));
        Assert.Equal(["ledger", "donation"], report.Refused.Select(r => r.Reason.Contains("another one", StringComparison.Ordinal) ? "ledger" : "donation"), StringComparer.Ordinal);
        Assert.Equal(state, await StateAsync(other));
        Assert.Equal(0, await other.NumberAsync("SELECT COUNT(*) FROM Donations WHERE Name = 'elsewhere'"));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Gifts_that_wait_name_their_project_by_the_number_it_has_here()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "waits", 5, currency: "USD"), Charities.Gift(world, "lost", 5, project: "4711"));
        var text = await ExportAsync(forum);
        var other = await ElsewhereAsync();
        await other.CharityAsync(Charities.ProjectDraft("A school for the village"));
        Assert.Empty((await ImportAsync(other, text)).Refused);
        Assert.Equal("A well for the village", await TextAsync(other, "SELECT p.Title FROM Donations d JOIN Projects p ON d.Project = p.Id AND d.FoundationId = p.FoundationId WHERE d.Name = 'waits'"));
        Assert.Equal("4711", await TextAsync(other, "SELECT Project FROM Donations WHERE Name = 'lost'"));
        Assert.Equal((0, 0), await ImportAsync(other, text) is var again ? (again.Added, again.RefusedCount) : default);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_line_of_charity_that_is_wrong_is_reported_by_its_number_and_nothing_else_is_lost()
    {
        var before = string.Join('\n', Member("u"), Member("v"), Foundation("3"), """{"kind":"policy","foundation":"3","version":1,"body":"Whole.","created":"2026-01-01T00:00:00Z"}""", Project("5"), Project("6", ",\"state\":\"closed\",\"published\":\"2026-01-01T00:00:00Z\""), Update("8"), "");
        var other = "{\"kind\":\"foundation\",\"id\":\"4\",\"applied_by\":\"u\",\"name\":\"Other Wells\",\"country\":\"GB\",\"register\":\"r\",\"register_number\":\"2\",\"site\":\"https://wells.example\",\"contact\":\"c\",\"applied\":\"2026-01-02T00:00:00Z\"#}";
        var wrong = new (string Line, string Reason)[]
        {
            (Foundation("x"), "id"), (Foundation("0"), "id"), (Foundation("9999999999999999"), "id"), (Foundation("4").Replace("\"u\"", "\"nobody\"", StringComparison.Ordinal), "applied_by"),
            (other.Replace("#", ",\"state\":\"vetted\"", StringComparison.Ordinal), "vetted_until"), (other.Replace("#", ",\"state\":\"famous\"", StringComparison.Ordinal), "state"),
            (other.Replace("#", ",\"staff\":[{\"member\":\"nobody\",\"added\":\"2026-01-01T00:00:00Z\"}]", StringComparison.Ordinal), "staff"), (other.Replace("#", ",\"staff\":[null]", StringComparison.Ordinal), "staff"),
            (other.Replace("#", ",\"documents\":[{\"key\":\"x\",\"type\":\"other\",\"name\":\"n\",\"added\":\"2026-01-01T00:00:00Z\"}]", StringComparison.Ordinal), "document"),
            (other.Replace("#", ",\"terms\":[{\"from\":\"2026-01-02T00:00:00Z\",\"until\":\"2026-01-01T00:00:00Z\"}]", StringComparison.Ordinal), "term"),
            (other.Replace("#", ",\"vetted\":\"2999-01-01T00:00:00Z\"", StringComparison.Ordinal), "vetted"), (other.Replace("GB", "QQ", StringComparison.Ordinal).Replace("#", "", StringComparison.Ordinal), "Choice"),
            ("""{"kind":"policy","foundation":"9","version":1,"body":"b"}""", "foundation 9"), ("""{"kind":"policy","foundation":"3","version":1,"body":"other"}""", "something else"), ("""{"kind":"policy","foundation":"3","version":3,"body":"b"}""", "version must be 2"),
            ("""{"kind":"check","foundation":"3","step":"site","words":"seen","member":"nobody"}""", "nobody"), ("""{"kind":"check","foundation":"3","step":"sight","words":"seen","member":"u"}""", "step"), ("""{"kind":"check","foundation":"3","round":2,"step":"site","words":"seen","member":"u"}""", "number 2"),
            (Project("7").Replace("\"foundation\":\"3\"", "\"foundation\":\"9\"", StringComparison.Ordinal), "foundation 9"), (Project("7", ",\"state\":\"open\""), "published"), (Project("7", ",\"recipients\":[\"me\"]"), "recipients"), (Project("7", ",\"schools\":[null]"), "schools"),
            (Project("7", ",\"policy\":1"), "policy 1"), (Project("7").Replace("sadaqah", "zakat", StringComparison.Ordinal), "policy 0"), (Project("7").Replace("sadaqah", "platform-total", StringComparison.Ordinal), "Choice"), (Project("7").Replace("100000", "-1", StringComparison.Ordinal), "Amount"),
            (Project("7", ",\"milestones\":[null]"), "milestones"), (Project("7", ",\"source\":{\"platform\":\"bank\",\"name\":\"x\",\"due\":\"2026-01-01T00:00:00Z\"}"), "platform"), (Project("7", ",\"wish\":{\"goal\":0,\"donate\":\"https://a.example/\",\"wished\":\"2026-01-01T00:00:00Z\"}"), "Amount"),
            (Project("7", ",\"pictures\":[null]"), "key"), (Project("7", ",\"category\":\"gold\""), "Choice"),
            ("""{"kind":"report","project":"5","body":"b","spent":1,"created":"2026-01-01T00:00:00Z"}""", "not closed"), ("""{"kind":"report","project":"6","body":"short","spent":1,"created":"2026-01-01T00:00:00Z"}""", "ReportShort"), ("""{"kind":"report","project":"9"}""", "project 9"),
            ("""{"kind":"update","id":"9","project":"5"}""", "due"), ("""{"kind":"update","id":"9","project":"9","told":"2026-01-01T00:00:00Z","body":"b"}""", "project 9"), ("""{"kind":"update","id":"9","project":"5","told":"2026-01-03T00:00:00Z","body":""}""", "BodyEmpty"),
            (Update("9").Replace("01-02", "01-03", StringComparison.Ordinal), "thread t-b"), (Update("9", "x-b", "x-b").Replace("01-02", "01-03", StringComparison.Ordinal), "threads"), (Update("9", "x-b", "x-s").Replace("01-02", "01-03", StringComparison.Ordinal).Replace("\"u\"", "\"nobody\"", StringComparison.Ordinal), "author"),
            ("""{"kind":"vote","post":"t-b","member":"v","value":1}""", "vote"), ("""{"kind":"post","id":"t-b","author":"u","audience":"everyone","language":"en","title":"A title of some length","body":"b"}""", "thread"),
            ("""{"kind":"comment","id":"z","post":"t-s","author":"v","language":"en","body":"b"}""", "circle rule"), ("""{"kind":"event","project":"5","event":"party"}""", "event"), ("""{"kind":"event","project":"5","event":"told","update":"77"}""", "update 77"), ("""{"kind":"event","project":"9","event":"told"}""", "project 9"),
            ("""{"kind":"follow","follower":"nobody","project":"5"}""", "nobody"), ("""{"kind":"follow","follower":"v","project":"9"}""", "project 9"),
            ("""{"kind":"donation","foundation":"3","name":"d","project":"5","gift":"sadaqah","amount":5,"currency":"EUR","given":"2026-01-01"}""", "number of its line"), ("""{"kind":"donation","foundation":"3","name":"d","project":"5","gift":"sadaqah","amount":5,"currency":"EUR","given":"2026-01-01","number":1}""", "line 1"),
            ("""{"kind":"donation","foundation":"3","name":"a@b","project":"5","gift":"sadaqah","amount":5,"currency":"EUR","given":"2026-01-01","state":"aside"}""", "name"), ("""{"kind":"donation","foundation":"3","name":"d","project":"5","gift":"sadaqah","amount":-5,"currency":"EUR","given":"2026-01-01","state":"aside"}""", "amount"),
            ("""{"kind":"donation","foundation":"3","name":"d","project":"5","gift":"bribe","amount":5,"currency":"EUR","given":"2026-01-01","state":"aside"}""", "gift"), ("""{"kind":"donation","foundation":"9","name":"d"}""", "foundation 9"), ("""{"kind":"donation","foundation":"3","name":"d","given":"soon"}""", "JSON"),
            ("""{"kind":"statement","foundation":"3","month":202613,"lines":1,"differences":0}""", "month"), ("""{"kind":"difference","foundation":"3","project":"9","month":202601}""", "project 9"),
            ("""{"kind":"ledger","number":1,"foundation":"3","project":"5","gift":"sadaqah","amount":0,"currency":"EUR","given":"2026-01-01","accepted":"2026-01-01T00:00:00Z","hash":""}""", "ledger"), ("""{"kind":"ledger","number":2}""", "books"),
            ("""{"kind":"donation","foundation":"3","name":"e","project":"5","gift":"sadaqah","amount":5,"currency":"EUR","given":"2026-01-01","state":"aside"}""", "books"),
        };
        var after = string.Join('\n', """{"kind":"comment","id":"c","post":"t-b","author":"v","language":"en","body":"b"}""", """{"kind":"vote","comment":"c","member":"u","value":1}""", """{"kind":"follow","follower":"v","project":"5"}""", """{"kind":"event","project":"5","event":"told","update":"8","created":"2026-01-02T00:00:00Z"}""");
        var report = await ImportAsync(forum, before + string.Join('\n', wrong.Select(w => w.Line)) + "\n" + after);
        foreach (var ((line, reason), (written, expected), i) in report.Refused.Zip(wrong, Enumerable.Range(0, wrong.Length)))
        {
            Assert.True(8 + i == line && reason.Contains(expected, StringComparison.Ordinal), $"line {line}, \"{reason}\", where \"{expected}\" was expected of {written}");
            Assert.DoesNotContain('\n', reason);
        }
        Assert.Equal((11, wrong.Length), (report.Added, report.RefusedCount));
        Assert.Equal((1, 2, 1, 0), (await forum.NumberAsync("SELECT COUNT(*) FROM Foundations"), await forum.NumberAsync("SELECT COUNT(*) FROM Projects"), await forum.NumberAsync("SELECT COUNT(*) FROM ProjectUpdates"), await forum.NumberAsync("SELECT COUNT(*) FROM Donations")));
        await using var visit = forum.AsGuest();
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
    }

    /// <summary>Everything that charity holds, made the way it is made.</summary>
    private async Task<CharityWorld> LiveAsync()
    {
        var world = await forum.CharityAsync(Charities.ProjectDraft(goal: 20_000));
        var (staff, administrator, brother, sister) = (world.Staff, world.Administrator, await forum.BrotherAsync(), await forum.SisterAsync());
        _ = (await forum.ActAsync<StaffService, Result<Done>>(staff, s => s.AddAsync(world.Foundation, sister.Handle, default))).Value;
        var draft = Charities.ProjectDraft("Zakat for the poor", kind: GiftKind.Zakat);
        var zakat = await forum.OpenProjectAsync(staff, administrator, world.Foundation, draft);
        Next();
        var counted = await forum.OpenProjectAsync(staff, administrator, world.Foundation, Charities.ProjectDraft("Bread in winter"));
        var applied = (await forum.ActAsync<FoundationService, Result<long>>(sister with { HasSecondFactor = true }, s => s.ApplyAsync(Charities.Draft(policy: null) with { Name = "Bread of Mercy" }, default))).Value;
        _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.RejectAsync(applied, "The register knows nothing of it.", default))).Value;
        await using (var visit = forum.As(staff))
        {
            var keys = new[] { Guid.NewGuid(), Guid.NewGuid() };
            visit.Db.PictureUploads.AddRange(keys.Select(key => new PictureUpload { Key = key, MemberId = staff.MemberId, Width = 700, Height = 500, Placeholder = "UklGRg==", CreatedAt = forum.Clock.Now }));
            visit.Db.FoundationDocuments.Add(new FoundationDocument { FoundationId = world.Foundation, Key = Guid.NewGuid(), Kind = DocumentKind.AnnualReport, Year = 2025, Name = "Report of a year", Width = 0, AddedAt = forum.Clock.Now });
            await visit.Db.SaveChangesAsync();
            // A draft with pictures, which nobody but its staff sees; and what is wished of an open one.
            _ = (await visit.Get<ProjectService>().CreateAsync(world.Foundation, Charities.ProjectDraft("A school, one day") with { Pictures = [new(keys[1], "A wall & a gate"), new(keys[0], "")], Milestones = [new("Roof", 900), new("Walls", 400)] }, default)).Value;
        }
        _ = (await forum.ActAsync<ProjectService, Result<Done>>(staff, s => s.EditAsync(zakat, draft with { Goal = 90_000, Title = "Zakat for the needy" }, default))).Value;
        await NewsAsync(world, brother, sister);
        await BooksAsync(world, zakat, counted);
        _ = (await forum.ActAsync<ProjectFollowService, Result<Done>>(brother, s => s.SetAsync(world.Project, true, default))).Value;
        var over = await forum.OpenProjectAsync(staff, administrator, world.Foundation, Charities.ProjectDraft("A roof for the mosque"));
        Next();
        _ = (await forum.ActAsync<ProjectService, Result<Done>>(staff, s => s.CloseAsync(over, default))).Value;
        Next();
        _ = (await forum.ActAsync<ProjectService, Result<Done>>(staff, s => s.ReportAsync(over, "The roof is **whole**, and the rain stays outside. Thank you, all of you, for it.", 77_000, default))).Value;
        _ = (await forum.ActAsync<RestService, Result<Done>>(staff, s => s.RestAsync(counted, "We ask the baker.", default))).Value;
        return world;
    }

    private async Task NewsAsync(CharityWorld world, Viewer brother, Viewer sister)
    {
        var promise = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.PromiseAsync(world.Project, forum.Clock.Now.AddDays(7), default))).Value;
        _ = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.PromiseAsync(world.Project, forum.Clock.Now.AddDays(9), default))).Value;
        Next();
        _ = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "There is **water** & joy.", default))).Value;
        Next();
        _ = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, "And more of it.", default))).Value;
        var threads = (await forum.ActAsync<NewsThreadQueries, NewsView?>(Viewer.Guest, q => q.ShowAsync(world.Project, promise, default)))!.Threads;
        var his = await forum.CommentAsync(brother, threads[Circle.Brothers]);
        await forum.CommentAsync(await forum.SisterAsync(), threads[Circle.Sisters], await forum.CommentAsync(sister, threads[Circle.Sisters]));
        _ = (await forum.ActAsync<VoteService, Result<VoteOutcome>>(sister, v => v.OnCommentAsync(his, 1, default))).Value;
    }

    private async Task BooksAsync(CharityWorld world, long zakat, long counted)
    {
        // What gives back comes before what it gives back; one is taken back; others wait, or never count.
        await forum.TakeAsync(world, Charities.Gift(world, "r1", -300, "d1"));
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 500) with { Reference = "x7Qk" }, Charities.Gift(world, "d2", 25_000), Charities.Gift(world, "d3", 700));
        await forum.TakeAsync(world, Charities.Gift(world, "z1", 100, kind: GiftKind.Zakat, project: $"{zakat}"), Charities.Gift(world, "w1", 50), Charities.Gift(world, "rw1", -50, "w1"));
        // The sum of its lines is below zero for one of them, when a gift is taken back before what was given back of it.
        await forum.TakeAsync(world, Charities.Gift(world, "y1", 80, kind: GiftKind.Zakat, project: $"{zakat}"), Charities.Gift(world, "ry1", -70, "y1", kind: GiftKind.Zakat, project: $"{zakat}"));
        await forum.TakeAsync(world, Charities.Gift(world, "z1", 101, kind: GiftKind.Zakat, project: $"{zakat}"), Charities.Gift(world, "y1", 81, kind: GiftKind.Zakat, project: $"{zakat}"));
        Next();
        await forum.TakeAsync(world, Charities.Gift(world, "d3", 7), Charities.Gift(world, "a1", 5, currency: "USD"), Charities.Gift(world, "a2", 5, currency: "USD"), Charities.Gift(world, "a3", 5, project: "4711"));
        var gone = await forum.NumberAsync("SELECT Id FROM Donations WHERE Name = 'a2'");
        _ = (await forum.ActAsync<AsideService, Result<Done>>(world.Staff, s => s.DismissAsync(world.Foundation, gone, default))).Value;
        var place = new SourcePlace(Platform.JustGiving, "", "bread");
        await using (var visit = forum.AsGuest())
        {
            visit.Db.ProjectSources.Add(new ProjectSource { ProjectId = counted, Platform = place.On, Nonprofit = "", Name = place.Name, DueAt = forum.Clock.Now });
            await visit.Db.SaveChangesAsync();
        }
        foreach (var total in new[] { 900, 850 })
            _ = (await forum.ActAsync<PlatformBooks, Result<long>>(Viewer.Guest, b => b.TellAsync(counted, place, new SourceAnswer(new Told(total, "EUR", 3), SourceTrouble.None), forum.Clock.Now.AddHours(1), default))).Value;
        var month = DonationMonth.Of(DateOnly.FromDateTime(FakeClock.Start));
        _ = (await forum.ActAsync<StatementService, Result<StatementTaken>>(Viewer.Guest, s => s.TakeAsync(world.Foundation, new StatementMessage(month, [new StatedSum(world.Project, "EUR", null, 9, 9)]), default))).Value;
        var difference = await forum.NumberAsync("SELECT MIN(Id) FROM StatementDifferences");
        _ = (await forum.ActAsync<StatementService, Result<Done>>(world.Staff, s => s.ExplainAsync(world.Foundation, difference, "Two of them came a day later.", default))).Value;
    }

    /// <summary>A forum whose members are called otherwise.</summary>
    private static async Task<ForumFixture> ElsewhereAsync()
    {
        var other = await ForumFixture.StartAsync();
        for (var i = 0; i < 50; i++)
            _ = other.NewHandle(Circle.Sisters);
        return other;
    }

    /// <summary>So that what follows is later.</summary>
    private void Next() => forum.Clock.Advance(TimeSpan.FromTicks(12_345_678));

    private static List<string> Replace(List<string> lines, int at, string what, string by)
    {
        Assert.Contains(what, lines[at], StringComparison.Ordinal);
        lines[at] = lines[at].Replace(what, by, StringComparison.Ordinal);
        return lines;
    }

    private static List<string> LinesOf(string text, string kind) =>
        [.. text.Split('\n').Where(l => l.StartsWith($$"""{"kind":"{{kind}}",""", StringComparison.Ordinal) && (kind != "follow" || l.Contains("\"project\"", StringComparison.Ordinal)))];

    private static async Task<string> StateAsync(ForumFixture of)
    {
        var state = new StringBuilder();
        foreach (var (table, without) in Tables)
            state.Append(table).Append(":\n").Append(await RowsAsync(of, table, without)).Append('\n');
        return state.ToString();
    }

    /// <summary>All rows of a table, as text.</summary>
    private static async Task<string> RowsAsync(ForumFixture of, string table, string[] without)
    {
        await using var connection = await of.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Where(i => !without.Contains(reader.GetName(i), StringComparer.Ordinal))
                .Select(i => $"{reader.GetName(i)}={Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)}")));
        }
        return string.Join('\n', rows.Order(StringComparer.Ordinal));
    }

    private static async Task<string?> TextAsync(ForumFixture of, string sql)
    {
        await using var connection = await of.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task<string> ExportAsync(ForumFixture from)
    {
        await using var visit = from.AsGuest();
        var stream = new MemoryStream();
        await visit.Get<ArchiveWriter>().ExportAsync(stream, default);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<ImportReport> ImportAsync(ForumFixture into, string text)
    {
        await using var visit = into.AsGuest();
        return await visit.Get<ArchiveReader>().ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, default);
    }

    private static string Member(string id) => $$"""{"kind":"member","id":"{{id}}","handle":"fulan-{{id}}","gender":"brother","joined":"2026-01-01T00:00:00Z"}""";

    private static string Foundation(string id) =>
        $$"""{"kind":"foundation","id":"{{id}}","applied_by":"u","name":"Wells of Mercy","country":"GB","register":"r","register_number":"1","site":"https://wells.example","contact":"c","applied":"2026-01-01T00:00:00Z"}""";

    private static string Project(string id, string extra = "") =>
        $$"""{"kind":"project","id":"{{id}}","foundation":"3","title":"A well for village {{id}}","language":"en","body":"The village has no water, and the children walk an hour for it each morning.","gift":"sadaqah","goal":100000,"currency":"EUR","country":"KE","fees":"None.","donate":"https://wells.example/give","starts":"2026-01-01T00:00:00Z","ends":"2026-12-01T00:00:00Z","created":"2026-01-0{{id}}T00:00:00Z"{{extra}}{{(extra.Contains("category", StringComparison.Ordinal) ? "" : ",\"category\":\"water\"")}}}""";

    private static string Update(string id, string brothers = "t-b", string sisters = "t-s") =>
        $$$"""{"kind":"update","id":"{{{id}}}","project":"5","told":"2026-01-02T00:00:00Z","body":"Water.","author":"u","title":"A well for the village","language":"en","threads":{"brothers":"{{{brothers}}}","sisters":"{{{sisters}}}"}}""";
}
