using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>A forum of whose moderators one has no second factor.</summary>
public sealed class ModeratedSite : ForumSite
{
    /// <summary>Removes a post of somebody's after a report; the entry of the log.</summary>
    public async Task<long> RemoveAsync(string moderator, string reporter, long post)
    {
        await AsAsync(reporter, services => services.GetRequiredService<ReportService>().SendAsync(ThingKind.Post, post, Rules.Insult, null, default));
        return await AsAsync(moderator, async services =>
        {
            services.GetRequiredService<CurrentViewer>().Value = Viewer(moderator) with { HasSecondFactor = true };
            var review = await DbAsync(db => db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.ThingId == post && c.Kind == ThingKind.Post));
            return (await services.GetRequiredService<DecisionService>().DecideAsync(review.Id, review.Version, new Decision(Act.Removed, Rules.Insult, "Please say it kindly."), default)).Value.EntryId;
        });
    }

    protected override Task SeedAsync() => DbAsync(db => db.Members.Where(m => m.UserName == Cast.BrotherModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.TwoFactorEnabled, false)));
}

public sealed class ModerationPagesTests(ModeratedSite site) : IClassFixture<ModeratedSite>
{
    /// <summary>A session so old that the next request renews what it knows.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_member_sees_at_her_next_visit_that_something_was_decided_until_she_has_read_it()
    {
        var post = await site.PostAsync(Cast.Sister2);
        var before = await site.SignInAsync(Cast.Sister2);
        await site.RemoveAsync(Cast.SisterModerator, Cast.Brother, post.Id);
        Assert.Null(Line(await before.GetAsync("/en/best")));
        var author = await site.SignInAsync(Cast.Sister2, Renewed);
        foreach (var page in new[] { "/en/best", "/ar/submit", post.Path(), "/en/nothing-here" })
            Assert.EndsWith("/settings/notices", Line(await author.GetAsync(page))!.GetAttribute("href"), StringComparison.Ordinal);
        var notices = await author.GetAsync("/en/settings/notices");
        Assert.Null(Line(notices));
        var notice = Assert.Single(notices.Page.QuerySelectorAll("#list > li"));
        foreach (var words in new[] { "Something you wrote was removed.", "New", "A title of some words", "Insult", "Please say it kindly." })
            Assert.Contains(words, notice.TextContent);
        Assert.DoesNotContain(Cast.SisterModerator, notices.Body);
        Assert.Null(Line(await author.GetAsync("/en/best")));
        Assert.DoesNotContain("New", Assert.Single((await author.GetAsync("/en/settings/notices")).Page.QuerySelectorAll("#list > li .meta")).TextContent);
        Assert.Null(Line(await (await site.SignInAsync(Cast.Sister3, Renewed)).GetAsync("/en/best")));
        Assert.Null(Line(await site.Guest().GetAsync("/en/best")));
        Assert.Equal(302, (await site.Guest().GetAsync("/en/settings/notices")).Status);
    }

