using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

/// <summary>What may become of a member's words about herself.</summary>
public sealed class AboutTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_moderator_takes_the_words_away_and_an_undo_or_an_appeal_brings_them_back()
    {
        var (member, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        await WriteAsync(member, "I sell cheap watches.");
        foreach (var byAppeal in new[] { false, true })
        {
            // Her case comes back with the undo; one person reports once.
            var review = byAppeal ? await CaseAsync(member) : await forum.ReportedAsync(ThingKind.Member, member.MemberId);
            Assert.Contains(Act.AboutRemoved, await ActsAsync(moderator, review.Id));
            var entry = (await DecideAsync(moderator, review, new Decision(Act.AboutRemoved, Rules.Spam, "No trade here."))).Value.EntryId;
            Assert.Equal("", await AboutAsync(member));
            Assert.Contains(await ToldAsync(member), n => n.EntryId == entry && n.MayAppeal);
            if (byAppeal)
            {
                _ = (await forum.AppealAsync(member, entry)).Value;
                _ = (await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true)).Value;
            }
            else
                Assert.True((await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default))).Ok);
            Assert.Equal("I sell cheap watches.", await AboutAsync(member));
        }
    }

    [Fact]
    public async Task Words_that_she_wrote_since_are_not_overwritten_nor_decided_on_unread()
    {
        var (member, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        await WriteAsync(member, "I sell cheap watches.");
        var seen = await forum.ReportedAsync(ThingKind.Member, member.MemberId);
        await WriteAsync(member, "A teacher.");
        Expect.Refused(RefusalKind.Conflict, "CaseDecided", await DecideAsync(moderator, seen, new Decision(Act.AboutRemoved, Rules.Spam)));
        var entry = (await DecideAsync(moderator, await CaseAsync(member), new Decision(Act.AboutRemoved, Rules.Spam))).Value.EntryId;
        await WriteAsync(member, "A reader.");
        Expect.Refused(RefusalKind.Conflict, "UndoChanged", await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default)));
        Assert.Equal("A reader.", await AboutAsync(member));
    }

    [Fact]
    public async Task It_is_decided_on_members_alone_who_wrote_something_and_by_their_own_circle()
    {
        var (member, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(member));
        Expect.Invalid(await DecideAsync(moderator, post, new Decision(Act.AboutRemoved, Rules.Spam)), "Act:Choice");
        var empty = await forum.ReportedAsync(ThingKind.Member, member.MemberId);
        Assert.DoesNotContain(Act.AboutRemoved, await ActsAsync(moderator, empty.Id));
        Expect.Refused(RefusalKind.Conflict, "ThingGone", await DecideAsync(moderator, empty, new Decision(Act.AboutRemoved, Rules.Spam)));
        await WriteAsync(member, "A teacher.");
        Expect.Refused(RefusalKind.Forbidden, "OtherCircle", await DecideAsync(await forum.BrotherAsync(Role.Moderator), await CaseAsync(member), new Decision(Act.AboutRemoved, Rules.Spam)));
    }

    [Fact]
    public async Task Many_reports_hold_the_words_until_a_moderator_decides_and_she_is_told()
    {
        var (member, moderator, reader) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync());
        await WriteAsync(member, "I sell cheap watches.");
        var review = await forum.ReportedAsync(ThingKind.Member, member.MemberId);
        Assert.Equal(("I sell cheap watches.", false), await SeenAsync(reader));
        while (review.Weight < 3 * ReportWeight.One)
            review = await forum.ReportedAsync(ThingKind.Member, member.MemberId);
        review = await forum.ReportedAsync(ThingKind.Member, member.MemberId);
        Assert.Equal(("", false), await SeenAsync(reader));
        Assert.Equal(("", false), await SeenAsync(Viewer.Guest));
        Assert.Equal(("I sell cheap watches.", true), await SeenAsync(member));
        Assert.Equal(("I sell cheap watches.", true), await SeenAsync(moderator));
        await using (var visit = forum.As(moderator))
            Assert.Single(await visit.Db.ModerationLog.Where(e => e.CaseId == review.Id && e.Act == Act.Held).ToListAsync());

        var entry = (await DecideAsync(moderator, review, new Decision(Act.Approved))).Value.EntryId;
        Assert.Equal(("I sell cheap watches.", false), await SeenAsync(reader));
        Assert.True((await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default))).Ok);
        Assert.Equal(("", false), await SeenAsync(reader));

        async Task<(string, bool)> SeenAsync(Viewer viewer)
        {
            await using var visit = forum.As(viewer);
            var profile = (await visit.Members.ProfileAsync(member.Handle, default))!;
            return (profile.About, profile.IsHeld);
        }
    }

    [Theory]
    [InlineData("I tell people: you are stupid", ReadingLevel.Strict, false, false)]
    [InlineData("I tell people: you are stupid", ReadingLevel.Standard, true, true)]
    [InlineData("I tell people: you are stupid", ReadingLevel.Off, true, false)]
    [InlineData("You fucking liar", ReadingLevel.Standard, false, false)]
    [InlineData("You fucking liar", ReadingLevel.Off, true, false)]
    [InlineData("A teacher.", ReadingLevel.Strict, true, false)]
    public async Task Sensitive_words_are_left_out_and_folded_as_those_of_posts(string about, ReadingLevel level, bool shown, bool folded)
    {
        var member = await forum.SisterAsync();
        await forum.SqlAsync($"UPDATE Members SET About = '{about}' WHERE Id = {member.MemberId}");
        var reader = await forum.BrotherAsync() with { Level = level };
        await using (var visit = forum.As(reader))
        {
            var profile = (await visit.Members.ProfileAsync(member.Handle, default))!;
            Assert.Equal(shown ? about : "", profile.About);
            Assert.Equal(folded, shown && reader.Folds(profile.Severity, profile.Id));
        }
        await using var own = forum.As(member with { Level = ReadingLevel.Strict });
        Assert.Equal(about, (await own.Members.ProfileAsync(member.Handle, default))!.About);
    }

    private async Task WriteAsync(Viewer member, string about)
    {
        await using var visit = forum.As(member);
        _ = (await visit.Settings.SetAboutAsync(about, default)).Value;
    }

    private async Task<string> AboutAsync(Viewer member)
    {
        await using var visit = forum.As(member);
        return (await visit.Settings.SettingsAsync(default)).Value.About;
    }

    private async Task<IReadOnlyList<NoticeRow>> ToldAsync(Viewer member) =>
        (await forum.AskAsync<NoticeQueries, Result<Salam.Forum.Feeds.Page<NoticeRow>>>(member, n => n.PageAsync(null, default))).Value.Items;

    private async Task<IReadOnlyList<Act>> ActsAsync(Viewer moderator, long id) => (await forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(id, default))).Value.Acts;

    private Task<Result<Decided>> DecideAsync(Viewer moderator, Case review, Decision decision) =>
        forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, decision, default));

    private async Task<Case> CaseAsync(Viewer member)
    {
        await using var visit = forum.As(await forum.SisterAsync(Role.Moderator));
        return visit.Db.Cases.Single(c => c.Kind == ThingKind.Member && c.ThingId == member.MemberId);
    }
}
