using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Tests.Web;

/// <summary>The part of the matrix that moderators work in.</summary>
public sealed partial class VisibilityMatrixTests
{
    [Fact]
    public async Task The_queue_holds_what_is_the_moderators_to_review_and_is_missing_for_the_others()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var (query, kind, circle) in new (string, ThingKind?, Circle?)[] { ("", null, null), ("?kind=post", ThingKind.Post, null), ("?kind=comment&circle=sisters", ThingKind.Comment, Circle.Sisters), ("?circle=brothers&language=en", null, Circle.Brothers) })
            {
                var answer = await GetAsync(visitor, "/en/moderation" + query);
                if (visitor.IsGuest || world.Viewer(visitor.Handle).Role == Role.Member)
                {
                    Assert.Equal(visitor.IsGuest ? 302 : 404, answer.Status);
                    continue;
                }
                Assert.Equal(200, answer.Status);
                var mine = world.Cases.Where(c => world.MayReview(visitor.Handle, c.Value.Post)).ToList();
                var expected = mine.Where(c => (kind is null || (kind == ThingKind.Comment) == c.Value.Comment is not null) && (circle is null || world.CircleOf(c.Value.Post.Author) == circle));
                Assert.Equal(expected.Select(c => c.Key).Order(), answer.Page.QuerySelectorAll(".q").Select(q => long.Parse(q.Id![1..])).Order());
                // What is not hers to review is not counted either: in the heading, the filters and the navigation.
                Assert.Contains($"{mine.Count} cases", answer.Page.QuerySelector("#list-h")!.TextContent);
                var appeals = world.Decisions.Count(d => world.MayReview(visitor.Handle, d.Post) && visitor.Handle != (world.CircleOf(d.Post.Author) == Circle.Sisters ? Cast.SisterModerator : Cast.BrotherModerator));
                Assert.Equal((mine.Count + appeals).ToString(), answer.Page.QuerySelector("#queue-link .count")!.TextContent);
                Assert.Equal(appeals == 0 ? null : appeals.ToString(), answer.Page.QuerySelector(".tabs .count")?.TextContent);
                Assert.Contains($"Sisters ({mine.Count(c => world.CircleOf(c.Value.Post.Author) == Circle.Sisters)})", answer.Page.QuerySelector("#f-circle")!.TextContent);
                Assert.Contains($"Posts ({mine.Count(c => c.Value.Comment is null)})", answer.Page.QuerySelector("#f-kind")!.TextContent);
            }
        }
    }

    [Fact]
    public async Task Cases_are_seen_by_the_moderators_of_their_audience_and_are_missing_for_the_others()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var (id, (post, comment)) in world.Cases)
            {
                var may = world.MayReview(visitor.Handle, post);
                await ExpectAsync(visitor, $"/en/moderation/case/{id}", may ? 200 : 404);
                // Without an act nothing is decided; whoever may is told so.
                await ExpectPostAsync(visitor, $"/en/moderation/case/{id}/decide", may ? 400 : 404);
                if (!may)
                    Assert.Equal(visitor.IsGuest ? 302 : world.Viewer(visitor.Handle).Role == Role.Member ? 404 : 302, (await GetAsync(visitor, $"/en/moderation/case/{id}/decide")).Status);
                else if (post.Status != Status.Deleted)
                    MustShow(await GetAsync(visitor, $"/en/moderation/case/{id}"), comment is null ? [post.Mark] : [post.Mark, comment.Mark]);
                // Nobody claims what is not hers to see.
                var claim = await world.DbAsync(db => db.Cases.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => c.ClaimedBy).SingleAsync());
                Assert.True(claim is null || world.MayReview(Cast.Members.First(m => world.Viewer(m.Handle).MemberId == claim).Handle, post));
            }
        }
        Assert.Equal(0, await world.DbAsync(db => db.ModerationLog.IgnoreQueryFilters().CountAsync(e => e.CaseId != null && e.Act != Act.Approved)));
    }

    [Fact]
    public Task Moderators_come_from_a_thing_to_its_case_and_others_to_nothing() => ForEachAsync(async (visitor, post) =>
    {
        var isModerator = !visitor.IsGuest && world.Viewer(visitor.Handle).IsModerator;
        foreach (var comment in post.Comments.Prepend(null))
        {
            var path = comment is null ? $"/en/moderation/open/post/{post.Id}" : $"/en/moderation/open/comment/{comment.Id}";
            await ExpectAsync(visitor, path, isModerator ? 302 : 404);
            var review = world.Cases.FirstOrDefault(c => c.Value == (post, comment)).Key;
            if (!world.MayReview(visitor.Handle, post))
                await ExpectPostAsync(visitor, path, 404);
            // No case is made here: the other tests count them.
            else if (review > 0)
                Assert.Equal($"/en/moderation/case/{review}", (await visitor.PostAsync(path, [])).Location);
        }
        if (!isModerator)
            await ExpectPostAsync(visitor, $"/en/moderation/open/member/{world.Viewer(post.Author).MemberId}", 404);
        if (world.MaySee(visitor.Handle, post))
        {
            var ways = (await GetAsync(visitor, post.Address.Path())).Page.QuerySelectorAll("button[formaction*='/moderation/open/']");
            Assert.Equal(isModerator, ways.Length > 0);
        }
    });

    [Fact]
    public async Task Acts_of_moderators_are_undone_by_nobody_else()
    {
        var hidden = world.Cases.First(c => c.Value.Post is { Audience: Audience.Sisters, Status: Status.Published } && c.Value.Comment is null).Key;
        // Undone at the end by whoever did it, so that the queue is as the other tests find it.
        var entry = await world.AsAsync(Cast.SisterModerator, async services =>
        {
            var version = await world.DbAsync(db => db.Cases.IgnoreQueryFilters().Where(c => c.Id == hidden).Select(c => c.Version).SingleAsync());
            return (await services.GetRequiredService<DecisionService>().DecideAsync(hidden, version, new Decision(Act.Approved), default)).Value.EntryId;
        });
        foreach (var visitor in await VisitorsAsync())
        {
            if (visitor.Handle == Cast.SisterModerator)
                continue;
            await ExpectPostAsync(visitor, $"/en/moderation/undo/{entry}", 404);
            // What she did is not told either.
            Assert.Null((await GetAsync(visitor, $"/en/moderation?did={entry}")).Page.QuerySelector("#did"));
        }
        await ExpectPostAsync(await world.VisitorAsync(Cast.SisterModerator), $"/en/moderation/undo/{entry}", 302);
    }

    [Fact]
    public async Task The_other_circle_is_entered_by_administrators_alone()
    {
        foreach (var visitor in await VisitorsAsync())
        {
            var isAdministrator = !visitor.IsGuest && world.Viewer(visitor.Handle).Role == Role.Administrator;
            await ExpectAsync(visitor, "/en/moderation/circle", isAdministrator ? 200 : 404);
            await ExpectPostAsync(visitor, "/en/moderation/circle", isAdministrator ? 400 : 404, ("Words", ""));
            await ExpectAsync(visitor, "/en/moderation/circle/leave", isAdministrator ? 302 : 404);
            await ExpectPostAsync(visitor, "/en/moderation/circle/leave", isAdministrator ? 302 : 404);
        }
    }

    [Fact]
    public Task What_the_viewer_does_not_see_she_cannot_report() => ForEachAsync(async (visitor, post) =>
    {
        var (seen, mine) = (world.MaySee(visitor.Handle, post), visitor.Handle == post.Author);
        await ExpectAsync(visitor, $"/en/report/post/{post.Id}", !seen ? 404 : mine ? 403 : 200);
        await ExpectPostAsync(visitor, $"/en/report/post/{post.Id}", !seen ? 404 : mine ? 403 : 400, ("Rule", "None"));
        foreach (var comment in post.Comments.DistinctBy(c => c.Status))
        {
            var (said, own) = (world.MaySee(visitor.Handle, post, comment), visitor.Handle == comment.Author);
            await ExpectAsync(visitor, $"/en/report/comment/{comment.Id}", !said ? 404 : own ? 403 : 200);
            await ExpectPostAsync(visitor, $"/en/report/comment/{comment.Id}", !said ? 404 : own ? 403 : 400, ("Rule", "None"));
        }
        var author = world.Viewer(post.Author).MemberId;
        await ExpectAsync(visitor, $"/en/report/member/{author}", mine ? 403 : 200);
    });
}
