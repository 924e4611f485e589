using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Data;
using Salam.Forum.Tests.LinkCards;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>A forum that asks two platforms, both of them a server of this machine that says what a test has it say.</summary>
public sealed class PlatformForum : IAsyncLifetime
{
    public const string Key = "key/of+ours";

    public Stranger Server { get; private set; } = null!;
    public ForumFixture Forum { get; private set; } = null!;

    /// <summary>What is answered to a path.</summary>
    public Func<string, byte[]> Answer { get; set; } = _ => Stranger.Whole("404 Not Found", [], "");

    public async Task InitializeAsync()
    {
        Server = Stranger.Answering(path => Answer(path));
        var access = new PlatformAccess($"http://{Server.Place}", Key);
        Forum = await ForumFixture.StartAsync(adjust: options => options with { NewPosts = 1_000, Platforms = new PlatformOptions { Allowed = new Dictionary<Platform, PlatformAccess> { [Platform.EveryOrg] = access, [Platform.JustGiving] = access } } });
    }

    public async Task DisposeAsync()
    {
        await Forum.DisposeAsync();
        await Server.DisposeAsync();
    }

    public static byte[] Json(string json, string status = "200 OK") => Stranger.Whole(status, Encoding.UTF8.GetBytes(json), "Content-Type: application/json\r\n");
}

/// <summary>What platforms say was given, from the question to the books.</summary>
public sealed class PlatformTests(PlatformForum platform) : IClassFixture<PlatformForum>
{
    private static readonly SourcePlace Water = new(Platform.JustGiving, "", "water");
    private readonly ForumFixture forum = platform.Forum;