    [Fact]
    public async Task An_author_appeals_and_another_moderator_than_the_first_grants_it()
    {
        var post = await site.PostAsync(Cast.Brother2);
        var entry = await site.RemoveAsync(Cast.SisterModerator, Cast.Sister, post.Id);
        Assert.Equal(404, (await site.Guest().GetAsync(post.Path())).Status);
        var (author, stranger) = (await site.SignInAsync(Cast.Brother2), await site.SignInAsync(Cast.Brother3));
        var path = $"/en/settings/notices/{entry}/appeal";
        Assert.Equal((404, 404), ((await stranger.GetAsync(path)).Status, (await stranger.PostAsync(path, [("Words", "Let it be.")])).Status));
        Assert.Equal(302, (await site.Guest().GetAsync(path)).Status);
        Assert.Equal(200, (await author.GetAsync(path)).Status);
        var blank = await author.PostAsync(path, [("Words", " ")]);
        Assert.Equal((400, "Please write something."), (blank.Status, blank.Page.QuerySelector("#Words-e")!.TextContent.Trim()));
        Assert.Equal(302, (await author.PostAsync(path, [("Words", "I meant it kindly.")])).Status);
        Assert.Equal(409, (await author.PostAsync(path, [("Words", "I really did.")])).Status);
        Assert.Equal(409, (await author.GetAsync(path)).Status);

        var appeal = await site.DbAsync(db => db.Appeals.IgnoreQueryFilters().Where(a => a.EntryId == entry).Select(a => a.Id).FirstAsync());
        var first = await site.SignInAsync(Cast.SisterModerator);
        Assert.Null(Row(await first.GetAsync("/en/moderation/appeals"), appeal)!.QuerySelector("form"));
        Assert.Equal(403, (await DecideAsync(first, appeal, "true")).Status);
        Assert.Equal(403, (await DecideAsync(await site.SignInAsync(Cast.BrotherModerator), appeal, "true")).Status);
        Assert.Equal(404, (await DecideAsync(author, appeal, "true")).Status);
        var second = await site.SignInAsync(Cast.Administrator);
        var row = Row(await second.GetAsync("/en/moderation/appeals"), appeal)!;
        foreach (var words in new[] { "I meant it kindly.", "Please say it kindly.", "A body of some words.", Cast.SisterModerator, Cast.Brother2 })
            Assert.Contains(words, row.TextContent);
        Assert.Equal(400, (await DecideAsync(second, appeal, "maybe")).Status);
        var denied = await DecideAsync(second, appeal, "false");
        Assert.Equal((400, true), (denied.Status, Row(denied, appeal)!.QuerySelector("[aria-invalid=true]") is not null));
        Assert.Equal(404, (await DecideAsync(second, 999_999, "true")).Status);
        // Whoever read another state of it reads this one first.
        var stale = await DecideAsync(second, appeal, "true", seen: 0);
        Assert.Equal((409, true), (stale.Status, Row(stale, appeal)!.QuerySelector(".err") is not null));
        Assert.NotEqual("0", Row(stale, appeal)!.QuerySelector("input[name=Version]")!.GetAttribute("value"));
        Assert.Equal(302, (await DecideAsync(second, appeal, "true")).Status);
        Assert.Equal(409, (await DecideAsync(second, appeal, "true")).Status);
        // At once, although guests' pages are kept.
        Assert.Equal(200, (await site.Guest().GetAsync(post.Path())).Status);
        Assert.Contains("Your appeal was granted.", (await author.GetAsync("/en/settings/notices")).Body);
        Assert.Contains("An appeal was granted", (await first.GetAsync($"/en/moderation/log?thing=post-{post.Id}")).Page.QuerySelector($"#e{entry}")!.TextContent);
    }

    [Theory]
    [InlineData("en", "Somebody may be in danger", "TelefonSeelsorge")]
    [InlineData("ar", "قد يكون أحدٌ في خطر", "TelefonSeelsorge")]
    public async Task A_case_of_danger_tells_the_moderator_what_to_do_and_the_lines_of_the_authors_country(string lang, string title, string line)
    {
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        foreach (var (rule, language, country) in new[] { (Rules.Danger, "de", true), (Rules.Danger, "en", false), (Rules.Insult, "de", false) })
        {
            var post = await site.PostAsync(Cast.Brother2, language: language);
            await site.AsAsync(Cast.Sister3, services => services.GetRequiredService<ReportService>().SendAsync(ThingKind.Post, post.Id, rule, null, default));
            var opened = await moderator.PostAsync($"/{lang}/moderation/open/post/{post.Id}", []);
            var help = (await moderator.GetAsync(opened.Location!)).Page.QuerySelector(".case-danger");
            Assert.Equal(rule == Rules.Danger, help is not null);
            if (help is null)
                continue;
            Assert.Contains(title, help.TextContent, StringComparison.Ordinal);
            Assert.Equal(country, help.QuerySelector(".case-danger > .help-lines")?.TextContent.Contains(line, StringComparison.Ordinal) ?? false);
            Assert.True(help.QuerySelectorAll(".help-by > details:not([open])").Length > 20);
        }
    }

