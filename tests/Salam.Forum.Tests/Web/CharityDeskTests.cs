using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;
using PictureFiles = Salam.Forum.Tests.Support.PictureFiles;

namespace Salam.Forum.Tests.Web;

/// <summary>A site whose foundations' staff has a second factor.</summary>
public sealed class DeskSite : CharitySite
{
    protected override Task SeedAsync() => DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister).ExecuteUpdateAsync(set => set.SetProperty(m => m.TwoFactorEnabled, true)));
}

/// <summary>The pages of charity for those who act for foundations, and for those who vet them: without script, over HTTP.</summary>
public sealed class CharityDeskTests(DeskSite site) : IClassFixture<DeskSite>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n");

    [Fact]
    public async Task Without_a_second_factor_the_pages_say_how_to_switch_it_on()
    {
        var sister = await site.SignInAsync(Cast.Sister2);
        foreach (var page in new[] { "/en/charity/apply", "/en/charity/desk" })
        {
            var answer = await sister.GetAsync(page);
            Assert.Equal(200, answer.Status);
            Assert.EndsWith("/settings/two-factor", answer.Page.QuerySelector(".note a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Null(answer.Page.QuerySelector("#Name"));
        }
        Assert.Equal(403, (await SendAsync(sister, "/en/charity/apply", Application(), null)).Status);
        // Of a desk of hers too she is led to where it says so.
        var charity = await site.CharityAsync();
        _ = (await site.ActAsync<StaffService, Result<Done>>(site.Staff, s => s.AddAsync(charity.Foundation, Cast.Sister2, default))).Value;
        Assert.Equal("/en/charity/desk", (await sister.GetAsync(Paths.FoundationDesk("en", charity.Foundation))).Location);
        Assert.Equal(403, (await sister.PostAsync(Paths.FoundationDesk("en", charity.Foundation, "keys"))).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_an_application_is_said_at_each_field_and_nothing_is_lost()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var answer = await SendAsync(staff, "/en/charity/apply", [("Name", "A"), ("Country", "ZZ"), ("Register", ""), ("RegisterNumber", "7"), ("Site", "nonsense"), ("Contact", "The office"), ("Policy", "It reaches **the poor**.")], Encoding.ASCII.GetBytes("%PDF-nothing"));
        Assert.Equal(400, answer.Status);
        foreach (var field in new[] { "Name", "Country", "Register", "Site", "File" })
            Assert.NotNull(answer.Page.QuerySelector($"#{field}-e"));
        Assert.Equal(5, answer.Page.QuerySelectorAll("#errors li").Length);
        Assert.Equal(("A", "7", "The office"), (Value(answer, "Name"), Value(answer, "RegisterNumber"), Value(answer, "Contact")));
        Assert.Contains("the poor", answer.Page.QuerySelector("#Policy")!.TextContent, StringComparison.Ordinal);
        // The file was good, and the form was not: browsers do not send it again.
        var again = await SendAsync(staff, "/en/charity/apply", [.. Application().Where(f => f.Name != "Site")], Pdf);
        Assert.Contains("choose the file again", again.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foundation_applies_is_refused_with_words_applies_again_and_is_vetted_step_by_step()
    {
        var (staff, administrator) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator));
        var applied = await SendAsync(staff, "/en/charity/apply", Application(), Pdf);
        Assert.Equal(302, applied.Status);
        var id = long.Parse(applied.Location!.Split('/', '?')[^2]);
        var desk = await staff.GetAsync(applied.Location);
        Assert.Equal(5, desk.Page.QuerySelectorAll("ol.steps > li").Length);
        Assert.DoesNotContain("Hand in an extract", desk.Body, StringComparison.Ordinal);

        Assert.Contains($"/foundation/{id}\"", (await administrator.GetAsync("/en/moderation/charity")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await (await site.SignInAsync(Cast.SisterModerator)).GetAsync(Paths.FoundationReview("en", id))).Status);
        Assert.Equal(409, (await administrator.PostAsync(Paths.FoundationReview("en", id, "vet"))).Status);
        var wordless = await administrator.PostAsync(Paths.FoundationReview("en", id, "reject"), [("Words", "")]);
        Assert.Equal(400, wordless.Status);
        Assert.NotNull(wordless.Page.QuerySelector("#Words-e"));
        Assert.Equal(302, (await administrator.PostAsync(Paths.FoundationReview("en", id, "reject"), [("Words", "The number is another foundation's.")])).Status);

        var refused = await staff.GetAsync(Paths.FoundationDesk("en", id));
        Assert.Contains("The number is another foundation's.", refused.Page.QuerySelector(".note--bad")!.TextContent, StringComparison.Ordinal);
        var version = Value(await staff.GetAsync(Paths.FoundationDesk("en", id, "edit")), "Version", byName: true)!;
        var mended = Application("Wells of Mercy, mended");
        Assert.Equal(302, (await staff.PostAsync(Paths.FoundationDesk("en", id, "edit"), [.. mended, ("Version", version)])).Status);
        Assert.Equal(409, (await staff.PostAsync(Paths.FoundationDesk("en", id, "edit"), [.. mended, ("Version", version)])).Status);

        foreach (var step in Enum.GetValues<VettingStep>())
            Assert.Equal(302, (await administrator.PostAsync(Paths.FoundationReview("en", id, "check/" + step.ToString().ToLowerInvariant()), [("Words", "Looked up and found.")])).Status);
        Assert.NotNull((await administrator.GetAsync(Paths.FoundationReview("en", id))).Page.QuerySelector("form[action$='/vet']"));
        var read = (await administrator.GetAsync(Paths.FoundationReview("en", id))).Page.QuerySelector("form[action$='/vet'] input[name=Version]")!.GetAttribute("value")!;
        Assert.Equal(409, (await administrator.PostAsync(Paths.FoundationReview("en", id, "vet"), [("Version", "7")])).Status);
        Assert.Equal(302, (await administrator.PostAsync(Paths.FoundationReview("en", id, "vet"), [("Version", read)])).Status);
        Assert.Contains(DateTime.UtcNow.AddMonths(VettingTerm.Months).Year.ToString(), (await staff.GetAsync(Paths.FoundationDesk("en", id))).Page.QuerySelector(".desk-name")!.TextContent, StringComparison.Ordinal);
        // What the register says stays now.
        var form = await staff.GetAsync(Paths.FoundationDesk("en", id, "edit"));
        Assert.NotNull(form.Page.QuerySelector("#Name[readonly]"));
        Assert.Equal(409, (await staff.PostAsync(Paths.FoundationDesk("en", id, "edit"), [.. Application("Another name")])).Status);
        Assert.Equal(302, (await administrator.PostAsync(Paths.FoundationReview("en", id, "withdraw"), [("Words", "The register struck it off.")])).Status);
        Assert.Contains("struck it off", (await staff.GetAsync(Paths.FoundationDesk("en", id))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_are_given_out_as_files_to_be_saved_and_kept_by_nobody()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        var path = Paths.FoundationDesk("en", charity.Foundation, "documents");
        Assert.Contains("Choose a file first.", (await SendAsync(staff, path, [("Kind", "Other")], null)).Body, StringComparison.Ordinal);
        foreach (var (file, sentence) in new (byte[], string)[] { (Encoding.ASCII.GetBytes("%PDF-1.4 and no end"), "not a PDF"), ([.. Pdf, .. new byte[FoundationDocument.BytesMax]], "larger than 10 MB"), ("<svg/>"u8.ToArray(), "We take") })
        {
            var refused = await SendAsync(staff, path, [("Kind", "Other"), ("Name", "Statutes")], file);
            Assert.Equal(400, refused.Status);
            Assert.Contains(sentence, refused.Page.QuerySelector("#File-e")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("Statutes", Value(refused, "Name"));
        }
        Assert.Equal(400, (await SendAsync(staff, path, [("Kind", "AnnualReport"), ("Name", "Report")], Pdf)).Status);
        Assert.Equal(302, (await SendAsync(staff, path, [("Kind", "Other"), ("Name", "../Stat\"utes")], Pdf)).Status);
        Assert.Equal(302, (await SendAsync(staff, path, [("Kind", "Registration"), ("Name", "")], PictureFiles.Of("png", 60, 40))).Status);

        var links = (await staff.GetAsync(path)).Page.QuerySelectorAll("a[download]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        var document = await staff.GetAsync(links[0]);
        Assert.Equal(("application/pdf", "nosniff"), (document["Content-Type"], document["X-Content-Type-Options"]));
        Assert.Equal(Pdf, document.Bytes);
        Assert.StartsWith("attachment; filename=", document["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("Statutes.pdf", document["Content-Disposition"], StringComparison.Ordinal);
        Assert.DoesNotContain("..", document["Content-Disposition"], StringComparison.Ordinal);
        Assert.Contains("no-store", document["Cache-Control"], StringComparison.Ordinal);
        Assert.Contains("sandbox", document["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("image/webp", (await staff.GetAsync(links[1]))["Content-Type"]);
        Assert.Equal(200, (await (await site.SignInAsync(Cast.Administrator)).GetAsync(links[0])).Status);
        foreach (var other in new[] { site.Guest(), await site.SignInAsync(Cast.Brother), await site.SignInAsync(Cast.SisterModerator) })
            Assert.Equal(404, (await other.GetAsync(links[0])).Status);

        var remove = (await staff.GetAsync(path)).Page.QuerySelector("a[href$='/remove']")!.GetAttribute("href")!;
        Assert.Contains("Remove this document?", (await staff.GetAsync(remove)).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await staff.PostAsync(remove)).Status);
        Assert.Single((await staff.GetAsync(path)).Page.QuerySelectorAll("a[download]"));
    }

    [Fact]
    public async Task A_project_is_written_seen_before_sent_back_mended_and_opened()
    {
        var (staff, administrator) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator));
        var charity = await site.CharityAsync();
        var path = Paths.FoundationDesk("en", charity.Foundation, "projects/new");
        var bad = await staff.PostAsync(path, [.. Form(goal: "1,250", currency: "EUR").Where(f => f.Name is not ("DonateUrl" or "Recipients")), ("DonateUrl", "http://wells.example")]);
        Assert.Equal(400, bad.Status);
        Assert.Equal(["DonateUrl", "Goal", "Recipients"], bad.Page.QuerySelectorAll("#errors a").Select(a => a.GetAttribute("href")![1..]).Order());
        Assert.Equal(("1,250", "The pump", "400.50"), (Value(bad, "Goal"), bad.Page.QuerySelectorAll("[name=MilestoneTitles]")[0].GetAttribute("value"), bad.Page.QuerySelectorAll("[name=MilestoneAmounts]")[0].GetAttribute("value")));
        Assert.NotNull(bad.Page.QuerySelector("#Schools input[value=Hanafi][checked]"));

        var seen = await staff.PostAsync(Paths.FoundationDesk("en", charity.Foundation, "projects/preview"), Form());
        Assert.Equal("no water", seen.Page.QuerySelector("#preview strong")!.TextContent);
        Assert.Equal("1250.50", Value(seen, "Goal"));

        var made = await staff.PostAsync(path, Form());
        Assert.Equal(302, made.Status);
        var id = long.Parse(made.Location!.Split('/')[^1]);
        var desk = await staff.GetAsync(made.Location);
        Assert.Contains("1,250.50\u00A0EUR", desk.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", id, "submit"))).Status);
        Assert.Equal(409, (await staff.GetAsync(Paths.ProjectDesk("en", id, "edit"))).Status);

        Assert.Contains($"/project/{id}\"", (await administrator.GetAsync("/en/moderation/charity")).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await administrator.PostAsync(Paths.ProjectReview("en", id, "return"), [("Words", "Say who digs the well.")])).Status);
        Assert.Contains("Say who digs the well.", (await staff.GetAsync(Paths.ProjectDesk("en", id))).Body, StringComparison.Ordinal);
        var version = Value(await staff.GetAsync(Paths.ProjectDesk("en", id, "edit")), "Version", byName: true)!;
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", id, "edit"), [.. Form(title: "A well, dug by neighbours"), ("Version", version)])).Status);
        var clash = await staff.PostAsync(Paths.ProjectDesk("en", id, "edit"), [.. Form(title: "A well, dug by nobody"), ("Version", version)]);
        Assert.Equal((409, "A well, dug by nobody"), (clash.Status, Value(clash, "Title")));
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", id, "submit"))).Status);
        Assert.Equal(409, (await administrator.PostAsync(Paths.ProjectReview("en", id, "publish"), [("Version", version)])).Status);
        var read = Value(await administrator.GetAsync(Paths.ProjectReview("en", id)), "Version", byName: true)!;
        Assert.Equal(302, (await administrator.PostAsync(Paths.ProjectReview("en", id, "publish"), [("Version", read)])).Status);
        // Once it was open, its currency stays.
        Assert.NotNull((await staff.GetAsync(Paths.ProjectDesk("en", id, "edit"))).Page.QuerySelector("#Currency[readonly]"));
    }

    [Fact]
    public async Task An_open_project_is_stopped_by_a_moderator_goes_on_tells_its_news_and_reports_at_the_end()
    {
        var (staff, moderator) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.SisterModerator));
        var charity = await site.CharityAsync();
        Assert.Equal(404, (await (await site.SignInAsync(Cast.Brother)).PostAsync(Paths.ProjectReview("en", charity.Project, "pause"), [("Words", "Something is wrong.")])).Status);
        Assert.Equal(400, (await moderator.PostAsync(Paths.ProjectReview("en", charity.Project, "pause"), [("Words", "")])).Status);
        Assert.Equal(302, (await moderator.PostAsync(Paths.ProjectReview("en", charity.Project, "pause"), [("Words", "The page of the foundation is gone.")])).Status);
        Assert.Contains("The page of the foundation is gone.", (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await moderator.PostAsync(Paths.ProjectReview("en", charity.Project, "resume"))).Status);

        Assert.Equal(400, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "promise"), [("DueAt", "2001-02-03")])).Status);
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "promise"), [("DueAt", $"{DateTime.UtcNow.AddDays(9):yyyy-MM-dd}")])).Status);
        var tell = (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.QuerySelector("#news a[href*='promise=']")!.GetAttribute("href")!;
        var promise = Value(await staff.GetAsync(tell), "Promise", byName: true)!;
        Assert.Equal(404, (await staff.GetAsync(tell + "9")).Status);
        Assert.Equal(400, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "update"), [("Promise", promise), ("Body", "")])).Status);
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "update"), [("Promise", promise), ("Body", "The drill **has come**.")])).Status);
        Assert.Equal("has come", (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.QuerySelector("#news .prose strong")!.TextContent);

        Assert.Equal(409, (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project, "report"))).Status);
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "close"))).Status);
        var words = "The well gives water, and three hundred people of the village drink from it each day.";
        var bad = await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "report"), [("Report", words), ("Spent", "much")]);
        Assert.Equal(400, bad.Status);
        Assert.NotNull(bad.Page.QuerySelector("#Spent-e"));
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "report"), [("Report", words), ("Spent", "1250.50")])).Status);
        Assert.Contains("1,250.50\u00A0EUR", (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_and_the_report_are_seen_before_they_are_told_with_what_the_filter_finds_in_them()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        var news = Paths.ProjectDesk("en", charity.Project, "update/preview");
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "promise"), [("DueAt", $"{DateTime.UtcNow.AddDays(9):yyyy-MM-dd}")])).Status);
        var tell = (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.QuerySelector("#news a[href*='promise=']")!.GetAttribute("href")!;
        var promise = Value(await staff.GetAsync(tell), "Promise", byName: true)!;
        var seen = await staff.PostAsync(news, [("Promise", promise), ("Body", "The drill **has come**.")]);
        Assert.Equal((200, "has come", "The drill **has come**.", promise), (seen.Status, seen.Page.QuerySelector("#preview strong")!.TextContent, seen.Page.QuerySelector("#Body")!.TextContent.Trim(), Value(seen, "Promise", byName: true)));
        Assert.Null(seen.Page.QuerySelector("#preview .note--found"));
        // It goes to where news are told, and is seen before without script and with it.
        Assert.Equal(Paths.ProjectDesk("en", charity.Project, "update"), seen.Page.QuerySelector("form[data-draft]")!.GetAttribute("action"));
        Assert.Equal((news, news), (seen.Page.QuerySelector("form[data-draft] [hx-post]")!.GetAttribute("formaction"), seen.Page.QuerySelector("form[data-draft] [hx-post]")!.GetAttribute("hx-post")));
        Assert.Equal(404, (await staff.PostAsync(news, [("Promise", promise + "9"), ("Body", "The drill has come.")])).Status);
        var bad = await staff.PostAsync(news, [("Body", "You fucking liar")]);
        Assert.Equal("fucking", bad.Page.QuerySelector("#preview .note--found mark")!.TextContent);
        // A post would be held; here it is not taken.
        Assert.Equal("cannot be posted", bad.Page.QuerySelector("#preview .found-then")!.TextContent);
        Assert.Empty((await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.QuerySelectorAll("#news .prose"));

        var report = Paths.ProjectDesk("en", charity.Project, "report/preview");
        Assert.Equal(409, (await staff.PostAsync(report, [("Report", "It gives water.")])).Status);
        Assert.Equal(302, (await staff.PostAsync(Paths.ProjectDesk("en", charity.Project, "close"))).Status);
        var told = await staff.PostAsync(report, [("Report", "It gives **water**, you fucking liar."), ("Spent", "12.50")]);
        Assert.Equal((200, "water", "fucking", "12.50"), (told.Status, told.Page.QuerySelector("#preview strong")!.TextContent, told.Page.QuerySelector("#preview mark")!.TextContent, Value(told, "Spent")));
        Assert.Equal("", (await staff.GetAsync(Paths.ProjectDesk("en", charity.Project, "report"))).Page.QuerySelector("#Report")!.TextContent.Trim());
    }

    [Fact]
    public async Task Administrators_read_what_the_filter_objects_to_in_a_project_and_tick_it_off()
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(db => db.Projects.Where(p => p.Id == charity.Project).ExecuteUpdateAsync(set => set.SetProperty(p => p.Fees, "Five in a hundred, you fucking liar.")));
        await site.DbAsync(db => db.JudgingProgress.ExecuteDeleteAsync());
        while (await site.ActAsync<JudgingPass, JudgingStep?>(Viewer.Guest, p => p.StepAsync(default)) is not null)
        {
            // To the end.
        }
        var administrator = await site.SignInAsync(Cast.Administrator);
        var (index, path) = ("/en/moderation/charity", Paths.ProjectReview("en", charity.Project));
        Assert.Contains("fucking", (await administrator.GetAsync(index)).Page.QuerySelector($"#words li:has(a[href^='{path}'])")!.TextContent, StringComparison.Ordinal);
        var page = await administrator.GetAsync(path);
        Assert.StartsWith("fucking", page.Page.QuerySelector("#words mark")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await (await site.SignInAsync(Cast.SisterModerator)).GetAsync(path)).Page.QuerySelector("#words"));
        var entry = Value(page, "Entry", byName: true)!;
        Assert.Equal(404, (await (await site.SignInAsync(Cast.SisterModerator)).PostAsync(path + "/words", [("Entry", entry)])).Status);
        Assert.Equal(302, (await administrator.PostAsync(path + "/words", [("Entry", entry)])).Status);
        Assert.Null((await administrator.GetAsync(path)).Page.QuerySelector("#words"));
        Assert.Null((await administrator.GetAsync(index)).Page.QuerySelector($"#words a[href^='{path}']"));
        Assert.Equal(409, (await administrator.PostAsync(path + "/words", [("Entry", entry)])).Status);
    }

    [Fact]
    public async Task The_secret_of_a_key_is_shown_once_and_a_retired_key_stays_named()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        var path = Paths.FoundationDesk("en", charity.Foundation, "keys");
        var made = await staff.PostAsync(path);
        Assert.Equal(200, made.Status);
        Assert.Contains("no-store", made["Cache-Control"], StringComparison.Ordinal);
        var secret = made.Page.QuerySelector("#secret")!.TextContent;
        Assert.Equal(64, secret.Length);
        var name = made.Page.QuerySelectorAll(".secret")[0].TextContent;
        Assert.Equal(200, (await site.SendAsync(charity with { Key = new NewHookKey(name, secret) }, CitedGift(charity))).Status);
        foreach (var page in new[] { path, Paths.HookTest("en", charity.Foundation) })
            Assert.DoesNotContain(secret, (await staff.GetAsync(page)).Body, StringComparison.Ordinal);
        Assert.Equal(409, (await staff.PostAsync(path)).Status);
        Assert.Contains(name, (await staff.GetAsync($"{path}/{name}/retire")).Page.QuerySelector("form.confirm")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await staff.PostAsync($"{path}/{name}/retire")).Status);
        Assert.Equal(404, (await staff.GetAsync($"{path}/{name}/retire")).Status);
        Assert.Equal(401, (await site.SendAsync(charity with { Key = new NewHookKey(name, secret) }, CitedGift(charity))).Status);
    }

    [Fact]
    public async Task What_does_not_count_is_listed_with_its_reason_and_can_be_dismissed()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        Assert.Equal(202, (await site.SendAsync(charity, CitedGift(charity).Replace("\"EUR\"", "\"USD\"", StringComparison.Ordinal))).Status);
        var path = Paths.FoundationDesk("en", charity.Foundation, "announcements");
        var list = await staff.GetAsync(path);
        var row = Assert.Single(list.Page.QuerySelectorAll(".desk-rows > li"));
        Assert.Contains("25.00\u00A0USD", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("another currency", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", list.Page.QuerySelector(".tabs .count")!.TextContent);
        Assert.Equal(302, (await staff.PostAsync(path + "/again")).Status);
        var dismiss = row.QuerySelector("a[href$='/dismiss']")!.GetAttribute("href")!;
        Assert.Contains("25.00", (await staff.GetAsync(dismiss)).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await staff.PostAsync(dismiss)).Status);
        Assert.Equal(404, (await staff.GetAsync(dismiss)).Status);
        Assert.Empty((await staff.GetAsync(path)).Page.QuerySelectorAll(".desk-rows > li"));
        Assert.Single((await staff.GetAsync(path + "?state=dismissed")).Page.QuerySelectorAll(".desk-rows > li"));
        Assert.Equal((0, 0), await site.SumsAsync(charity.Project));
    }

    [Fact]
    public async Task A_difference_is_explained_by_the_foundation_and_closed_by_an_administrator()
    {
        var (staff, administrator) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator));
        var charity = await site.CharityAsync();
        var month = $"{DateTime.UtcNow.AddMonths(-1):yyyy-MM}";
        Assert.Equal(200, (await site.SendAsync(charity, $$"""{"month":"{{month}}","sums":[{"project":{{charity.Project}},"currency":"EUR","count":3,"amount":9900}]}""", path: "/statements")).Status);
        var path = Paths.FoundationDesk("en", charity.Foundation, "statements");
        var list = await staff.GetAsync(path);
        Assert.Contains("99.00\u00A0EUR", list.Page.Body!.TextContent, StringComparison.Ordinal);
        var id = Value(list, "Difference", byName: true)!;
        var close = Paths.CloseDifference("en", long.Parse(id));
        Assert.Equal(409, (await administrator.PostAsync(close, [("Version", await site.DbAsync(db => db.StatementDifferences.Where(d => d.Id == long.Parse(id)).Select(d => Edits.Version(d.EditedAt).ToString()).FirstAsync()))])).Status);
        var brief = await staff.PostAsync(path, [("Difference", id), ("Words", "Late")]);
        Assert.Equal((400, "Late"), (brief.Status, brief.Page.QuerySelector($"#Words-{id}")!.TextContent.Trim()));
        Assert.Equal(302, (await staff.PostAsync(path, [("Difference", id), ("Words", "Our program was down for three days.")])).Status);
        var waiting = (await administrator.GetAsync("/en/moderation/charity")).Page.QuerySelector($"form[action='{close}']")!;
        Assert.Contains("down for three days", waiting.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await administrator.PostAsync(close, [("Version", waiting.QuerySelector("[name=Version]")!.GetAttribute("value")!)])).Status);
        Assert.DoesNotContain("99.00", (await staff.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_is_added_by_name_and_removed_and_the_last_one_stays()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        var path = Paths.FoundationDesk("en", charity.Foundation, "staff");
        var unknown = await staff.PostAsync(path, [("Handle", "nobody-here")]);
        Assert.Equal((400, "nobody-here"), (unknown.Status, Value(unknown, "Handle")));
        Assert.Equal(409, (await staff.PostAsync($"{path}/{Cast.Sister}/remove")).Status);
        Assert.Equal(302, (await staff.PostAsync(path, [("Handle", Cast.SisterModerator)])).Status);
        var second = await site.SignInAsync(Cast.SisterModerator);
        Assert.Equal(200, (await second.GetAsync(path)).Status);
        Assert.Equal(302, (await staff.PostAsync($"{path}/{Cast.SisterModerator}/remove")).Status);
        Assert.Equal(404, (await second.GetAsync(path)).Status);
    }

    [Fact]
    public async Task The_test_page_says_what_is_wrong_with_a_message_and_counts_nothing()
    {
        var staff = await site.SignInAsync(Cast.Sister);
        var charity = await site.CharityAsync();
        var path = Paths.HookTest("en", charity.Foundation);
        Assert.Equal(302, (await staff.GetAsync("/en/charity/desk/test")).Status);
        var page = await staff.GetAsync(path);
        Assert.Equal(3, page.Page.QuerySelectorAll("pre").Length);
        Assert.All(page.Page.QuerySelectorAll("pre"), sample => Assert.Contains(charity.Key.Name, sample.TextContent, StringComparison.Ordinal));
        Assert.Contains($"https://forum.example/hooks/charity/{charity.Foundation}", page.Body, StringComparison.Ordinal);

        var body = CitedGift(charity);
        var right = Sign(charity, body);
        foreach (var (header, said) in new[] { (right, body), ($"{HookSignature.Header}: {right}", body), (right, body + "\r\n") })
            Assert.NotNull((await LookAsync(header, said)).Page.QuerySelector("#found.note--ok"));
        foreach (var (header, said, sentence) in new[]
        {
            ("t=1", body, "must be t=SECONDS"), (Sign(charity, body, -400), body, "behind our clock"), (Sign(charity, body, 400), body, "ahead of our clock"), (right, body.Replace("2500", "2501"), "not made with this key"),
            (right.Replace(charity.Key.Name, "k" + new string('0', 20)), body, "no key of this name"), (Sign(charity, "{}"), "{}", "The field amount"), (Sign(charity, "nothing"), "nothing", "not JSON"),
            (Sign(charity, body.Replace("EUR", "USD")), body.Replace("EUR", "USD"), "another currency"), (Sign(charity, body.Replace($"\"project\":{charity.Project}", "\"project\":999999")), body.Replace($"\"project\":{charity.Project}", "\"project\":999999"), "no project of this number"),
        })
        {
            var found = (await LookAsync(header, said)).Page.QuerySelector("#found.note--bad");
            Assert.Contains(sentence, found!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal(0, await site.DbAsync(db => db.Donations.CountAsync(d => d.FoundationId == charity.Foundation)));

        Task<Answer> LookAsync(string header, string said) => staff.PostAsync(path, [("Signature", header), ("Message", said)]);
    }

    private static string Sign(SiteCharity charity, string body, int seconds = 0) => HookSignature.Write(charity.Key, DateTime.UtcNow.AddSeconds(seconds), Encoding.UTF8.GetBytes(body));

    private static string CitedGift(SiteCharity charity) => CharitySite.Gift(charity, "d-" + Guid.NewGuid().ToString("n"));

    private static (string Name, string Value)[] Application(string name = "Wells of Mercy") =>
        [("Name", name), ("Country", "GB"), ("Register", "Charity Commission"), ("RegisterNumber", Guid.NewGuid().ToString("n")), ("Site", "https://wells.example"), ("Contact", "The office, in the mornings"), ("Policy", "Zakat reaches the poor **whole**.")];

    private static (string Name, string Value)[] Form(string title = "A well for the village", string goal = "1250.50", string currency = "EUR") =>
    [
        ("Title", title), ("Language", "en"), ("Story", "The village has **no water**, and the children walk an hour for it each morning before school."), ("Goal", goal), ("Currency", currency), ("Category", "Water"), ("Country", "KE"),
        ("Kind", "Zakat"), ("Recipients", "Poor"), ("Schools", "Hanafi"), ("Schools", "Maliki"), ("Fees", "Five in a hundred pay for the office."), ("DonateUrl", "https://wells.example/give"),
        ("StartsAt", $"{DateTime.UtcNow:yyyy-MM-dd}"), ("EndsAt", $"{DateTime.UtcNow.AddDays(60):yyyy-MM-dd}"), ("MilestoneTitles", "The pump"), ("MilestoneAmounts", "400.50"), ("MilestoneTitles", ""), ("MilestoneAmounts", ""),
    ];

    private static string? Value(Answer answer, string field, bool byName = false) => answer.Page.QuerySelector(byName ? $"[name={field}]" : "#" + field)?.GetAttribute("value");

    private static async Task<Answer> SendAsync(Visitor visitor, string path, (string Name, string Value)[] fields, byte[]? file)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("token", await visitor.TokenAsync())))
            form.Add(new StringContent(value), name);
        if (file is not null)
            form.Add(new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "File", "extract");
        return await visitor.SendAsync("POST", path, form);
    }
}