    [Fact]
    public async Task EveryOrg_is_asked_for_a_fundraiser_and_tells_cents_and_supporters()
    {
        platform.Answer = _ => PlatformForum.Json("""{"currency":"USD","raised":123456,"supporters":7,"goalAmount":900000,"goalType":"CUSTOM"}""");
        Assert.Equal(new SourceAnswer(new Told(123_456, "USD", 7), SourceTrouble.None), await AskAsync(new SourcePlace(Platform.EveryOrg, "wells", "a-well"), "USD"));
        Assert.StartsWith("GET /nonprofit/wells/fundraiser/a-well/raised?apiKey=key%2Fof%2Bours HTTP/1.1", platform.Server.Asked.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"donationsTotal":1234.5,"totalEstimatedTaxReclaim":1.0,"thirdPartyReference":"water","currencyCode":"GBP","numberOfDonations":3}""", 123_450L, 3L)]
    [InlineData("""{"DonationsTotal":"12.30","CurrencyCode":"GBP"}""", 1_230L, null)]
    [InlineData("""{"donationsTotal":0,"currencyCode":"GBP","numberOfDonations":0}""", 0L, 0L)]
    public async Task JustGiving_is_asked_for_a_reference_and_tells_a_sum_with_a_point(string json, long amount, long? givers)
    {
        platform.Answer = _ => PlatformForum.Json(json);
        Assert.Equal(new SourceAnswer(new Told(amount, "GBP", givers), SourceTrouble.None), await AskAsync(Water, "GBP"));
        Assert.StartsWith("GET /v1/donationtotal/ref/water?currencyCode=GBP HTTP/1.1", platform.Server.Asked.Last(), StringComparison.Ordinal);
        Assert.Contains($"x-api-key: {PlatformForum.Key}\r\n", platform.Server.Asked.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"currencyCode":"GBP"}""")]
    [InlineData("""{"donationsTotal":5,"currencyCode":"QQQ"}""")]
    [InlineData("""{"donationsTotal":-5,"currencyCode":"GBP"}""")]
    [InlineData("""{"donationsTotal":5.001,"currencyCode":"GBP"}""")]
    [InlineData("""{"donationsTotal":1e3,"currencyCode":"GBP"}""")]
    [InlineData("""{"donationsTotal":90071992547409930,"currencyCode":"GBP"}""")]
    public async Task What_is_no_sum_of_money_is_not_taken_for_one(string json)
    {
        platform.Answer = _ => PlatformForum.Json(json);
        Assert.Equal(new SourceAnswer(null, SourceTrouble.Unreadable), await AskAsync(Water, "GBP"));
    }

    [Theory]
    [InlineData("401 Unauthorized", SourceTrouble.Refused)]
    [InlineData("403 Forbidden", SourceTrouble.Refused)]
    [InlineData("404 Not Found", SourceTrouble.NotFound)]
    [InlineData("429 Too Many Requests", SourceTrouble.NoAnswer)]
    [InlineData("500 Internal Server Error", SourceTrouble.NoAnswer)]
    [InlineData("400 Bad Request", SourceTrouble.Unreadable)]
    public async Task Every_other_answer_is_a_trouble(string status, SourceTrouble trouble)
    {
        platform.Answer = _ => PlatformForum.Json("""{"donationsTotal":5,"currencyCode":"GBP"}""", status);
        Assert.Equal(new SourceAnswer(null, trouble), await AskAsync(Water, "GBP"));
    }

    [Fact]
    public async Task No_redirection_is_followed_and_nothing_long_is_read()
    {
        var before = platform.Server.Asked.Count;
        platform.Answer = path => path.StartsWith("/v1", StringComparison.Ordinal) ? Stranger.Redirect(platform.Server.Address("/elsewhere").ToString()) : PlatformForum.Json("""{"donationsTotal":5,"currencyCode":"GBP"}""");
        Assert.Equal(SourceTrouble.Unreadable, (await AskAsync(Water, "GBP")).Trouble);
        Assert.Equal(before + 1, platform.Server.Asked.Count);
        platform.Answer = _ => PlatformForum.Json($$"""{"donationsTotal":5,"currencyCode":"GBP","more":"{{new string('a', PlatformHttp.BytesMax)}}"}""");
        Assert.Equal(new SourceAnswer(null, SourceTrouble.Unreadable), await AskAsync(Water, "GBP"));
    }

    [Fact]
    public async Task What_a_platform_says_becomes_lines_of_the_ledger_and_what_it_says_again_none()
    {
        var world = await WorldAsync("lines");
        Assert.Equal([(1_000, 1), (1_000, 1), (1_500, 2), (1_400, 3)], [await RoundAsync(10.00m), await RoundAsync(10.00m), await RoundAsync(15.00m), await RoundAsync(14.00m)]);
        await using var visit = forum.AsGuest();
        Assert.Equal([1_000L, 500L, -100L], await visit.Db.Ledger.Where(l => l.ProjectId == world.Project && l.Kind == GiftKind.PlatformTotal).OrderBy(l => l.Number).Select(l => l.Amount).ToListAsync());
        Assert.Contains("|platform-total|-100|EUR|", (await visit.Db.Ledger.Where(l => l.ProjectId == world.Project).OrderBy(l => l.Number).LastAsync()).Canonical, StringComparison.Ordinal);
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
        Assert.Equal((1_400, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        // What is the platform's is not asked of the foundation's statement.
        var month = DonationMonth.Of(DateOnly.FromDateTime(forum.Clock.Now));
        Assert.Equal(new StatementTaken(0, 0), (await forum.ActAsync<StatementService, Result<StatementTaken>>(Viewer.Guest, s => s.TakeAsync(world.Foundation, new StatementMessage(month, []), default))).Value);

        async Task<(int Raised, int Lines)> RoundAsync(decimal sum)
        {
            await LookAsync(sum);
            return ((int)(await forum.SumsAsync(world.Project)).Raised, (int)await forum.NumberAsync($"SELECT COUNT(*) FROM DonationLedger WHERE ProjectId = {world.Project}"));
        }
    }

    [Fact]
    public async Task A_goal_that_a_platform_reaches_is_reached()
    {
        var world = await WorldAsync("goal");
        await LookAsync(1_000m);
        Assert.Equal((100_000, 0, ProjectState.Funded), await forum.SumsAsync(world.Project));
        await LookAsync(999.99m);
        Assert.Equal((99_999, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task Announcements_for_a_project_that_a_platform_counts_are_kept_aside_until_it_does_no_more()
    {
        var world = await WorldAsync("aside");
        Assert.Equal(new Taken(TakenAs.Aside, DonationState.Aside, AsideReason.CountedByPlatform), (await forum.TakeAsync(world, Charities.Gift(world, "d1", 70)))[0]);
        await LookAsync(10m);
        Assert.Equal((1_000, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.True((await SetAsync(world, null)).Ok);
        // Everybody sees the project: it waits.
        Assert.Equal((1_000, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.True((await AcceptAsync(world)).Ok);
        await forum.RetryAsync(world.Foundation);
        Assert.Equal((70, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
        // What counts already would be counted twice.
        Expect.Refused(RefusalKind.Conflict, "SourceHasDonations", await SetAsync(world, new SourcePlace(Platform.JustGiving, "", "again")));
        await using var visit = forum.AsGuest();
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
    }

    [Fact]
    public async Task Another_currency_counts_nowhere_and_is_shown_to_the_foundation()
    {
        var world = await WorldAsync("currency");
        await LookAsync(10m, "USD");
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        var detail = (await forum.ActAsync<SourceQueries, Result<SourceDetail?>>(world.Staff, q => q.DetailAsync(world.Project, default))).Value!;
        Assert.Equal((SourceTrouble.OtherCurrency, 1_000L, "USD", (DateTime?)null), (detail.Trouble, detail.Total, detail.Currency, detail.LookedAt));
        Expect.Missing(await forum.ActAsync<SourceQueries, Result<SourceDetail?>>((await forum.CharityAsync()).Staff, q => q.DetailAsync(world.Project, default)));
    }

    [Fact]
    public async Task After_trouble_the_sum_stays_and_the_platform_is_asked_later_each_time()
    {
        var world = await WorldAsync("trouble");
        await LookAsync(10m);
        var looked = (await SourceAsync(world)).LookedAt;
        var waits = new List<TimeSpan>();
        platform.Answer = _ => Stranger.Whole("500 Internal Server Error", [], "");
        for (var i = 0; i < 8; i++)
        {
            await DueAsync(world);
            await RunAsync();
            waits.Add((await SourceAsync(world)).DueAt - forum.Clock.Now);
        }
        Assert.Equal(waits.Take(5).Order(), waits.Take(5));
        Assert.InRange(waits[0], TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
        Assert.All(waits, w => Assert.InRange(w, TimeSpan.FromMinutes(4), TimeSpan.FromHours(14)));
        var source = await SourceAsync(world);
        Assert.Equal((8, SourceTrouble.NoAnswer, looked), (source.Failures, source.Trouble, source.LookedAt));
        Assert.Equal(1_000, (await forum.SumsAsync(world.Project)).Raised);
        await LookAsync(11m);
        Assert.Equal((0, SourceTrouble.None), ((await SourceAsync(world)).Failures, (await SourceAsync(world)).Trouble));
    }

    [Fact]
    public async Task A_project_is_asked_for_once_an_hour_by_one_of_many_and_only_while_it_is_open_and_its_foundation_vetted()
    {
        var world = await WorldAsync("once");
        platform.Answer = _ => PlatformForum.Json("""{"donationsTotal":10,"currencyCode":"EUR"}""");
        await DueAsync(world);
        var asked = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        Assert.Equal(1, asked.Sum());
        Assert.InRange((await SourceAsync(world)).DueAt - forum.Clock.Now, TimeSpan.FromMinutes(54), TimeSpan.FromMinutes(66));
        Assert.Equal(0, await RunAsync());
        await DueAsync(world);
        await forum.ActAsync<VettingService, Result<Done>>(world.Administrator, v => v.WithdrawAsync(world.Foundation, "The register has struck it off.", default));
        Assert.Equal(0, await RunAsync());
        await forum.VetAsync(world.Administrator, world.Foundation);
        Assert.Equal(1, await RunAsync());
        await DueAsync(world);
        await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.CloseAsync(world.Project, default));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task A_place_is_one_of_an_allowed_platform_well_named_and_of_one_project_alone()
    {
        var world = await WorldAsync("place");
        var draft = world with { Project = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value };
        foreach (var name in new[] { "", "..", "a/b", "a b", "a?b", new string('a', 101) })
            Expect.Refused(RefusalKind.Invalid, "SourceName", await SetAsync(draft, SourcePlace.Of(Platform.JustGiving, null, name)));
        Expect.Refused(RefusalKind.Invalid, "SourceName", await SetAsync(draft, SourcePlace.Of(Platform.EveryOrg, "", "a-well")));
        Expect.Refused(RefusalKind.Conflict, "SourceTaken", await SetAsync(draft, new SourcePlace(Platform.JustGiving, "", "place")));
        Expect.Refused(RefusalKind.Conflict, "SourceTaken", await SetAsync(draft, new SourcePlace(Platform.JustGiving, "", "Place")));
        Assert.True((await SetAsync(draft, SourcePlace.Of(Platform.EveryOrg, "Wells", "A-Well"))).Ok);
        Assert.Equal(new SourcePlace(Platform.EveryOrg, "wells", "a-well"), (await SourceAsync(draft)).Place);
        Expect.Missing(await forum.ActAsync<SourceService, Result<Done>>((await forum.CharityAsync()).Staff, s => s.SetAsync(draft.Project, null, default)));
        await using var none = await ForumOnlyAsync();
        var theirs = await none.Forum.CharityAsync();
        Expect.Refused(RefusalKind.Invalid, "Choice", await none.Forum.ActAsync<SourceService, Result<Done>>(theirs.Staff, s => s.SetAsync(theirs.Project, Water, default)));
    }

    [Fact]
    public void Platforms_are_asked_where_an_operator_says_so_and_with_her_key()
    {
        Assert.Empty(Read().Allowed);
        var both = Read(("Platforms", "everyorg, JustGiving"), ("EveryOrg:Key", "a"), ("JustGiving:Key", "b"), ("JustGiving:Url", "http://127.0.0.1:80/"), ("Minutes", "30"));
        Assert.Equal((new PlatformAccess("https://partners.every.org/v0.2", "a"), new PlatformAccess("http://127.0.0.1:80", "b"), TimeSpan.FromMinutes(30)), (both.Allowed[Platform.EveryOrg], both.Allowed[Platform.JustGiving], both.Pause));
        foreach (var wrong in new (string, string)[][] { [("Platforms", "GoFundMe")], [("Platforms", "1")], [("Platforms", "EveryOrg")], [("Platforms", "EveryOrg"), ("EveryOrg:Key", "a b")], [("Platforms", "EveryOrg"), ("EveryOrg:Key", "a"), ("EveryOrg:Url", "http://every.example")], [("Minutes", "soon")] })
            Assert.StartsWith("Forum__Charity__", Assert.Throws<SettingException>(() => Read(wrong)).Message, StringComparison.Ordinal);
    }

    private static PlatformOptions Read(params (string Name, string Value)[] settings) =>
        PlatformOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => "Forum:Charity:" + s.Name, s => (string?)s.Value, StringComparer.Ordinal)).Build());

    private async Task<SourceAnswer> AskAsync(SourcePlace place, string currency)
    {
        await using var visit = forum.AsGuest();
        return await visit.Get<IEnumerable<IRaisedSource>>().Single(s => s.Platform == place.On).AskAsync(place, currency, default);
    }

    /// <summary>A project that JustGiving counts under a reference, and no other one that is due.</summary>
    private async Task<CharityWorld> WorldAsync(string reference)
    {
        await forum.SqlAsync("UPDATE ProjectSources SET DueAt = '2999-01-01 00:00:00'");
        var world = await forum.CharityAsync();
        Assert.True((await SetAsync(world, new SourcePlace(Platform.JustGiving, "", reference))).Ok);
        Assert.True((await AcceptAsync(world)).Ok);
        return world;
    }

    private Task<Result<Done>> SetAsync(CharityWorld world, SourcePlace? place) => forum.ActAsync<SourceService, Result<Done>>(world.Staff, s => s.SetAsync(world.Project, place, default));

    private async Task<Result<Done>> AcceptAsync(CharityWorld world)
    {
        var wish = (await forum.ActAsync<SourceQueries, Result<WishView?>>(world.Administrator, q => q.WishAsync(world.Project, default))).Value!;
        return await forum.ActAsync<WishService, Result<Done>>(world.Administrator, s => s.AcceptAsync(world.Project, Edits.Version(wish.WishedAt), default));
    }

    private async Task LookAsync(decimal sum, string currency = "EUR")
    {
        platform.Answer = _ => PlatformForum.Json(string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""{"donationsTotal":{{sum}},"currencyCode":"{{currency}}","numberOfDonations":2}"""));
        await forum.SqlAsync("UPDATE ProjectSources SET DueAt = '2020-01-01 00:00:00' WHERE DueAt < '2999-01-01'");
        Assert.Equal(1, await RunAsync());
    }

    private Task<int> DueAsync(CharityWorld world) => forum.SqlAsync($"UPDATE ProjectSources SET DueAt = '2020-01-01 00:00:00' WHERE ProjectId = {world.Project}");

    private Task<int> RunAsync() => forum.ActAsync<SourceJobs, int>(Viewer.Guest, j => j.RunAsync(default));

    private async Task<ProjectSource> SourceAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.ProjectSources.AsNoTracking().FirstAsync(s => s.ProjectId == world.Project);
    }

    private static async Task<OwnForum> ForumOnlyAsync() => new(await ForumFixture.StartAsync());

    private sealed record OwnForum(ForumFixture Forum) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
