using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;

namespace Salam.Forum.Tests.Web;

/// <summary>What authors and readers are told about what the filter found, and about brakes.</summary>
public sealed class FilterPagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Forbidden = "Watch porn videos free now", Indecent = "You fucking liar", Sensitive = "You are stupid", Distress = "I want to kill myself";

    [Theory]
    [InlineData("en", "indecent words")]
    [InlineData("ar", "كلام فاحش")]
    public async Task A_forbidden_post_comes_back_filled_with_the_words_and_their_category(string lang, string category)
    {
        var member = await site.SignInAsync(Cast.Brother);
        var key = Guid.NewGuid().ToString("n");
        var answer = await member.PostAsync($"/{lang}/submit", [("Title", "A title of some words"), ("Body", Forbidden), ("Language", "en"), ("SubmitKey", key)]);
        Assert.Equal(400, answer.Status);
        var errors = answer.Page.QuerySelector("#errors")!;
        Assert.Contains("porn videos", errors.TextContent, StringComparison.Ordinal);
        Assert.Contains(category, errors.TextContent, StringComparison.Ordinal);
        Assert.Equal("#Body", errors.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(Forbidden, answer.Page.QuerySelector("#Body")!.TextContent.Trim());
        Assert.Equal("A title of some words", answer.Page.QuerySelector("#Title")!.GetAttribute("value"));
        Assert.Equal(key, answer.Page.QuerySelector("input[name=SubmitKey]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData(Cast.Sister2, Sensitive, true)]
    [InlineData(Cast.Sister3, "I teach.", false)]
    public async Task Sensitive_words_about_oneself_are_folded_and_stand_in_no_preview_card(string handle, string about, bool folded)
    {
        await site.DbAsync(db => db.Members.Where(m => m.UserName == handle).ExecuteUpdateAsync(set => set.SetProperty(m => m.About, about)));
        foreach (var (visitor, folds) in new[] { (site.Guest(), folded), (await site.SignInAsync(Cast.Brother2), folded), (await site.SignInAsync(handle), false) })
        {
            var page = (await visitor.GetAsync($"/en/u/{handle}")).Page;
            Assert.Equal(folds, page.QuerySelector(".profile details.fold") is not null);
            Assert.Contains(about, page.QuerySelector(folds ? ".profile details.fold .prose" : ".profile > .prose")!.TextContent);
        }
        var cards = (await site.Guest().GetAsync($"/en/u/{handle}")).Page.QuerySelectorAll("meta[name=description], meta[property='og:description']").Select(m => m.GetAttribute("content"));
        Assert.Equal(folded ? [] : [about, about], cards);
    }

    [Fact]
    public async Task A_forbidden_comment_comes_back_filled()
    {
        var post = await site.PostAsync(Cast.Brother);
        var answer = await (await site.SignInAsync(Cast.Brother2)).PostAsync($"/en/p/{post.Id}/comment", [("Body", Forbidden), ("SubmitKey", Guid.NewGuid().ToString())]);
        Assert.Equal(400, answer.Status);
        Assert.Contains("porn videos", answer.Page.QuerySelector(".err")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Forbidden, answer.Page.QuerySelector("textarea[name=Body]")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_author_of_a_held_post_is_told_that_it_waits_and_why_moderators_see_that_it_is_held_and_others_see_nothing()
    {
        var member = await site.SignInAsync(Cast.Brother);
        var sent = await member.PostAsync("/en/submit", [("Title", "A title that is held"), ("Body", Indecent), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]);
        Assert.Equal(302, sent.Status);
        var page = (await member.GetAsync(sent.Location!)).Page;
        var note = page.QuerySelector("main .standing")!;
        Assert.Contains("Waiting for a moderator", note.TextContent, StringComparison.Ordinal);
        Assert.Equal(["fucking", "liar"], note.QuerySelectorAll("mark").Select(m => m.TextContent));
        Assert.NotNull(page.QuerySelector(".post .stands"));
        Assert.NotNull((await member.GetAsync($"/en/u/{Cast.Brother}")).Page.QuerySelector("#feed .stands"));
        var moderator = (await (await site.SignInAsync(Cast.SisterModerator)).GetAsync(sent.Location!)).Page;
        Assert.NotNull(moderator.QuerySelector("main .standing"));
        Assert.Empty(moderator.QuerySelectorAll("main .standing mark"));
        Assert.NotNull(moderator.QuerySelector(".post > details.fold"));
        Assert.Equal(404, (await (await site.SignInAsync(Cast.Brother3)).GetAsync(sent.Location!)).Status);
        Assert.Equal(404, (await site.Guest().GetAsync(sent.Location!)).Status);
    }

    [Fact]
    public async Task A_held_comment_says_so_to_its_author_on_the_page_she_comes_to()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        var sent = await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", Indecent), ("SubmitKey", Guid.NewGuid().ToString())]);
        var comment = (await member.GetAsync(sent.Location!.Split('#')[0])).Page.QuerySelector("#thread .comment")!;
        Assert.Contains("Waiting for a moderator", comment.QuerySelector(".standing")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(comment.QuerySelector(".c-head .stands"));
        Assert.Empty((await site.Guest().GetAsync(post.Path())).Page.QuerySelectorAll("#thread .comment"));
    }

    [Fact]
    public async Task What_a_moderator_removed_leads_its_author_to_the_reason()
    {
        var post = await site.PostAsync(Cast.Brother);
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, Status.Removed)));
        Assert.NotNull((await (await site.SignInAsync(Cast.Brother)).GetAsync(post.Path())).Page.QuerySelector(".standing a[href='/en/settings/notices']"));
        var moderator = (await (await site.SignInAsync(Cast.BrotherModerator)).GetAsync(post.Path())).Page.QuerySelector(".standing")!;
        Assert.Contains("Removed", moderator.TextContent, StringComparison.Ordinal);
        Assert.Empty(moderator.QuerySelectorAll("a"));
    }

    [Fact]
    public async Task What_was_reported_until_it_was_held_names_no_words()
    {
        var post = await site.PostAsync(Cast.Brother);
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, Status.Held)));
        var note = (await (await site.SignInAsync(Cast.Brother)).GetAsync(post.Path())).Page.QuerySelector(".standing")!;
        Assert.Contains("Members reported it", note.TextContent, StringComparison.Ordinal);
        Assert.Empty(note.QuerySelectorAll("mark"));
    }

    [Fact]
    public async Task The_preview_lists_what_was_met_with_its_category_and_what_follows()
    {
        var member = await site.SignInAsync(Cast.Brother);
        foreach (var (body, words, category, follows) in new[]
        {
            (Forbidden, "porn videos", "indecent words", "cannot be posted"), (Indecent, "fucking", "indecent words", "held until"), (Sensitive, "stupid", "insults", "folded behind a line"),
        })
        {
            var page = (await member.PostAsync("/en/submit/preview", [("Title", "A title of words"), ("Body", body), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())])).Page;
            var found = page.QuerySelectorAll("#preview .found li").First(l => l.QuerySelector("mark")!.TextContent == words).TextContent;
            Assert.Contains(category, found, StringComparison.Ordinal);
            Assert.Contains(follows, found, StringComparison.Ordinal);
            Assert.Equal(body, page.QuerySelector("#Body")!.TextContent.Trim());
        }
        var clean = (await member.PostAsync("/en/submit/preview", [("Title", "A title of words"), ("Body", "Some words"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())])).Page;
        Assert.Null(clean.QuerySelector("#preview .found"));
        Assert.Null(clean.QuerySelector(".help"));
    }

    [Theory]
    [InlineData("en", "despair")]
    [InlineData("ar", "يأس")]
    public async Task Words_of_distress_are_marked_with_what_they_tell_for_moderators_and_never_for_their_author(string lang, string told)
    {
        var member = await site.SignInAsync(Cast.Sister);
        var sent = await member.PostAsync("/en/submit", [("Title", "Nobody knows about this"), ("Body", Distress), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]);
        var id = sent.Location!.Split('?', '#')[0].Split('-')[^1];
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var opened = await moderator.PostAsync($"/{lang}/moderation/open/post/{id}", []);
        var page = (await moderator.GetAsync(opened.Location!)).Page;
        var mark = page.QuerySelector(".marked mark.mark--danger")!;
        Assert.Equal((Distress + told, told), (mark.TextContent, mark.QuerySelector(".tag--bad")!.TextContent));
        Assert.Equal(lang == "en" ? "member" : "عضو", page.QuerySelectorAll("section[aria-labelledby=author-h] .meta > span").First(s => !s.HasAttribute("class")).TextContent);
        Assert.Empty((await member.GetAsync(sent.Location!)).Page.QuerySelectorAll("main mark"));
    }

    [Theory]
    [InlineData("de,en-US;q=0.7,en;q=0.3", "Austria Germany Switzerland")]
    [InlineData("id,en-US;q=0.7,en;q=0.3", "Indonesia")]
    [InlineData("ar,en-US;q=0.7,en;q=0.3", "")]
    [InlineData("en-US,en;q=0.5", "United States")]
    [InlineData("en;q=0.3, de-CH", "Switzerland")]
    [InlineData("zh-Hans-SG", "Singapore")]
    public async Task Only_the_language_that_a_browser_asks_for_first_tells_the_country(string accepted, string countries)
    {
        var member = await site.SignInAsync(Cast.Sister);
        var fields = new[] { ("Title", "Nobody knows about this"), ("Body", Distress), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString()) };
        var help = (await member.PostAsync("/en/submit/preview", fields, ("Accept-Language", accepted))).Page.QuerySelector("#preview .help")!;
        Assert.Equal(countries, string.Join(' ', help.QuerySelectorAll("h3").Select(h => h.TextContent)));
        Assert.Equal(countries.Length == 0, help.QuerySelector(":scope > details")!.HasAttribute("open"));
        Assert.Equal(countries.Length > 0, help.QuerySelector(".hint") is not null);
    }

    [Theory]
    [InlineData("de-AT,de;q=0.8", "142")]
    [InlineData("en-GB", "116 123")]
    [InlineData("fr;q=0.5, tr;q=0.9", "183")]
    public async Task Words_of_distress_bring_the_help_lines_of_ones_country_before_and_after_posting_to_the_author_alone(string accepted, string number)
    {
        var member = await site.SignInAsync(Cast.Sister);
        var fields = new[] { ("Title", "Nobody knows about this"), ("Body", Distress), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString()) };
        var header = ("Accept-Language", accepted);
        var preview = (await member.PostAsync("/en/submit/preview", fields, header)).Page.QuerySelector("#preview .help")!;
        Assert.Contains(number, preview.QuerySelector(".help-lines")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("findahelpline.com", preview.TextContent, StringComparison.Ordinal);
        Assert.True(preview.QuerySelectorAll(".help-by > details:not([open])").Length > 20);
        var sent = await member.PostAsync("/en/submit", fields);
        Assert.Equal(302, sent.Status);
        var after = (await member.GetAsync(sent.Location!, header)).Page.QuerySelector("main .help")!;
        Assert.Contains(number, after.QuerySelector(".help-lines")!.TextContent, StringComparison.Ordinal);
        var others = await (await site.SignInAsync(Cast.Sister3)).GetAsync(sent.Location!);
        Assert.Equal(200, others.Status);
        Assert.Null(others.Page.QuerySelector(".help"));
    }

    [Fact]
    public async Task A_comment_of_distress_shows_the_help_lines_once()
    {
        var post = await site.PostAsync(Cast.Sister);
        var member = await site.SignInAsync(Cast.Sister2);
        for (var i = 0; i < 2; i++)
            await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", Distress), ("SubmitKey", Guid.NewGuid().ToString())]);
        var page = (await member.GetAsync(post.Path())).Page;
        Assert.Equal(2, page.QuerySelectorAll("#thread .comment").Length);
        Assert.Single(page.QuerySelectorAll("#thread .comment .help"));
        Assert.True(page.QuerySelector(".help details")!.HasAttribute("open"));
        Assert.Contains("findahelpline.com", page.QuerySelector(".help > p:nth-of-type(3)")!.TextContent, StringComparison.Ordinal);
        // Where no country is known, none stands open: a list of all of them helps nobody in distress.
        Assert.Null(page.QuerySelector(".help > .help-lines"));
        Assert.Empty(page.QuerySelectorAll(".help-by > details[open]"));
        Assert.Null((await site.Guest().GetAsync(post.Path())).Page.QuerySelector(".help"));
    }

    [Fact]
    public async Task The_level_is_chosen_in_the_settings_and_holds_at_once()
    {
        var post = await site.PostAsync(Cast.Brother, body: Sensitive);
        var reader = await site.SignInAsync(Cast.Brother3);
        Assert.NotNull((await reader.GetAsync("/en/new?circle=all")).Page.QuerySelector($"#p{post.Id} details.fold"));
        foreach (var (level, status) in new[] { ("Strict", 404), ("Off", 200), ("Standard", 200) })
        {
            var saved = await reader.PostAsync("/en/settings/reading", [("Languages", "en"), ("OpeningCircle", ""), ("Level", level)]);
            Assert.Equal(302, saved.Status);
            Assert.Equal(status, (await reader.GetAsync(post.Path())).Status);
            Assert.Equal(level, (await reader.GetAsync("/en/settings/reading")).Page.QuerySelector("input[name=Level]:checked")!.GetAttribute("value"));
        }
        foreach (var wrong in new[] { "", "9", "strict,off" })
            Assert.Equal(400, (await reader.PostAsync("/en/settings/reading", [("Languages", "en"), ("OpeningCircle", ""), ("Level", wrong)])).Status);
    }

    [Fact]
    public async Task A_locked_post_and_slow_mode_say_so()
    {
        var post = await site.PostAsync(Cast.Brother);
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.SlowMinutes, 5)));
        var member = await site.SignInAsync(Cast.Brother2);
        Assert.Contains("in 5 minutes", (await member.GetAsync(post.Path())).Page.QuerySelector(".rule")!.TextContent, StringComparison.Ordinal);
        await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", "Some words"), ("SubmitKey", Guid.NewGuid().ToString())]);
        var second = await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", "Some more words"), ("SubmitKey", Guid.NewGuid().ToString())]);
        Assert.Equal(429, second.Status);
        Assert.Contains("in 5 minutes", second.Page.QuerySelector(".err")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Some more words", second.Page.QuerySelector("textarea[name=Body]")!.TextContent.Trim());
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.IsLocked, true)));
        foreach (var visitor in new[] { member, site.Guest() })
        {
            var page = (await visitor.GetAsync(post.Path() + "?sort=new")).Page;
            Assert.Contains("closed the comments", page.QuerySelector(".rule")!.TextContent, StringComparison.Ordinal);
            Assert.Null(page.QuerySelector("form.reply"));
            Assert.Null(page.QuerySelector(".reply-to"));
        }
        Assert.Equal(403, (await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", "Some words"), ("SubmitKey", Guid.NewGuid().ToString())])).Status);
    }

    [Fact]
    public async Task A_suspended_member_is_told_until_when_with_her_words_kept()
    {
        var until = DateTime.UtcNow.AddDays(3);
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister3).ExecuteUpdateAsync(set => set.SetProperty(m => m.SuspendedUntil, until)));
        var member = await site.SignInAsync(Cast.Sister3);
        var answer = await member.PostAsync("/en/submit", [("Title", "A title of some words"), ("Body", "Some words"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]);
        Assert.Equal(403, answer.Status);
        Assert.Contains(until.Year.ToString(), answer.Page.QuerySelector("#errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Some words", answer.Page.QuerySelector("#Body")!.TextContent.Trim());
        var post = await site.PostAsync(Cast.Sister);
        Assert.Equal(403, (await member.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")])).Status);
        Assert.Equal(200, (await member.GetAsync(post.Path())).Status);
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister3).ExecuteUpdateAsync(set => set.SetProperty(m => m.SuspendedUntil, (DateTime?)null)));
    }

    [Fact]
    public async Task An_indecent_name_is_refused_at_sign_up_beside_its_field()
    {
        var guest = site.Guest();
        var token = Visitor.TokenIn(await guest.GetAsync("/en/account/signup"))!;
        var answer = await guest.PostRawAsync("/en/account/signup", ("Handle", "fuckface"), ("Email", "name@post.example"), ("Password", ForumSite.Password), ("Circle", "Sisters"), ("Languages", "en"), ("Consent", "true"), ("token", token));
        Assert.Equal(400, answer.Status);
        Assert.Contains("do not belong in a name", answer.Page.QuerySelector("#Handle-e")!.TextContent, StringComparison.Ordinal);
    }
}
