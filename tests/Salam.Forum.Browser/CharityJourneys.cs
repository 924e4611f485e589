using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Browser;

/// <summary>A foundation from its application to the report of its first project, with the gifts that its own program announces.</summary>
[Collection(Writing.Name)]
public sealed class CharityJourneys(Stage stage) : Journey(stage)
{
    private const string Story = "The village has no water, and the children walk an hour for it each morning before school. A well with a pump that the sun drives would end that.";

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_foundation_applies_is_vetted_opens_a_project_and_what_is_announced_moves_its_bar_until_it_reports(string lang, bool phone)
    {
        var look = new Look(lang, Phone: phone);
        var staff = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters), look);
        var handle = "vetting_" + lang;
        await Stage.Desk.JoinAsync(handle, Circle.Brothers);
        await Stage.Desk.AppointAsync(handle);
        var administrator = await MemberAsync(handle, look);
        // A member: what guests see may be some seconds old.
        var giver = await MemberAsync("yusuf", look);

        var foundation = await ApplyAsync(staff, $"Wells of Mercy {lang}", $"CJ-{lang}");
        await VetAsync(administrator, foundation);
        var project = await WriteProjectAsync(staff, foundation, $"A well for the village, {lang}");
        Assert.Equal(404, (await giver.Allow(404).GoAsync($"charity/x-{project}"))!.Status);
        await OpenProjectAsync(administrator, project);

        // Somebody finds it in the feed, and leaves by the door that says where it leads.
        await giver.GoAsync("charity");
        await LookAsync(giver);
        await giver.Page.Locator(".gift h2 a", new() { HasText = $"A well for the village, {lang}" }).ClickAsync();
        await BarIsAsync(giver, "0");
        await LookAsync(giver);
        await FollowAsync(staff, giver, project);
        await giver.LeaveForAsync("https://wells.example/");
        await giver.Page.Locator("a[href$='/give']").First.ClickAsync();
        await LookAsync(giver);
        await giver.Page.Locator("#leave").ClickAsync();
        await Expect(giver.Page).ToHaveURLAsync(new Regex(@"^https://wells\.example/give\?reference=[\w-]{22}$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        // Its program says what came, with the sample of the documentation as it stands there; then it gives a part back.
        var key = await MakeKeyAsync(staff, foundation);
        Assert.Contains("accepted", await RunAsync("sh", ["-c", CharityDocs.Block("sh", "curl")], foundation, project, key), StringComparison.Ordinal);
        await giver.GoAsync($"charity/x-{project}");
        await BarIsAsync(giver, "25");
        await Expect(giver.Page.Locator(".gift-sum").First).ToContainTextAsync("25.00");
        await SendAsync(foundation, key, "", $$"""{"donation":"R-1","refund_of":"D-1","project":{{project}},"amount":-500,"currency":"EUR","kind":"sadaqah","given_at":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}"}""");
        await giver.Page.ReloadAsync();
        await BarIsAsync(giver, "20");
        // What names no project of theirs is kept, and shown to them.
        await SendAsync(foundation, key, "", $$"""{"donation":"D-9","project":999999999,"amount":700,"currency":"EUR","kind":"sadaqah","given_at":"{{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ}}"}""");
        await staff.GoAsync($"charity/desk/{foundation}/announcements");
        await Expect(staff.Page.Locator("main")).ToContainTextAsync("D-9");
        await LookAsync(staff);

        await DifferAsync(staff, administrator, giver, foundation, project, key);
        await ReportAsync(staff, giver, project);
        await VerifyLedgerAsync(foundation, project, key);
    }

    private static async Task<long> ApplyAsync(Visit staff, string name, string number)
    {
        await staff.GoAsync("charity/apply");
        await LookAsync(staff);
        await staff.Page.Locator("#Name").FillAsync(name);
        await staff.Page.Locator("#Country").SelectOptionAsync("GB");
        await staff.Page.Locator("#Register").FillAsync("Charity Commission");
        await staff.Page.Locator("#RegisterNumber").FillAsync(number);
        await staff.Page.Locator("#Site").FillAsync("https://wells.example/");
        await staff.Page.Locator("#Contact").FillAsync("office at wells");
        await SendAsync(staff);
        await Expect(staff.Page).ToHaveURLAsync(new Regex(@"/charity/desk/\d+", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await LookAsync(staff);
        return long.Parse(Regex.Match(staff.Page.Url, @"(?<=/desk/)\d+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value, CultureInfo.InvariantCulture);
    }

    private static async Task VetAsync(Visit administrator, long foundation)
    {
        foreach (var step in Enum.GetNames<VettingStep>())
        {
            await administrator.GoAsync($"moderation/charity/foundation/{foundation}/check/{step.ToLowerInvariant()}");
            await administrator.Page.Locator("#Words").FillAsync("Looked up and found as it was said.");
            await SendAsync(administrator);
            await Expect(administrator.Page).ToHaveURLAsync(new Regex($@"/foundation/{foundation}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }
        await LookAsync(administrator);
        await administrator.Page.Locator("form[action$='/vet'] button").ClickAsync();
        await Expect(administrator.Page.Locator("main .note--ok")).ToBeVisibleAsync();
    }

    private static async Task<long> WriteProjectAsync(Visit staff, long foundation, string title)
    {
        await staff.GoAsync($"charity/desk/{foundation}/projects/new");
        await staff.Page.Locator("#Title").FillAsync(title);
        await staff.Page.Locator("#Story").FillAsync(Story);
        await staff.Page.Locator("#Language").SelectOptionAsync("en");
        await staff.Page.Locator("#Category").SelectOptionAsync(nameof(ProjectCategory.Water));
        await staff.Page.Locator("#Country").SelectOptionAsync("KE");
        await staff.Page.Locator("#Goal").FillAsync("100");
        await staff.Page.Locator("#Currency").SelectOptionAsync("EUR");
        await staff.Page.Locator("input[name=Kind][value=Sadaqah]").CheckAsync();
        await staff.Page.Locator("#Fees").FillAsync("Nothing is taken off.");
        await staff.Page.Locator("#DonateUrl").FillAsync("https://wells.example/give");
        await LookAsync(staff);
        await staff.Page.Locator("main form button[type=submit]:not([formaction]).btn--main").ClickAsync();
        await Expect(staff.Page).ToHaveURLAsync(new Regex(@"/desk/project/\d+", RegexOptions.None, TimeSpan.FromSeconds(1)));
        var project = long.Parse(Regex.Match(staff.Page.Url, @"(?<=/project/)\d+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value, CultureInfo.InvariantCulture);
        await staff.Page.Locator("form[action$='/submit'] button").ClickAsync();
        await Expect(staff.Page.Locator("form[action$='/submit']")).ToHaveCountAsync(0);
        return project;
    }

    private static async Task OpenProjectAsync(Visit administrator, long project)
    {
        await administrator.GoAsync("moderation/charity");
        await LookAsync(administrator);
        await administrator.Page.Locator($"a[href$='/moderation/charity/project/{project}']").First.ClickAsync();
        await administrator.Page.Locator("form[action$='/publish'] button").ClickAsync();
        await Expect(administrator.Page.Locator("main .note--ok")).ToBeVisibleAsync();
    }

    /// <summary>Who follows it finds what its foundation tells above the feed, and who does not, does not.</summary>
    private static async Task FollowAsync(Visit staff, Visit giver, long project)
    {
        await giver.Page.Locator("form[action$='/follow'] button").ClickAsync();
        await Expect(giver.Page.Locator("form[action$='/unfollow'] button")).ToBeVisibleAsync();
        var news = $"The drill has come to the village, {staff.Look.Lang}.";
        await staff.GoAsync($"charity/desk/project/{project}/update");
        await staff.Page.Locator("#Body").FillAsync(news);
        await LookAsync(staff);
        await SendAsync(staff);
        await Expect(staff.Page).ToHaveURLAsync(new Regex($@"/desk/project/{project}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await giver.GoAsync("charity");
        await Expect(giver.Page.Locator("section[aria-labelledby=followed]")).ToContainTextAsync(news);
        await LookAsync(giver);
        await giver.GoAsync("charity/following");
        await Expect(giver.Page.Locator("main")).ToContainTextAsync(news);
        await LookAsync(giver);
        await staff.GoAsync("charity");
        await Expect(staff.Page.Locator("section[aria-labelledby=followed]")).ToHaveCountAsync(0);
        await giver.GoAsync($"charity/x-{project}");
    }

    private static async Task<NewHookKey> MakeKeyAsync(Visit staff, long foundation)
    {
        await staff.GoAsync($"charity/desk/{foundation}/keys");
        await staff.Page.Locator("form[action$='/keys'] button").ClickAsync();
        await Expect(staff.Page.Locator("#secret")).ToBeVisibleAsync();
        await LookAsync(staff);
        return new NewHookKey(await staff.Page.Locator(".desk-secret .secret").First.InnerTextAsync(), await staff.Page.Locator("#secret").InnerTextAsync());
    }

    /// <summary>A statement says more than the ledger has; everybody sees it until the foundation has explained it and an administrator has closed it.</summary>
    private async Task DifferAsync(Visit staff, Visit administrator, Visit giver, long foundation, long project, NewHookKey key)
    {
        Assert.Contains("differs", await SendAsync(foundation, key, "/statements", $$"""{"month":"{{DateTime.UtcNow.AddMonths(-1):yyyy-MM}}","sums":[{"project":{{project}},"currency":"EUR","count":1,"amount":500}]}"""), StringComparison.Ordinal);
        await giver.GoAsync("charity/transparency");
        var shown = giver.Page.Locator(".gift-whose", new() { HasText = $"A well for the village, {staff.Look.Lang}" });
        await Expect(shown).ToHaveCountAsync(1);
        await LookAsync(giver);
        await staff.GoAsync($"charity/desk/{foundation}/statements");
        await staff.Page.Locator("textarea[name=Words]").FillAsync("A gift that came by post was counted with this project by mistake.");
        await SendAsync(staff);
        await Expect(staff.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await administrator.GoAsync("moderation/charity");
        await administrator.Page.Locator("form[action*='/charity/difference/'] button").First.ClickAsync();
        await Expect(administrator.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await giver.GoAsync("charity/transparency");
        await Expect(shown).ToHaveCountAsync(0);
    }

    private static async Task ReportAsync(Visit staff, Visit giver, long project)
    {
        await staff.GoAsync($"charity/desk/project/{project}/close");
        await SendAsync(staff);
        await staff.Page.Locator($"a[href$='/desk/project/{project}/report']").ClickAsync();
        await staff.Page.Locator("#Spent").FillAsync("19.50");
        await staff.Page.Locator("#Report").FillAsync("The shaft was dug as far as the gifts went, and **water lies at forty metres**. Half a euro is left for the next well.");
        await SendAsync(staff);
        await Expect(staff.Page).ToHaveURLAsync(new Regex($@"/desk/project/{project}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await giver.GoAsync($"charity/x-{project}");
        await Expect(giver.Page.Locator(".prose strong", new() { HasText = "water lies at forty metres" })).ToBeVisibleAsync();
        await Expect(giver.Page.Locator("main")).ToContainTextAsync("19.50");
        await Expect(giver.Page.Locator("a[href$='/give']")).ToHaveCountAsync(0);
        await LookAsync(giver);
    }

    /// <summary>Whoever downloads the ledger checks it with the program of the documentation; with a line taken out it says so.</summary>
    private async Task VerifyLedgerAsync(long foundation, long project, NewHookKey key)
    {
        using var client = new HttpClient();
        var ledger = await client.GetStringAsync(new Uri(Forum.Address + Paths.LedgerJsonLines));
        var file = Path.Combine(Forum.Data, "ledger-to-verify.jsonl");
        await File.WriteAllTextAsync(file, ledger);
        Assert.Contains("lines, whole.", await RunAsync("python3", ["-c", CharityDocs.Block("python", "verify"), file], foundation, project, key), StringComparison.Ordinal);
        var lines = ledger.Split('\n');
        await File.WriteAllTextAsync(file, string.Join('\n', lines.Where((_, i) => i != 2)));
        Assert.Contains("one is missing", await RunAsync("python3", ["-c", CharityDocs.Block("python", "verify"), file], foundation, project, key), StringComparison.Ordinal);
    }

    private static async Task LookAsync(Visit visit)
    {
        await visit.UnrollAsync();
        await visit.BeAccessibleAsync();
        await visit.NotScrollSidewaysAsync();
        await visit.RollAsync();
    }

    private static Task SendAsync(Visit visit) => visit.Page.Locator("main form button[type=submit]:not([formaction]):is(.btn--main,.btn--bad)").First.ClickAsync();

    /// <summary>The bar of the page stands at that hundredth of the goal.</summary>
    private static Task BarIsAsync(Visit visit, string percent) => Expect(visit.Page.Locator(".gift-card .gift-bar")).ToHaveJSPropertyAsync("position", double.Parse(percent, CultureInfo.InvariantCulture) / 100);

    private async Task<string> SendAsync(long foundation, NewHookKey key, string path, string body)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Forum.Address}/hooks/charity/{foundation}{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(HookSignature.Header, HookSignature.Write(key, DateTime.UtcNow, Encoding.UTF8.GetBytes(body)));
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> RunAsync(string program, string[] arguments, long foundation, long project, NewHookKey key)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in new[] { ("FORUM", Forum.Address), ("FOUNDATION", $"{foundation}"), ("PROJECT", $"{project}"), ("KEY", key.Name), ("SECRET", key.Secret) })
            start.Environment[name] = value;
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync();
        return said + await run.StandardError.ReadToEndAsync();
    }
}
