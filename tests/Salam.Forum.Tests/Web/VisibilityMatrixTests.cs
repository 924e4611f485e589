using System.Text.RegularExpressions;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>
/// Every viewer, every thing, every way out. The routes are read from the application: one that is not in <see cref="ContentRoutes"/> or
/// <see cref="OtherRoutes"/> fails the first test by its name.
/// </summary>
public sealed partial class VisibilityMatrixTests(VisibilityWorld world) : IClassFixture<VisibilityWorld>
{
    /// <summary>Routes that show, count or touch what members wrote, each with the test that asks it for every viewer and thing.</summary>
    private static readonly Dictionary<string, string> ContentRoutes = new(StringComparer.Ordinal)
    {
        ["{lang:lang}/p/{slug}-{id:long}"] = nameof(Post_pages_show_a_post_to_those_who_may_see_it_and_are_missing_for_the_others),
        ["{lang:lang}/p/{slug}-{id:long}/c/{comment:long}"] = nameof(Comment_pages_show_a_comment_to_those_who_may_see_it_and_are_missing_for_the_others),
        ["{lang:lang}/p/{id:long}/comment"] = nameof(Acts_on_a_hidden_post_are_missing),
        ["{lang:lang}/p/{id:long}/edit"] = nameof(Acts_on_a_hidden_post_are_missing),
        ["{lang:lang}/p/{id:long}/delete"] = nameof(Acts_on_a_hidden_post_are_missing),
        ["{lang:lang}/vote/post/{id:long}"] = nameof(Acts_on_a_hidden_post_are_missing),
        ["{lang:lang}/c/{id:long}/reply"] = nameof(Acts_on_a_hidden_comment_are_missing),
        ["{lang:lang}/c/{id:long}/edit"] = nameof(Acts_on_a_hidden_comment_are_missing),
        ["{lang:lang}/c/{id:long}/delete"] = nameof(Acts_on_a_hidden_comment_are_missing),
        ["{lang:lang}/vote/comment/{id:long}"] = nameof(Acts_on_a_hidden_comment_are_missing),
        ["{lang:lang}/{feed:regex(^(best|new|top|following)$)?}"] = nameof(Feeds_show_what_the_viewer_may_see_and_nothing_else),
        ["/{lang:lang}/{feed:regex(^(best|new)$)}.atom"] = nameof(Files_for_programs_show_what_guests_may_see_whoever_asks),
        ["/sitemap.xml"] = nameof(Files_for_programs_show_what_guests_may_see_whoever_asks),
        ["/sitemap/{part:int:min(0)}.xml"] = nameof(Files_for_programs_show_what_guests_may_see_whoever_asks),
        ["{lang:lang}/u/{handle}"] = nameof(Member_pages_show_what_the_viewer_may_see_and_nothing_else),
        ["{lang:lang}/u/{handle}/follow"] = nameof(Pages_without_content_of_others_show_none),
        ["{lang:lang}/u/{handle}/unfollow"] = nameof(Pages_without_content_of_others_show_none),
        ["{lang:lang}/report/{kind:regex(^(post|comment|member)$)}/{id:long}"] = nameof(What_the_viewer_does_not_see_she_cannot_report),
        ["{lang:lang}/moderation"] = nameof(The_queue_holds_what_is_the_moderators_to_review_and_is_missing_for_the_others),
        ["{lang:lang}/moderation/case/{id:long}"] = nameof(Cases_are_seen_by_the_moderators_of_their_audience_and_are_missing_for_the_others),
        ["{lang:lang}/moderation/case/{id:long}/decide"] = nameof(Cases_are_seen_by_the_moderators_of_their_audience_and_are_missing_for_the_others),
        ["{lang:lang}/moderation/open/{kind:regex(^(post|comment|member)$)}/{id:long}"] = nameof(Moderators_come_from_a_thing_to_its_case_and_others_to_nothing),
        ["{lang:lang}/moderation/undo/{entry:long}"] = nameof(Acts_of_moderators_are_undone_by_nobody_else),
        ["{lang:lang}/moderation/circle"] = nameof(The_other_circle_is_entered_by_administrators_alone),
        ["{lang:lang}/moderation/circle/leave"] = nameof(The_other_circle_is_entered_by_administrators_alone),
        ["{lang:lang}/translate/{kind:regex(^(post|comment|project|project-update|project-report)$)}/{id:long}"] = nameof(What_the_viewer_does_not_see_she_cannot_have_translated),
        ["{lang:lang}/translate/{kind:regex(^(post|comment)$)}/{id:long}/suggest"] = nameof(What_the_viewer_does_not_see_she_cannot_correct),
        ["{lang:lang}/translate/{kind:regex(^(post|comment)$)}/{id:long}/report"] = nameof(What_the_viewer_does_not_see_she_cannot_correct),
        ["{lang:lang}/translate/suggestions"] = nameof(Suggestions_are_seen_by_who_made_them_and_by_who_may_accept_them),
        ["{lang:lang}/translate/suggestions/{id:long}"] = nameof(Suggestions_are_seen_by_who_made_them_and_by_who_may_accept_them),
        ["{lang:lang}/moderation/translation"] = nameof(What_is_said_against_translations_is_seen_by_moderators_of_their_audience),
        ["{lang:lang}/search"] = nameof(Search_finds_what_the_viewer_may_see_and_nothing_else),
        ["/pictures/{key:length(32)}/{width:int:min(1)}.webp"] = nameof(Pictures_are_there_for_those_who_may_see_their_post_and_missing_for_the_others),
        ["{lang:lang}/submit/pictures"] = nameof(Pages_without_content_of_others_show_none),
        ["{lang:lang}/submit"] = nameof(Pages_without_content_of_others_show_none),
        ["{lang:lang}/submit/preview"] = nameof(Pages_without_content_of_others_show_none),
        ["{lang:lang}/moderation/log"] = nameof(The_log_shows_what_is_of_the_viewers_audience_and_names_to_moderators_alone),
        ["{lang:lang}/moderation/appeals"] = nameof(Appeals_are_seen_by_moderators_of_their_audience_alone),
        ["{lang:lang}/charity/apply"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/close"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/edit"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/promise"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/report"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/source"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/rest"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/resume"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/submit"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/update"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/update/preview"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/report/preview"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/project/{id:long}/withdraw"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/test/{id:long?}"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/announcements"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/announcements/again"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/announcements/{donation:long}/dismiss"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/documents"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/documents/{document:long}/remove"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/edit"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/keys"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/keys/{name:length(21)}/retire"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/projects/new"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/projects/preview"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/staff"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/staff/{handle}/remove"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/charity/desk/{id:long}/statements"] = nameof(Desks_of_foundations_are_missing_for_all_but_their_staff),
        ["{lang:lang}/moderation/charity"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/difference/{id:long}/close"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/foundation/{id:long}"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/foundation/{id:long}/check/{step:regex(^(register|site|documents|firstreference|secondreference)$)}"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/foundation/{id:long}/reject"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/foundation/{id:long}/vet"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/foundation/{id:long}/withdraw"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/pause"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/accept"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/refuse"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/publish"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/resume"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/words"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["{lang:lang}/moderation/charity/project/{id:long}/return"] = nameof(What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators),
        ["/documents/{key:length(32)}"] = nameof(Documents_are_there_for_the_staff_and_administrators_and_missing_for_the_others),
        ["{lang:lang}/charity"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/charity/{slug}-{id:long}"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/charity/{slug}-{id:long}/updates/{update:long}"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/charity/foundation/{slug}-{id:long}"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/charity/{id:long}/give"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/charity/{id:long}/follow"] = nameof(Projects_that_were_not_opened_are_followed_by_nobody),
        ["{lang:lang}/charity/{id:long}/unfollow"] = nameof(Projects_that_were_not_opened_are_followed_by_nobody),
        ["{lang:lang}/charity/nights"] = nameof(Projects_that_were_not_opened_are_followed_by_nobody),
        ["{lang:lang}/charity/nights/stop"] = nameof(Projects_that_were_not_opened_are_followed_by_nobody),
        ["{lang:lang}/charity/following"] = nameof(Projects_that_were_not_opened_are_followed_by_nobody),
        ["{lang:lang}/charity/transparency"] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        [Paths.TotalsFile] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        [Paths.LedgerCsv] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        [Paths.LedgerJsonLines] = nameof(What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators),
        ["{lang:lang}/moderation/team"] = nameof(Pages_without_content_of_others_show_none),
    };

    /// <summary>Routes without content of others.</summary>
    private static readonly string[] OtherRoutes = ["/hooks/charity/{foundation:long:min(1)}", "/hooks/charity/{foundation:long:min(1)}/statements", "/", "/robots.txt", "/health", "{lang:lang}/language", "{lang:lang}/languages", "{lang:lang}/report/sent", "{lang:lang}/status/{code:int:range(400,599)}", "{**path:file}"];

    [Fact]
    public void Every_route_is_in_the_table()
    {
        var unknown = world.Routes.Select(r => r.RoutePattern.RawText!).Where(r => !ContentRoutes.ContainsKey(r) && !OtherRoutes.Contains(r) && !OfAccount().IsMatch(r) && !IsStaticAsset(r)).Distinct();
        Assert.Empty(unknown);
    }

    [Fact]
    public void Every_line_of_the_table_has_a_route_and_a_test()
    {
        var routes = world.Routes.Select(r => r.RoutePattern.RawText!).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(ContentRoutes.Keys, r => !routes.Contains(r));
        Assert.All(ContentRoutes.Values, test => Assert.NotNull(typeof(VisibilityMatrixTests).GetMethod(test)?.GetCustomAttributes(typeof(FactAttribute), true).FirstOrDefault()));
    }

    [Fact]
    public Task Post_pages_show_a_post_to_those_who_may_see_it_and_are_missing_for_the_others() => ForEachAsync(async (visitor, post) =>
    {
        foreach (var query in new[] { "", "?sort=new", "?sort=old", "?sort=nonsense" })
        {
            var answer = await GetAsync(visitor, post.Address.Path() + query);
            var seen = world.MaySee(visitor.Handle, post);
            Assert.Equal(seen ? 200 : 404, answer.Status);
            if (seen)
            {
                MustShow(answer, [post.Mark, .. post.Comments.Where(c => world.MaySee(visitor.Handle, post, c)).Select(c => c.Mark)]);
                Assert.Contains($"{post.PublishedComments} comment", answer.Page.QuerySelector(".talk-head h2")!.TextContent);
                // What she may not see is not counted either: no "1 answer hidden", no "1 more answer".
                Assert.Equal(0, AnswersKeptBack(answer));
            }
        }
        // The address of a post under another slug leads to the right one, whose words are a secret too.
        var moved = await GetAsync(visitor, $"/ar/p/other-{post.Id}");
        Assert.Equal(world.MaySee(visitor.Handle, post) ? 301 : 404, moved.Status);
    });

    [Fact]
    public Task Pictures_are_there_for_those_who_may_see_their_post_and_missing_for_the_others() => ForEachAsync(async (visitor, post) =>
    {
        var seen = world.MaySee(visitor.Handle, post);
        var missing = await GetAsync(visitor, Paths.Picture(Guid.NewGuid(), VisibilityWorld.PictureWidth));
        foreach (var key in new[] { post.Picture, post.Card })
        {
            var answer = await GetAsync(visitor, Paths.Picture(key, VisibilityWorld.PictureWidth));
            Assert.Equal(seen ? 200 : 404, answer.Status);
            if (seen)
                Assert.Contains(VisibilityWorld.Marked(post.Mark), answer.Body, StringComparison.Ordinal);
            else
                Assert.Equal(missing.Headers.Select(h => h.Key).Order(), answer.Headers.Select(h => h.Key).Order());
            Assert.Equal(404, (await GetAsync(visitor, Paths.Picture(key, VisibilityWorld.PictureWidth + 1))).Status);
        }
        // Nobody puts into her own post, or sees in a form, what is in somebody else's.
        var form = await visitor.PostAsync("/en/submit/pictures", [("Title", "A title"), ("PictureKeys", post.Picture.ToString("n")), ("PictureAlts", "")]);
        Assert.Equal(visitor.IsGuest ? 302 : 200, form.Status);
        Assert.Equal(seen && visitor.Handle == post.Author, form.Page.QuerySelector(".shot-list .shot") is not null);
        foreach (var comment in post.Comments)
        {
            var said = await GetAsync(visitor, Paths.Picture(comment.Picture, VisibilityWorld.PictureWidth));
            Assert.Equal(world.MaySee(visitor.Handle, post, comment) ? 200 : 404, said.Status);
            if (said.Status == 404)
                Assert.Equal(missing.Headers.Select(h => h.Key).Order(), said.Headers.Select(h => h.Key).Order());
        }
    });

    [Fact]
    public Task Comment_pages_show_a_comment_to_those_who_may_see_it_and_are_missing_for_the_others() => ForEachAsync(async (visitor, post) =>
    {
        foreach (var comment in post.Comments)
        {
            var answer = await GetAsync(visitor, $"{post.Address.Path()}/c/{comment.Id}");
            var words = world.MaySee(visitor.Handle, post, comment);
            var placeholder = world.MaySee(visitor.Handle, post) && comment is { Status: Status.Deleted, HasReply: true };
            Assert.Equal(words || placeholder ? 200 : 404, answer.Status);
            if (words)
                MustShow(answer, [post.Mark, comment.Mark]);
            if (placeholder)
                Assert.NotNull(answer.Page.QuerySelector(".gone"));
            var moved = await GetAsync(visitor, $"/en/p/other-{post.Id}/c/{comment.Id}");
            Assert.Equal(words || placeholder ? 301 : 404, moved.Status);
        }
        // A comment is not reached through a post it does not stand under.
        foreach (var other in world.Posts.Where(p => p.Id != post.Id && world.MaySee(visitor.Handle, p)).Take(1))
            Assert.Equal(404, (await GetAsync(visitor, $"{other.Address.Path()}/c/{post.Comments[0].Id}")).Status);
    });

    [Fact]
    public Task Acts_on_a_hidden_post_are_missing() => ForEachAsync(async (visitor, post) =>
    {
        var (seen, mine) = (world.MaySee(visitor.Handle, post), visitor.Handle == post.Author);
        var sameCircle = !visitor.IsGuest && world.CircleOf(visitor.Handle) == world.CircleOf(post.Author);
        var open = post.Status == Status.Published;
        await ExpectAsync(visitor, $"/en/p/{post.Id}/comment", seen ? 200 : 404);
        await ExpectAsync(visitor, $"/en/p/{post.Id}/edit", !seen ? 404 : mine ? 200 : 403);
        await ExpectAsync(visitor, $"/en/p/{post.Id}/delete", !seen ? 404 : mine ? 200 : 403);
        await ExpectAsync(visitor, $"/en/vote/post/{post.Id}", 405);
        // Nothing of this changes anything for those who may: no words, and a vote that is not there taken back.
        await ExpectPostAsync(visitor, $"/en/p/{post.Id}/comment", !seen ? 404 : sameCircle && open ? 400 : 403, ("Body", ""), ("SubmitKey", Guid.NewGuid().ToString()));
        await ExpectPostAsync(visitor, $"/en/p/{post.Id}/edit", !seen ? 404 : mine ? 400 : 403, ("Title", ""), ("Body", ""), ("Language", "en"));
        await ExpectPostAsync(visitor, $"/en/vote/post/{post.Id}", !seen ? 404 : mine || !open ? 403 : 302, ("value", "0"));
        if (!mine)
            await ExpectPostAsync(visitor, $"/en/p/{post.Id}/delete", seen ? 403 : 404);
    });

    [Fact]
    public Task Acts_on_a_hidden_comment_are_missing() => ForEachAsync(async (visitor, post) =>
    {
        // Of each status one; the answer to the deleted one is as the first.
        foreach (var comment in post.Comments.DistinctBy(c => c.Status))
        {
            var (seen, mine) = (world.MaySee(visitor.Handle, post, comment), visitor.Handle == comment.Author);
            var open = comment.Status == Status.Published;
            await ExpectAsync(visitor, $"/en/c/{comment.Id}/reply", seen ? 200 : 404);
            await ExpectAsync(visitor, $"/en/c/{comment.Id}/edit", !seen ? 404 : mine ? 200 : 403);
            if (mine && !world.MaySee(visitor.Handle, post) && comment.Status != Status.Deleted)
                await ExpectOwnWordsAsync(visitor, $"/en/c/{comment.Id}/delete", [comment.Mark]);
            else
                await ExpectAsync(visitor, $"/en/c/{comment.Id}/delete", !seen ? 404 : mine ? 200 : 403);
            await ExpectAsync(visitor, $"/en/vote/comment/{comment.Id}", 405);
            await ExpectPostAsync(visitor, $"/en/vote/comment/{comment.Id}", !seen ? 404 : mine || !open ? 403 : 302, ("value", "0"));
            await ExpectPostAsync(visitor, $"/en/c/{comment.Id}/edit", !seen ? 404 : mine ? 400 : 403, ("Body", ""));
            if (!mine)
                await ExpectPostAsync(visitor, $"/en/c/{comment.Id}/delete", seen ? 403 : 404);
            var reply = await visitor.PostAsync($"/en/c/{comment.Id}/reply", [("Body", ""), ("SubmitKey", Guid.NewGuid().ToString())]);
            MustNotLeak(visitor, reply);
            Assert.Equal(visitor.IsGuest ? 302 : !seen ? 404 : reply.Status is 400 or 403 ? reply.Status : 0, reply.Status);
        }
    });

    [Fact]
    public async Task Feeds_show_what_the_viewer_may_see_and_nothing_else()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var kind in Enum.GetValues<FeedKind>())
            {
                foreach (var circle in new[] { "", "all", "brothers", "sisters", "others" })
                {
                    var answer = await GetAsync(visitor, $"/en/{Paths.Name(kind)}?period=all&circle={circle}");
                    if (kind == FeedKind.Following && visitor.IsGuest)
                    {
                        Assert.Equal(302, answer.Status);
                        continue;
                    }
                    var expected = kind == FeedKind.Charity ? [] : world.Posts.Where(p => p.Status == Status.Published && world.MaySee(visitor.Handle, p)
                        && (circle is not ("brothers" or "sisters") || world.CircleOf(p.Author).ToString().Equals(circle, StringComparison.OrdinalIgnoreCase))
                        && (kind != FeedKind.Following || p.Author != visitor.Handle)).ToList();
                    AssertRows(answer, expected);
                }
            }
            AssertRows(await GetAsync(visitor, "/en/"), world.Posts.Where(p => p.Status == Status.Published && world.MaySee(visitor.Handle, p)).ToList());
        }
    }

    [Fact]
    public async Task Search_finds_what_the_viewer_may_see_and_nothing_else()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            bool Seen(SeededPost p) => p.Status == Status.Published && world.MaySee(visitor.Handle, p);
            foreach (var circle in new[] { "", "all", "brothers", "sisters", "others" })
            {
                var expected = world.Posts.Where(p => Seen(p) && (circle is not ("brothers" or "sisters") || world.CircleOf(p.Author).ToString().Equals(circle, StringComparison.OrdinalIgnoreCase))).ToList();
                // Words that all of them hold, in the title and in the text; in both orders, from the first page and from behind it.
                foreach (var query in new[] { "q=more", "q=words+body", "q=%22words+about%22", "q=more&sort=new", "q=mor&sort=new&after=2-7fffffffffffffff", "q=words+about&after=2-7fffffffffffffff" })
                    AssertRows(await GetAsync(visitor, $"/en/search?{query}&circle={circle}"), query.Contains("=mor&", StringComparison.Ordinal) ? [] : expected);
            }
            // By its own mark each post is found, or nothing at all is said of it.
            foreach (var post in world.Posts)
            {
                foreach (var mark in new[] { VisibilityWorld.Marked(post.Mark), VisibilityWorld.Marked(post.Mark)[..^2] })
                {
                    var answer = await visitor.GetAsync($"/en/search?q={mark}");
                    Assert.Equal(Seen(post), answer.Page.QuerySelector($"#p{post.Id}") is not null);
                    if (mark == VisibilityWorld.Marked(post.Mark) && !Seen(post))
                        Assert.Equal(Bare(await visitor.GetAsync("/en/search?q=zqmark000zq"), "zqmark000zq"), Bare(answer, mark));
                }
            }
        }

        static string Bare(Answer answer, string word) => string.Concat(answer.Page.QuerySelector("main")!.Children.Where(c => c.Id != "votes").Select(c => c.OuterHtml)).Replace(word, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rest_of_a_feed_after_any_post_shows_nothing_more()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var feed in new[] { "best", "new", "top" })
            {
                // From before the first row: a cursor with the greatest key there is.
                foreach (var after in new[] { "7fefffffffffffff-7fffffffffffffff", "2bca2875f4373fff-7fffffffffffffff" })
                    await GetAsync(visitor, $"/en/{feed}?period=all&after={after}");
            }
        }
    }

    [Fact]
    public async Task Files_for_programs_show_what_guests_may_see_whoever_asks()
    {
        var published = world.Posts.Where(p => p is { Status: Status.Published, Audience: Audience.Everyone }).ToList();
        var guest = world.Guest();
        var part = published[^1].Id / SearchEngineFiles.PartSize;
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var (file, expected) in new[]
            {
                ("/en/best.atom", published), ("/ar/new.atom", published), ("/sitemap.xml", []), ("/sitemap/0.xml", []), ($"/sitemap/{part}.xml", published),
                ("/en/best.atom?circle=brothers", published.Where(p => p.Author == Cast.Brother).ToList()), ("/en/new.atom?circle=sisters", published.Where(p => p.Author == Cast.Sister).ToList()),
            })
            {
                var answer = await GetAsync(visitor, file);
                Assert.Equal(200, answer.Status);
                MustNotLeak(guest, answer);
                Assert.Equal(expected.Select(p => p.Mark).Order(), MarksIn(answer.Body).Order());
            }
        }
    }

    [Fact]
    public async Task Member_pages_show_what_the_viewer_may_see_and_nothing_else()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var member in Cast.Members.Select(m => m.Handle))
            {
                AssertRows(await GetAsync(visitor, $"/en/u/{member}"), world.Posts.Where(p => p.Author == member && world.MaySee(visitor.Handle, p)).ToList());
                var comments = await GetAsync(visitor, $"/en/u/{member}?show=comments");
                var expected = world.Posts.Where(p => world.MaySee(visitor.Handle, p)).SelectMany(p => p.Comments.Where(c => c.Author == member && c.Status == Status.Published)).ToList();
                Assert.Equal(expected.Count, comments.Page.QuerySelectorAll("li.said").Length);
                MustShow(comments, expected.Select(c => c.Mark));
            }
        }
    }

    [Fact]
    public async Task Comments_whose_post_is_gone_are_listed_for_their_author_alone()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var member in Cast.Members.Select(m => m.Handle))
            {
                var path = $"/en/u/{member}?show=gone";
                if (member != visitor.Handle)
                    Assert.Empty((await GetAsync(visitor, path)).Page.QuerySelectorAll("li.said"));
                else
                    await ExpectOwnWordsAsync(visitor, path, world.Posts.Where(p => !world.MaySee(member, p)).SelectMany(p => p.Comments).Where(c => c.Author == member && c.Status != Status.Deleted).Select(c => c.Mark));
            }
        }
    }

    [Fact]
    public async Task Pages_without_content_of_others_show_none()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            Assert.Equal(visitor.IsGuest ? 302 : 200, (await GetAsync(visitor, "/en/submit")).Status);
            var preview = await visitor.PostAsync("/en/submit/preview?edited=" + world.Posts[^1].Id, [("Title", "A title"), ("Body", "Some words")]);
            Assert.Equal(visitor.IsGuest ? 302 : 200, preview.Status);
            MustNotLeak(visitor, preview);
            var pictures = await visitor.PostAsync("/en/submit/pictures?edited=" + world.Posts[^1].Id, [("Title", "A title")]);
            Assert.Equal(visitor.IsGuest ? 302 : 200, pictures.Status);
            MustNotLeak(visitor, pictures);
            var isModerator = world.Viewer(visitor.Handle).IsModerator;
            Assert.Equal(visitor.IsGuest ? 302 : isModerator ? 200 : 404, (await GetAsync(visitor, "/en/moderation/team")).Status);
            foreach (var act in new[] { "follow", "unfollow" })
            {
                Assert.Equal(302, (await GetAsync(visitor, $"/en/u/{Cast.Sister3}/{act}")).Status);
                var answer = await visitor.PostAsync($"/en/u/{Cast.Sister3}/{act}");
                MustNotLeak(visitor, answer);
                Assert.Equal(!visitor.IsGuest && visitor.Handle == Cast.Sister3 ? 403 : 302, answer.Status);
            }
        }
    }

    [Fact]
    public async Task The_log_shows_what_is_of_the_viewers_audience_and_names_to_moderators_alone()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            var who = world.Viewer(visitor.Handle);
            var answers = new List<Answer> { await GetAsync(visitor, "/en/moderation/log") };
            while (answers[^1].Page.QuerySelector("p.more a") is { } more)
                answers.Add(await GetAsync(visitor, more.GetAttribute("href")!));
            var shown = answers.SelectMany(a => a.Page.QuerySelectorAll("#list > li")).Select(li => long.Parse(li.Id![1..])).ToList();
            Assert.Equal(world.Decisions.Where(d => Visibility.IsForAudience(d.Post.Audience, who)).Select(d => d.Entry).Order(), shown.Order());
            var lists = string.Concat(answers.Select(a => a.Page.QuerySelector("#list")!.InnerHtml));
            if (who.IsModerator)
                Assert.Equal(world.Decisions.Where(d => world.MaySee(visitor.Handle, d.Post)).Select(d => d.Post.Mark).Order(), MarksIn(lists).Order());
            else
                Assert.DoesNotContain(Cast.Members, m => lists.Contains(m.Handle, StringComparison.Ordinal));
            foreach (var d in world.Decisions.Where(_ => who.IsModerator))
            {
                var narrowed = await GetAsync(visitor, $"/en/moderation/log?thing=post-{d.Post.Id}");
                Assert.Equal(Visibility.IsForAudience(d.Post.Audience, who) ? 1 : 0, narrowed.Page.QuerySelectorAll("#list > li").Length);
            }
        }
    }

    [Fact]
    public async Task Appeals_are_seen_by_moderators_of_their_audience_alone()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            var who = world.Viewer(visitor.Handle);
            var answer = await GetAsync(visitor, "/en/moderation/appeals");
            Assert.Equal(visitor.IsGuest ? 302 : who.IsModerator ? 200 : 404, answer.Status);
            var expected = world.Decisions.Where(d => who.IsModerator && Visibility.IsForAudience(d.Post.Audience, who)).ToList();
            Assert.Equal(expected.Select(d => d.Appeal).Order(), answer.Page.QuerySelectorAll("#list > li").Select(li => long.Parse(li.Id![1..])).Order());
            if (who.IsModerator)
                MustShow(answer, expected.Where(d => world.MaySee(visitor.Handle, d.Post)).Select(d => d.Post.Mark));
            foreach (var d in world.Decisions)
            {
                // A decision that is none: what is hidden answers no differently.
                var decided = await visitor.PostAsync("/en/moderation/appeals", [("Appeal", d.Appeal.ToString()), ("Grant", "maybe"), ("Answer", "")]);
                MustNotLeak(visitor, decided);
                Assert.Equal(visitor.IsGuest ? 302 : who.IsModerator ? 400 : 404, decided.Status);
                Assert.Equal(visitor.IsGuest ? 302 : 404, (await GetAsync(visitor, $"/en/settings/notices/{d.Entry}/appeal")).Status is var status && d.Post.Author == visitor.Handle && status == 409 ? 404 : status);
            }
        }
    }

    [Fact]
    public async Task What_members_are_told_and_take_with_them_is_their_own()
    {
        foreach (var visitor in (await VisitorsAsync()).Where(v => !v.IsGuest))
        {
            foreach (var page in new[] { "standing", "reports", "data", "leave" })
                Assert.Equal(200, (await GetAsync(visitor, $"/en/settings/{page}")).Status);
            var notices = await GetAsync(visitor, "/en/settings/notices");
            Assert.Equal(world.Decisions.Count(d => d.Post.Author == visitor.Handle), notices.Page.QuerySelectorAll("#list > li").Length);
            MustShow(notices, world.Decisions.Where(d => d.Post.Author == visitor.Handle && d.Post.Status != Status.Deleted).Select(d => d.Post.Mark));
            var own = world.Posts.Where(p => p.Author == visitor.Handle && p.Status != Status.Deleted).Select(p => p.Mark)
                .Concat(world.Posts.SelectMany(p => p.Comments).Where(c => c.Author == visitor.Handle && c.Status != Status.Deleted).Select(c => c.Mark))
                .Concat(world.Posts.Where(p => world.HelperOf(p) == world.Viewer(visitor.Handle).MemberId).SelectMany(p => p.Comments.Select(c => c.Mark).Prepend(p.Mark))).Distinct();
            Assert.Equal(own.Order(), MarksIn((await visitor.GetAsync("/en/settings/data/file")).Everything).Order());
        }
    }

    private static IEnumerable<int> MarksIn(string text) => Mark().Matches(text).Select(m => int.Parse(m.Groups[1].ValueSpan)).Distinct();

    private static void MustShow(Answer answer, IEnumerable<int> marks)
    {
        var main = MarksIn(answer.Page.QuerySelector("main")!.InnerHtml).ToHashSet();
        Assert.DoesNotContain(marks, m => !main.Contains(m));
    }

    private static void AssertRows(Answer answer, List<SeededPost> expected)
    {
        Assert.Equal(200, answer.Status);
        var rows = answer.Page.QuerySelectorAll("#feed article").ToDictionary(r => long.Parse(r.Id![1..]), r => r);
        Assert.Equal(expected.Select(p => p.Id).Order(), rows.Keys.Order());
        MustShow(answer, expected.Select(p => p.Mark));
        foreach (var post in expected)
            Assert.Contains($"{post.PublishedComments} comment", rows[post.Id].QuerySelector(".talk-n")!.TextContent);
    }

    /// <summary>How many answers the page counts beyond those it shows.</summary>
    private static int AnswersKeptBack(Answer answer) => answer.Page.QuerySelectorAll(".c-next").Length
        + answer.Page.QuerySelectorAll(".c-n").Sum(n => int.Parse(Digits().Match(n.TextContent).ValueSpan)) - answer.Page.QuerySelectorAll("#thread ol.thread > li").Length;

    private static bool IsStaticAsset(string route) => StaticAsset().IsMatch(route);

    private async Task<List<Visitor>> VisitorsAsync()
    {
        var visitors = new List<Visitor>();
        foreach (var handle in Cast.Viewers)
            visitors.Add(await world.VisitorAsync(handle));
        return visitors;
    }

    private async Task ForEachAsync(Func<Visitor, SeededPost, Task> check)
    {
        await Parallel.ForEachAsync(await VisitorsAsync(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (visitor, _) =>
        {
            foreach (var post in world.Posts)
            {
                try
                {
                    await check(visitor, post);
                }
                catch (Exception e) when (e is Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"{(visitor.IsGuest ? "guest" : visitor.Handle)}, {post}: {e.Message}\n{e.StackTrace}");
                }
            }
        });
    }

    private async Task<Answer> GetAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        MustNotLeak(visitor, answer);
        return answer;
    }

    private async Task ExpectAsync(Visitor visitor, string path, int status)
    {
        var answer = await GetAsync(visitor, path);
        if (answer.Status != (visitor.IsGuest ? 302 : status))
            Assert.Fail($"GET {path}: {answer} instead of {status}");
    }

    private async Task ExpectPostAsync(Visitor visitor, string path, int status, params (string Name, string Value)[] fields)
    {
        var answer = await visitor.PostAsync(path, fields);
        MustNotLeak(visitor, answer);
        if (answer.Status != (visitor.IsGuest ? 302 : status))
            Assert.Fail($"POST {path}: {answer} instead of {status}");
    }

    /// <summary>Her own words under a post that is gone, and nothing of the post or of the others there.</summary>
    private static async Task ExpectOwnWordsAsync(Visitor visitor, string path, IEnumerable<int> marks)
    {
        var answer = await visitor.GetAsync(path);
        Assert.Equal(200, answer.Status);
        Assert.Equal(marks.Order(), MarksIn(answer.Everything).Order());
    }

    private void MustNotLeak(Visitor visitor, Answer answer)
    {
        var allowed = world.MarksFor(visitor.Handle);
        var leaked = MarksIn(answer.Everything).Where(m => !allowed.Contains(m)).ToList();
        if (leaked.Count > 0)
            Assert.Fail($"leaked {string.Join(", ", leaked)} to {(visitor.IsGuest ? "a guest" : visitor.Handle)}: {answer}");
        Assert.NotEqual(500, answer.Status);
    }

    [GeneratedRegex(@"zqmark(\d+)zq", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\{lang:lang\}/(account|settings)/")]
    private static partial Regex OfAccount();

    [GeneratedRegex(@"^[\w./-]+\.(css|js|svg|woff2|txt|webmanifest|png)(\.gz|\.br)?$")]
    private static partial Regex StaticAsset();
}