    [Fact]
    public async Task From_a_thing_or_profile_a_moderator_comes_to_its_case_and_a_case_without_report_says_so()
    {
        var post = await site.PostAsync(Cast.Brother3);
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        foreach (var path in new[] { post.Path(), $"/en/u/{Cast.Brother3}" })
        {
            var way = (await moderator.GetAsync(path)).Page.QuerySelector("button[formaction*='/moderation/open/']")!;
            Assert.Equal("votes", way.GetAttribute("form"));
            var opened = await moderator.PostAsync(way.GetAttribute("formaction")!, []);
            var page = (await moderator.GetAsync(opened.Location!)).Page;
            Assert.Contains("A moderator came upon it.", page.QuerySelector(".desk-case")!.TextContent, StringComparison.Ordinal);
            // What is done to comments goes through a form, by key too: it tells the author.
            if (path == post.Path())
                Assert.Equal("SUMMARY", page.QuerySelector("[data-key=l]")!.TagName);
        }
        var own = await site.PostAsync(Cast.SisterModerator);
        Assert.Null((await moderator.GetAsync(own.Path())).Page.QuerySelector(".post-acts [formaction*='/moderation/open/']"));
        Assert.Null((await (await site.SignInAsync(Cast.Sister)).GetAsync(post.Path())).Page.QuerySelector("[formaction*='/moderation/open/']"));
        var unready = await (await site.SignInAsync(Cast.BrotherModerator)).PostAsync($"/en/moderation/open/post/{post.Id}", []);
        Assert.Equal(403, unready.Status);
    }

