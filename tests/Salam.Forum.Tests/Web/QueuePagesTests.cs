using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Tests.Web;

/// <summary>Reporting, and the desk of a moderator, over HTTP.</summary>
public sealed class QueuePagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task Members_find_the_way_to_report_others_things_and_nobody_her_own()
    {
        var post = await site.PostAsync(Cast.Sister);
        var comment = await site.CommentAsync(Cast.Sister2, post.Id);
        var author = site.Viewer(Cast.Sister).MemberId;
        foreach (var (handle, onPost, onComment) in new[] { ("", false, false), (Cast.Sister, false, true), (Cast.Sister2, true, false), (Cast.Brother, true, true) })
        {
            var visitor = await site.VisitorAsync(handle);
            var page = (await visitor.GetAsync(post.Path())).Page;
            Assert.Equal(onPost, page.QuerySelector($".post-acts a[href='/en/report/post/{post.Id}']") is not null);
            Assert.Equal(onComment, page.QuerySelector($"#c{comment} .c-foot a[href='/en/report/comment/{comment}']") is not null);
            var profile = (await visitor.GetAsync("/en/u/" + Cast.Sister)).Page;
            Assert.Equal(handle is not ("" or Cast.Sister), profile.QuerySelector($".profile a[href='/en/report/member/{author}']") is not null);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_report_without_a_reason_or_without_needed_words_comes_back_with_what_was_written(string lang)
    {
        var post = await site.PostAsync(Cast.Sister);
        var member = await site.SignInAsync(Cast.Brother);
        foreach (var rule in new[] { "", "None", "Spam, Insult", "4096", "Nonsense" })
        {
            var answer = await member.PostAsync($"/{lang}/report/post/{post.Id}", [("Rule", rule), ("Words", "What I wrote.")]);
            Assert.Equal((400, lang), (answer.Status, answer.Page.DocumentElement.GetAttribute("lang")));
            Assert.NotNull(answer.Page.QuerySelector("#Rule-e"));
            Assert.Equal("What I wrote.", answer.Page.QuerySelector("#Words")!.TextContent);
        }
        var other = await member.PostAsync($"/{lang}/report/post/{post.Id}", [("Rule", "Other"), ("Words", " ")]);
        Assert.Equal(400, other.Status);
        Assert.NotNull(other.Page.QuerySelector("#Words-e"));
        Assert.True(other.Page.QuerySelector("input[value=Other]")!.HasAttribute("checked"));
        Assert.Equal(0, await site.DbAsync(db => db.Reports.IgnoreQueryFilters().CountAsync(r => db.Cases.IgnoreQueryFilters().Any(c => c.Id == r.CaseId && c.ThingId == post.Id))));
    }

    [Fact]
    public async Task A_report_is_sent_once_and_told_so_and_what_vanished_is_missing()
    {
        var post = await site.PostAsync(Cast.Sister);
        var member = await site.SignInAsync(Cast.Brother);
        var path = $"/en/report/post/{post.Id}";
        Assert.Equal("/en/report/sent", (await member.PostAsync(path, [("Rule", "Insult")])).Location);
        Assert.Equal(200, (await member.GetAsync("/en/report/sent")).Status);
        Assert.Equal("/en/report/sent", (await member.PostAsync(path, [("Rule", "Insult")])).Location);
        var again = await member.PostAsync(path, [("Rule", "Spam")]);
        Assert.Equal(409, again.Status);
        Assert.Contains("reported this already", again.Page.QuerySelector("main")!.TextContent);
        var seen = await member.GetAsync(path);
        Assert.Equal(200, seen.Status);
        Assert.Null(seen.Page.QuerySelector("input[name=Rule]"));
        Assert.Equal(403, (await (await site.SignInAsync(Cast.Sister)).PostAsync(path, [("Rule", "Spam")])).Status);
        Assert.Equal(404, (await member.PostAsync("/en/report/comment/999999", [("Rule", "Spam")])).Status);
        Assert.Equal(404, (await member.GetAsync("/en/report/poem/1")).Status);
        // Three reports hide the thing from whoever sends the third; she is thanked all the same.
        Assert.Equal("/en/report/sent", (await (await site.SignInAsync(Cast.Brother2)).PostAsync(path, [("Rule", "Insult")])).Location);
        Assert.Equal("/en/report/sent", (await (await site.SignInAsync(Cast.Sister3)).PostAsync(path, [("Rule", "Insult")])).Location);
        Assert.Equal(404, (await member.GetAsync(post.Path())).Status);
        Assert.Equal(404, (await member.GetAsync(path)).Status);
        Assert.Equal(404, (await site.Guest().GetAsync(post.Path())).Status);
    }

    [Fact]
    public async Task A_decision_leads_to_the_next_case_and_can_be_undone_from_there()
    {
        Reported[] both = [await ReportedAsync(Rules.Danger), await ReportedAsync(Rules.Danger)];
        var moderator = await site.SignInAsync(Cast.BrotherModerator);
        // The newest danger stands first, unless both are of one second.
        var order = (await moderator.GetAsync("/en/moderation?rule=Danger")).Page.QuerySelectorAll(".q").Select(q => long.Parse(q.Id![1..])).ToList();
        var (second, first) = (both.Single(r => r.Id == order[0]), both.Single(r => r.Id == order[1]));
        var page = await moderator.GetAsync($"/en/moderation/case/{second.Id}?rule=Danger");
        var form = page.Page.QuerySelector("form:has(input[name=Act][value=Approved])")!;
        Assert.Equal(first.Id.ToString(), form.QuerySelector("input[name=Then]")!.GetAttribute("value"));
        var decided = await DecideAsync(moderator, second.Id, "?rule=Danger", ("Act", "Removed"), ("Rule", "Insult"), ("Words", "Please say it kindly."), ("Version", "1"), ("Then", first.Id.ToString()));
        Assert.StartsWith($"/en/moderation/case/{first.Id}?rule=Danger&did=", decided.Location, StringComparison.Ordinal);
        var next = await moderator.GetAsync(decided.Location!);
        Assert.Equal("Removed.", next.Page.QuerySelector("#did")!.TextContent);
        Assert.Null(next.Page.QuerySelector($"#q{second.Id}"));
        Assert.Equal(404, (await site.Guest().GetAsync(second.Address.Path())).Status);
        var undo = next.Page.QuerySelector("form.did")!.GetAttribute("action")!;
        var undone = await moderator.PostAsync(undo);
        Assert.StartsWith($"/en/moderation/case/{second.Id}?", undone.Location, StringComparison.Ordinal);
        Assert.Equal(200, (await site.Guest().GetAsync(second.Address.Path())).Status);
        var twice = await moderator.PostAsync(undo);
        Assert.Equal(409, twice.Status);
        Assert.NotNull(twice.Page.QuerySelector("#desk #errors"));
    }

    [Fact]
    public async Task The_second_of_two_moderators_is_told_who_decided_what_and_nothing_is_overwritten()
    {
        var review = await ReportedAsync();
        var (first, second) = (await site.SignInAsync(Cast.SisterModerator), await site.SignInAsync(Cast.BrotherModerator));
        await first.GetAsync($"/en/moderation/case/{review.Id}");
        Assert.Contains(Cast.SisterModerator, (await second.GetAsync($"/en/moderation/case/{review.Id}")).Page.QuerySelector(".desk-case .note")!.TextContent);
        Assert.Equal(302, (await DecideAsync(first, review.Id, "", ("Act", "Approved"), ("Version", "1"))).Status);
        foreach (var lang in new[] { "en", "ar" })
        {
            var told = await second.PostAsync($"/{lang}/moderation/case/{review.Id}/decide", [("Act", "Removed"), ("Rule", "Spam"), ("Version", "1")]);
            Assert.Equal(409, told.Status);
            Assert.NotNull(told.Page.QuerySelector("#errors"));
            Assert.Contains(Cast.SisterModerator, told.Page.QuerySelector(".case-last")!.TextContent);
        }
        Assert.Equal(200, (await site.Guest().GetAsync(review.Address.Path())).Status);
        Assert.Equal(1, await site.DbAsync(db => db.ModerationLog.IgnoreQueryFilters().CountAsync(e => e.CaseId == review.Id)));
    }

    [Theory]
    [InlineData("Act", "")]
    [InlineData("Act", "Nonsense")]
    [InlineData("Act", "RoleGranted")]
    [InlineData("Act", "Held")]
    [InlineData("Act", "99")]
    [InlineData("Rule", "")]
    [InlineData("Rule", "Spam, Insult")]
    [InlineData("Rule", "4096")]
    [InlineData("Days", "0")]
    [InlineData("Days", "366")]
    [InlineData("Days", "-1")]
    [InlineData("Days", "many")]
    [InlineData("Days", "")]
    public async Task A_decision_of_bad_form_changes_nothing_and_comes_back(string field, string value)
    {
        var review = await ReportedAsync();
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var fields = new Dictionary<string, string> { ["Act"] = "Suspended", ["Rule"] = "Spam", ["Days"] = "3", ["Words"] = "Some words.", ["Version"] = "1", [field] = value };
        var answer = await DecideAsync(moderator, review.Id, "", [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Page.QuerySelector("#errors"));
        if (field != "Act")
        {
            Assert.NotNull(answer.Page.QuerySelector($"#Suspended-{field}-e"));
            Assert.Equal("Some words.", answer.Page.QuerySelector("#Suspended-Words")!.TextContent);
            Assert.NotNull(answer.Page.QuerySelector("details.act[open] #Suspended-Words"));
        }
        Assert.Equal(0, await site.DbAsync(db => db.ModerationLog.IgnoreQueryFilters().CountAsync(e => e.CaseId == review.Id)));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("999999")]
    public async Task A_decision_that_names_no_case_to_go_on_to_leads_back_to_the_queue(string then)
    {
        var (review, next) = (await ReportedAsync(), await ReportedAsync());
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var done = await DecideAsync(moderator, review.Id, "", ("Act", "Approved"), ("Version", "1"), ("Then", then));
        Assert.Equal(302, done.Status);
        Assert.Equal(200, (await moderator.GetAsync(done.Location!)).Status);
        Assert.Contains($"/case/{review.Id}", (await DecideAsync(moderator, next.Id, "", ("Act", "Approved"), ("Version", "1"), ("Then", review.Id.ToString()))).Location);
    }

    [Fact]
    public async Task What_its_author_deleted_stands_in_the_case_until_it_is_decided()
    {
        var post = await site.PostAsync(Cast.Sister, "A title that is taken away");
        var review = await CaseOfAsync(post, Cast.Sister2, Rules.Insult);
        await site.AsAsync(Cast.Sister, services => services.GetRequiredService<Salam.Forum.Posts.PostService>().DeleteAsync(post.Id, default));
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var desk = (await moderator.GetAsync($"/en/moderation/case/{review}")).Page;
        Assert.Contains("A title that is taken away", desk.QuerySelector(".case-thing .case-said")!.TextContent);
        Assert.Equal(302, (await DecideAsync(moderator, review, "", ("Act", "Approved"), ("Version", "2"))).Status);
        Assert.DoesNotContain("A title that is taken away", (await moderator.GetAsync($"/en/moderation/case/{review}")).Body);
    }

    [Fact]
    public async Task A_suspended_moderator_is_told_so_and_offered_nothing()
    {
        var review = await ReportedAsync();
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        await SuspendAsync(DateTime.UtcNow.AddDays(3));
        var desk = await moderator.GetAsync($"/en/moderation/case/{review.Id}");
        var refused = await DecideAsync(moderator, review.Id, "", ("Act", "Approved"), ("Version", "1"));
        await SuspendAsync(null);
        Assert.Equal((200, 403), (desk.Status, refused.Status));
        Assert.Contains("suspended", desk.Page.QuerySelector(".desk-note")!.TextContent);
        Assert.Null(desk.Page.QuerySelector(".case-acts, [data-key], dialog, .desk-note a"));

        Task SuspendAsync(DateTime? until) =>
            site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.SisterModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.SuspendedUntil, until)));
    }

    [Fact]
    public async Task What_weighs_heavily_is_asked_about_once_more()
    {
        var review = await ReportedAsync();
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var asked = await DecideAsync(moderator, review.Id, "", ("Act", "EverythingRemoved"), ("Rule", "Spam"), ("Version", "1"));
        Assert.Equal(200, asked.Status);
        Assert.Contains(Cast.Sister, asked.Page.QuerySelector(".case-ask h3")!.TextContent);
        Assert.Equal(0, await site.DbAsync(db => db.ModerationLog.IgnoreQueryFilters().CountAsync(e => e.CaseId == review.Id)));
        var fields = asked.Page.QuerySelectorAll(".case-ask input:not([name=token])").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        var done = await DecideAsync(moderator, review.Id, "", fields);
        Assert.Equal(302, done.Status);
        Assert.Equal(404, (await site.Guest().GetAsync(review.Address.Path())).Status);
        var undo = (await moderator.GetAsync(done.Location!)).Page.QuerySelector("form.did")!.GetAttribute("action")!;
        Assert.Equal(302, (await moderator.PostAsync(undo)).Status);
        Assert.Equal(200, (await site.Guest().GetAsync(review.Address.Path())).Status);
        // Without a rule it is the form that comes back, not the question.
        Assert.Equal(400, (await DecideAsync(moderator, review.Id, "", ("Act", "Banned"), ("Version", "3"))).Status);
    }

    [Fact]
    public async Task Without_a_second_factor_the_desk_says_what_is_missing_and_nothing_can_be_done()
    {
        var review = await ReportedAsync();
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.SisterModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.TwoFactorEnabled, false)));
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.SisterModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.TwoFactorEnabled, true)));
        foreach (var path in new[] { "/en/moderation", $"/en/moderation/case/{review.Id}" })
        {
            var desk = await moderator.GetAsync(path);
            Assert.Equal(200, desk.Status);
            Assert.NotNull(desk.Page.QuerySelector(".desk-note a[href='/en/settings/two-factor']"));
            Assert.Null(desk.Page.QuerySelector(".case-acts, [data-key], dialog"));
        }
        var refused = await DecideAsync(moderator, review.Id, "", ("Act", "Approved"), ("Version", "1"));
        Assert.Equal(403, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector(".desk-note a[href='/en/settings/two-factor']"));
        Assert.Null(await site.DbAsync(db => db.Cases.IgnoreQueryFilters().Where(c => c.Id == review.Id).Select(c => c.ClaimedBy).SingleAsync()));
    }

    [Fact]
    public async Task An_administrator_enters_the_other_circle_with_a_reason_sees_that_she_is_there_and_leaves_again()
    {
        var post = await site.PostAsync(Cast.Sister, ownCircleOnly: true);
        var review = await CaseOfAsync(post, Cast.Sister2, Rules.Insult);
        var administrator = await site.SignInAsync(Cast.Administrator);
        Assert.Equal(404, (await administrator.GetAsync($"/en/moderation/case/{review}")).Status);
        Assert.NotNull((await administrator.GetAsync("/en/moderation")).Page.QuerySelector("a[href='/en/moderation/circle']"));
        var refused = await administrator.PostAsync("/ar/moderation/circle", [("Words", "لا")]);
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector("#Words-e"));
        Assert.Equal("/en/moderation", (await administrator.PostAsync("/en/moderation/circle", [("Words", "A sister asked me to look at this.")])).Location);
        var inside = await administrator.GetAsync($"/en/moderation/case/{review}");
        Assert.Equal(200, inside.Status);
        var leave = inside.Page.QuerySelector("form.desk-note.sis")!.GetAttribute("action")!;
        Assert.Equal(302, (await administrator.PostAsync(leave)).Status);
        Assert.Equal(404, (await administrator.GetAsync($"/en/moderation/case/{review}")).Status);
    }

    [Fact]
    public async Task What_was_written_is_marked_and_never_becomes_part_of_the_page()
    {
        var post = await site.PostAsync(Cast.Brother, "A title to be looked at", "Words that are harmless.");
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Body, "You idiot <script>alert(1)</script> & more")));
        var review = await CaseOfAsync(post, Cast.Sister2, Rules.Other, "<img src=x onerror=alert(2)>");
        var page = await (await site.SignInAsync(Cast.BrotherModerator)).GetAsync($"/en/moderation/case/{review}");
        Assert.StartsWith("idiot", page.Page.QuerySelector(".marked mark")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("insults", page.Page.QuerySelector(".marked mark .tag")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> & more", page.Page.QuerySelector(".marked")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Letters_act_and_are_shown_only_where_the_moderator_wants_them(bool wanted)
    {
        var review = await ReportedAsync();
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.BrotherModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.HasKeys, wanted)));
        var page = (await (await site.SignInAsync(Cast.BrotherModerator)).GetAsync($"/en/moderation/case/{review.Id}")).Page;
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.BrotherModerator).ExecuteUpdateAsync(set => set.SetProperty(m => m.HasKeys, true)));
        Assert.Equal(wanted, page.Body!.GetAttribute("data-keys") == "1");
        Assert.Equal(wanted, page.QuerySelector("dialog, #desk kbd, [aria-keyshortcuts]") is not null);
        Assert.NotNull(page.QuerySelector("[data-key=a]"));
    }

    [Fact]
    public async Task The_numbers_of_open_cases_and_of_appeals_are_asked_for_moderators_alone()
    {
        await ReportedAsync();
        foreach (var (handle, more) in new[] { (Cast.Sister3, 0), (Cast.SisterModerator, 2) })
        {
            var visitor = await site.SignInAsync(handle);
            await visitor.GetAsync("/en/submit");
            var count = Guid.NewGuid().ToString();
            var page = await visitor.GetAsync("/en/submit", (DatabaseWatch.Header, count));
            Assert.Equal(more, site.Watch.Of(count).Count);
            Assert.Equal(more > 0, page.Page.QuerySelector("#queue-link .count") is not null);
        }
        Assert.Null((await site.Guest().GetAsync("/en/best")).Page.QuerySelector("#queue-link"));
    }

    [Fact]
    public async Task The_desk_asks_the_database_a_bounded_number_of_times()
    {
        var review = await ReportedAsync();
        for (var i = 0; i < 12; i++)
            await ReportedAsync();
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        foreach (var (path, most) in new[] { ("/en/moderation", 6), ($"/en/moderation/case/{review.Id}", 15) })
        {
            await moderator.GetAsync(path);
            var count = Guid.NewGuid().ToString();
            Assert.Equal(200, (await moderator.GetAsync(path, (DatabaseWatch.Header, count))).Status);
            Assert.True(site.Watch.Of(count).Count <= most, string.Join("\n\n", site.Watch.Of(count)));
        }
    }

    private sealed record Reported(long Id, Salam.Forum.Posts.PostAddress Address);

    /// <summary>A public post by a sister, reported by another; each by a reporter of her own, so that no limit is met.</summary>
    private async Task<Reported> ReportedAsync(Rules rule = Rules.Insult)
    {
        var post = await site.PostAsync(Cast.Sister);
        await site.DbAsync(db => db.Reports.IgnoreQueryFilters().ExecuteUpdateAsync(set => set.SetProperty(r => r.CreatedAt, DateTime.UtcNow.AddDays(-2))));
        return new Reported(await CaseOfAsync(post, Cast.Sister2, rule), post);
    }

    private async Task<long> CaseOfAsync(Salam.Forum.Posts.PostAddress post, string reporter, Rules rule, string? words = null)
    {
        _ = (await site.AsAsync(reporter, services => services.GetRequiredService<ReportService>().SendAsync(ThingKind.Post, post.Id, rule, words, default))).Value;
        return await site.DbAsync(db => db.Cases.IgnoreQueryFilters().Where(c => c.Kind == ThingKind.Post && c.ThingId == post.Id).Select(c => c.Id).SingleAsync());
    }

    private static Task<Answer> DecideAsync(Visitor moderator, long id, string query, params (string Name, string Value)[] fields) =>
        moderator.PostAsync($"/en/moderation/case/{id}/decide{query}", fields);
}