    [Fact]
    public async Task The_log_has_no_names_for_members_and_all_of_them_for_moderators()
    {
        var post = await site.PostAsync(Cast.Brother, "A title that is not told");
        var entry = await site.RemoveAsync(Cast.SisterModerator, Cast.Brother2, post.Id);
        foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Sister) })
        {
            var open = await visitor.GetAsync("/en/moderation/log");
            Assert.Equal(200, open.Status);
            Assert.Contains("Removed: a post", open.Page.QuerySelector($"#e{entry}")!.TextContent);
            var list = open.Page.QuerySelector("#list")!.InnerHtml;
            Assert.DoesNotContain("<a ", list);
            foreach (var secret in new[] { Cast.Brother, Cast.SisterModerator, "Please say it kindly.", "not told", post.Slug })
                Assert.DoesNotContain(secret, list);
            // What moderators narrow by does nothing for others.
            Assert.Equal(200, (await visitor.GetAsync("/en/moderation/log?member=nobody-here&act=Nothing")).Status);
        }
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var row = (await moderator.GetAsync($"/en/moderation/log?member={Cast.Brother}&act=Removed&thing=post-{post.Id}")).Page.QuerySelectorAll("#list > li").Single();
        foreach (var words in new[] { Cast.Brother, Cast.SisterModerator, "Please say it kindly.", "published → removed" })
            Assert.Contains(words, row.TextContent);
        Assert.Equal(301, (await moderator.GetAsync(row.QuerySelector("a")!.GetAttribute("href")!)).Status);
        var unknown = await moderator.GetAsync("/en/moderation/log?member=nobody-here");
        Assert.Equal((400, "There is no member of that name."), (unknown.Status, unknown.Page.QuerySelector("#Member-e")!.TextContent.Trim()));
        foreach (var bad in new[] { "act=Nothing", "act=3", "thing=post-x", "thing=nothing-1", "after=x" })
            Assert.Equal(400, (await moderator.GetAsync("/en/moderation/log?" + bad)).Status);
    }

    [Fact]
    public async Task An_administrator_makes_a_moderator_whose_open_session_knows_it_soon()
    {
        var administrator = await site.SignInAsync(Cast.Administrator);
        foreach (var (handle, status) in new[] { ("", 302), (Cast.Sister3, 404), (Cast.SisterModerator, 200) })
            Assert.Equal(status, (await (await site.VisitorAsync(handle)).GetAsync("/en/moderation/team")).Status);
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        Assert.Empty((await moderator.GetAsync("/en/moderation/team")).Page.QuerySelectorAll("main form"));
        Assert.Equal(404, (await SetRoleAsync(moderator, Cast.Sister3, "Moderator")).Status);
        Assert.Equal(403, (await SetRoleAsync(administrator, Cast.Administrator, "Member")).Status);
        Assert.Equal(400, (await SetRoleAsync(administrator, Cast.Sister3, "King")).Status);
        Assert.Equal(400, (await SetRoleAsync(administrator, Cast.Sister3, "2")).Status);
        Assert.Equal(400, (await SetRoleAsync(administrator, "nobody-here", "Moderator")).Status);
        var session = await site.SignInAsync(Cast.Sister3, Renewed);
        Assert.Equal(302, (await SetRoleAsync(administrator, Cast.Sister3, "Moderator")).Status);
        Assert.Contains(Cast.Sister3, (await administrator.GetAsync("/en/moderation/team")).Page.QuerySelectorAll("main .section")[1].TextContent);
        Assert.Equal(200, (await session.GetAsync("/en/moderation/team")).Status);
        Assert.NotNull(Line(await session.GetAsync("/en/best")));
        var later = await site.SignInAsync(Cast.Sister3, Renewed);
        Assert.Equal(302, (await SetRoleAsync(administrator, Cast.Sister3, "Member")).Status);
        Assert.Equal(404, (await later.GetAsync("/en/moderation/team")).Status);
    }

    [Fact]
    public async Task Standing_and_reports_are_told_in_both_languages()
    {
        var post = await site.PostAsync(Cast.Sister, "A title that is reported");
        await site.AsAsync(Cast.Brother3, services => services.GetRequiredService<ReportService>().SendAsync(ThingKind.Post, post.Id, Rules.Backbiting, "It names somebody.", default));
        var reporter = await site.SignInAsync(Cast.Brother3);
        var report = Assert.Single((await reporter.GetAsync("/en/settings/reports")).Page.QuerySelectorAll("#list > li")).TextContent;
        foreach (var words in new[] { "A title that is reported", "Waiting", "Backbiting or slander", "It names somebody." })
            Assert.Contains(words, report);
        Assert.Contains("قيد الانتظار", (await reporter.GetAsync("/ar/settings/reports")).Body);
        var author = await site.SignInAsync(Cast.Sister);
        var standing = await author.GetAsync("/en/settings/standing");
        Assert.Equal(["Reports about you", "1"], standing.Page.QuerySelectorAll(".figures tbody tr")[0].Children.Take(2).Select(c => c.TextContent));
        Assert.DoesNotContain(Cast.Brother3, standing.Body);
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister).ExecuteUpdateAsync(set => set.SetProperty(m => m.SuspendedUntil, DateTime.UtcNow.AddDays(3))));
        Assert.NotNull((await author.GetAsync("/ar/settings/standing")).Page.QuerySelector(".note--bad"));
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister).ExecuteUpdateAsync(set => set.SetProperty(m => m.SuspendedUntil, (DateTime?)null)));
    }

    [Fact]
    public async Task Everything_of_hers_is_one_file_that_no_cache_keeps()
    {
        await site.PostAsync(Cast.Administrator, "A title of my own");
        var file = await (await site.SignInAsync(Cast.Administrator)).GetAsync("/en/settings/data/file");
        Assert.Equal((200, "application/json; charset=utf-8", "private, no-store"), (file.Status, file["Content-Type"], file["Cache-Control"]));
        Assert.StartsWith("attachment", file["Content-Disposition"], StringComparison.Ordinal);
        var data = JsonDocument.Parse(file.Body).RootElement;
        Assert.Contains(data.GetProperty("posts").EnumerateArray(), p => p.GetProperty("title").GetString() == "A title of my own");
        Assert.Equal(302, (await site.Guest().GetAsync("/en/settings/data/file")).Status);
    }

    private static AngleSharp.Dom.IElement? Line(Answer answer) => answer.Page.QuerySelector("main > .told a");

    private static AngleSharp.Dom.IElement? Row(Answer answer, long appeal) => answer.Page.QuerySelector($"#a{appeal}");

    private async Task<Answer> DecideAsync(Visitor moderator, long appeal, string grant, int? seen = null)
    {
        var version = seen ?? await site.DbAsync(db => (
            from a in db.Appeals.IgnoreQueryFilters()
            where a.Id == appeal
            join e in db.ModerationLog on a.EntryId equals e.Id
            join c in db.Cases on e.CaseId equals c.Id
            select c.Version).FirstOrDefaultAsync());
        return await moderator.PostAsync("/en/moderation/appeals", [("Appeal", appeal.ToString()), ("Version", version.ToString()), ("Grant", grant), ("Answer", "")]);
    }

    private static Task<Answer> SetRoleAsync(Visitor visitor, string handle, string role) => visitor.PostAsync("/en/moderation/team", [("Handle", handle), ("Role", role)]);
}

/// <summary>The way out, and the first administrator: on a forum of their own, since they change its members.</summary>
public sealed class LeavingTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task Whoever_leaves_is_logged_out_everywhere_and_her_page_is_missing()
    {
        var post = await site.PostAsync(Cast.Sister, "A title that stays");
        var (member, elsewhere, guest) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Sister, TimeSpan.FromMinutes(2)), site.Guest());
        Assert.Equal(200, (await guest.GetAsync($"/en/u/{Cast.Sister}")).Status);
        foreach (var fields in new[] { new[] { ("Password", ForumSite.Password) }, [("Password", "not-this-one"), ("KeepWords", "true")], [("Password", ForumSite.Password), ("KeepWords", "maybe")] })
            Assert.Equal(400, (await member.PostAsync("/en/settings/leave", fields)).Status);
        var left = await member.PostAsync("/en/settings/leave", [("Password", ForumSite.Password), ("KeepWords", "true")]);
        Assert.Equal((302, "/en/account/login?notice=left"), (left.Status, left.Location));
        Assert.Contains("Fi amanillah", (await member.GetAsync(left.Location!)).Body);
        Assert.Equal(302, (await elsewhere.GetAsync("/en/settings/profile")).Status);
        Assert.Equal(404, (await guest.GetAsync($"/en/u/{Cast.Sister}")).Status);
        var page = await guest.GetAsync(post.Path());
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain(Cast.Sister, page.Body);
        var id = site.Viewer(Cast.Sister).MemberId;
        Assert.Equal(404, (await guest.GetAsync($"/en/u/member-{id}")).Status);
        Assert.Equal(400, (await LogInAsync(Cast.Sister)).Status);
        Assert.Equal(400, (await LogInAsync($"member-{id}")).Status);
    }

    [Fact]
    public async Task The_last_administrator_is_told_to_give_the_role_on_first()
    {
        await site.DbAsync(db => db.Members.Where(m => m.Role == Role.Administrator && m.UserName != Cast.Administrator).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, Role.Member)));
        var answer = await (await site.SignInAsync(Cast.Administrator)).PostAsync("/en/settings/leave", [("Password", ForumSite.Password), ("KeepWords", "false")]);
        Assert.Equal((409, 1), (answer.Status, answer.Page.QuerySelectorAll("#errors li").Length));
    }

    [Fact]
    public async Task The_command_makes_an_administrator_and_says_when_there_is_no_such_member()
    {
        Assert.Equal(0, await Commands.RunAsync(site.Services, ["admin", Cast.Sister3]));
        Assert.Equal(0, await Commands.RunAsync(site.Services, ["admin", Cast.Sister3]));
        Assert.Equal(1, await Commands.RunAsync(site.Services, ["admin", "nobody-here"]));
        Assert.True(Commands.IsCommand(["admin", "somebody"]));
        Assert.Equal(Role.Administrator, await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister3).Select(m => m.Role).FirstAsync()));
        Assert.Equal(1, await site.DbAsync(db => db.ModerationLog.CountAsync(e => e.Act == Act.RoleGranted && e.ActorId == null)));
        Assert.Equal(200, (await (await site.SignInAsync(Cast.Sister3)).GetAsync("/en/moderation/team")).Status);
    }

    private async Task<Answer> LogInAsync(string login)
    {
        var guest = site.Guest();
        return await guest.PostRawAsync("/en/account/login", ("Login", login), ("Password", ForumSite.Password), ("token", Visitor.TokenIn(await guest.GetAsync("/en/account/login"))!));
    }
}
