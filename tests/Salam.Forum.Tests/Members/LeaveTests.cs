using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Data.Archive;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class LeaveTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Whoever_leaves_is_gone_and_her_words_stay_under_a_handle_that_says_nothing()
    {
        var (member, friend) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(member);
        await forum.AskAsync<Salam.Forum.Follows.FollowService, Result<Done>>(member, f => f.SetAsync(friend.Handle, true, default));
        await forum.AskAsync<Salam.Forum.Follows.FollowService, Result<Done>>(friend, f => f.SetAsync(member.Handle, true, default));
        Assert.True((await LeaveAsync(member, keep: true)).Ok);
        var row = await RowAsync(member);
        Assert.Equal((forum.Clock.Now, $"member-{member.MemberId}", Role.Member, null, false), (row.LeftAt, row.Handle, row.Role, row.PasswordHash, row.TwoFactorEnabled));
        Assert.EndsWith("@kept.invalid", row.Email, StringComparison.Ordinal);
        Assert.Equal(Status.Published, (await forum.PostRowAsync(post)).Status);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Follows WHERE FollowerId = {member.MemberId} OR FolloweeId = {member.MemberId}"));
        await using var visit = forum.As(friend);
        Assert.Null(await visit.Members.ProfileAsync(row.Handle, default));
        Assert.Null(await visit.Members.ProfileAsync(member.Handle, default));
        Assert.Equal(row.Handle, (await visit.PostPages.ShowAsync(post, default))!.Row.AuthorHandle);
        // Address and name are free for somebody else.
        Assert.NotEqual(member.MemberId, (await forum.MemberAsync(Circle.Sisters, handle: member.Handle)).MemberId);
    }

    [Fact]
    public async Task Words_that_go_leave_placeholders_and_right_counters()
    {
        var (member, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var own = await forum.PostAsync(member);
        var post = await forum.PostAsync(other);
        var top = await forum.CommentAsync(member, post);
        var answer = await forum.CommentAsync(member, post, top);
        var answered = await forum.CommentAsync(member, post);
        var theirs = await forum.CommentAsync(other, post, answered);
        var held = await forum.CommentAsync(member, post);
        await forum.SetCommentStatusAsync(held, Status.Held);
        await using (var first = forum.AsGuest())
            await first.Get<Recount>().RunAsync(default);
        Assert.True((await LeaveAsync(member, keep: false)).Ok);
        Assert.Equal((Status.Deleted, "", ""), await forum.PostRowAsync(own) is { } gone ? (gone.Status, gone.Title, gone.Body) : default);
        foreach (var id in new[] { top, answer, answered, held })
            Assert.Equal((Status.Deleted, ""), await forum.CommentRowAsync(id) is { } wiped ? (wiped.Status, wiped.Body) : default);
        Assert.Equal((0, 1, Status.Published), ((await forum.CommentRowAsync(top)).ReplyCount, (await forum.CommentRowAsync(answered)).ReplyCount, (await forum.CommentRowAsync(theirs)).Status));
        await using var visit = forum.AsGuest();
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
    }

    [Fact]
    public async Task Leaving_takes_the_password_and_a_choice_and_nothing_is_half_done()
    {
        var member = await forum.SisterAsync();
        Expect.Invalid(await LeaveAsync(member, keep: true, "not-this-one"), "Password:PasswordWrong");
        Expect.Invalid(await LeaveAsync(member, keep: null), "KeepWords:Choice");
        Expect.LogIn(await LeaveAsync(Viewer.Guest, keep: true));
        Assert.Equal((null, member.Handle), await RowAsync(member) is { } row ? (row.LeftAt, row.Handle) : default);
    }

    [Fact]
    public async Task The_last_administrator_cannot_leave_and_another_one_gives_her_role_back()
    {
        var alone = await ForumFixture.StartAsync();
        try
        {
            var (first, second) = (await alone.SisterAsync(Role.Administrator), await alone.BrotherAsync(Role.Administrator));
            var post = await alone.PostAsync(second);
            Assert.True((await LeaveAsync(first, keep: true, where: alone)).Ok);
            Assert.Equal(1, await alone.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE MemberId = {first.MemberId} AND Act = {(int)Act.RoleWithdrawn}"));
            Expect.Refused(RefusalKind.Conflict, "LastAdministrator", await LeaveAsync(second, keep: false, where: alone));
            Assert.Equal(Status.Published, (await alone.PostRowAsync(post)).Status);
        }
        finally
        {
            await alone.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_suspended_member_takes_her_data_and_leaves()
    {
        var member = await forum.SisterAsync();
        await forum.PostAsync(member);
        await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Member, member.MemberId, new Decision(Act.Banned, Rules.Spam));
        Assert.Equal(1, (await DataAsync(member)).GetProperty("posts").GetArrayLength());
        Assert.True((await LeaveAsync(member, keep: false)).Ok);
    }

    [Fact]
    public async Task The_file_holds_everything_of_hers_and_nothing_of_others()
    {
        var (member, other, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(member, ownCircleOnly: true);
        var held = await forum.PostAsync(member);
        await forum.SetStatusAsync(held, Status.Held);
        var theirs = await forum.PostAsync(other);
        await forum.CommentAsync(member, theirs);
        await forum.VoteAsync(member, theirs, 1);
        await forum.AskAsync<Salam.Forum.Follows.FollowService, Result<Done>>(member, f => f.SetAsync(other.Handle, true, default));
        await forum.ReportedAsync(ThingKind.Post, theirs, member);
        var entry = await forum.DecidedAsync(moderator, ThingKind.Post, post, new Decision(Act.Removed, Rules.Insult, "Please say it kindly."));
        _ = (await forum.AppealAsync(member, entry)).Value;
        var data = await DataAsync(member);
        Assert.Equal(member.Handle, data.GetProperty("profile").GetProperty("handle").GetString());
        Assert.Equal(ForumFixture.EmailOf(member.Handle), data.GetProperty("profile").GetProperty("email").GetString());
        Assert.Equal("en", data.GetProperty("settings").GetProperty("languages").GetString());
        Assert.Equal("removed held", string.Join(' ', data.GetProperty("posts").EnumerateArray().Select(p => p.GetProperty("status").GetString())));
        foreach (var (list, count) in new[] { ("comments", 1), ("votes_on_posts", 1), ("votes_on_comments", 0), ("follows", 1), ("reports", 1), ("notices", 1), ("appeals", 1) })
            Assert.Equal((list, count), (list, data.GetProperty(list).GetArrayLength()));
        var text = data.GetRawText();
        Assert.DoesNotContain(moderator.Handle, text, StringComparison.Ordinal);
        Assert.DoesNotContain("password", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await DataAsync(moderator)).GetProperty("reports").GetArrayLength());
    }

    [Fact]
    public async Task The_file_names_sessions_and_passkeys_without_what_opens_them_and_leaving_takes_both()
    {
        var member = await forum.SisterAsync();
        var row = await RowAsync(member);
        var key = await forum.AskAsync<SessionService, string>(Viewer.Guest, s => s.BeginAsync(row, (Browser.Firefox, Device.Android), null, default));
        Assert.True((await forum.AskAsync<PasskeyService, Result<Done>>(member, p => p.AddAsync(Passkeys.New(), Passkeys.IdOf(member), "My phone", "en", default))).Ok);
        var data = await DataAsync(member);
        var session = Assert.Single(data.GetProperty("sessions").EnumerateArray());
        Assert.Equal(("firefox", "android"), (session.GetProperty("browser").GetString(), session.GetProperty("device").GetString()));
        Assert.Equal("browser device begun_at used_at", string.Join(' ', session.EnumerateObject().Select(p => p.Name)));
        Assert.Equal("name created_at", string.Join(' ', Assert.Single(data.GetProperty("passkeys").EnumerateArray()).EnumerateObject().Select(p => p.Name)));
        Assert.DoesNotContain(key, data.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.True((await LeaveAsync(member, keep: true)).Ok);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Sessions WHERE MemberId = {member.MemberId}"));
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM AspNetUserPasskeys WHERE UserId = {member.MemberId}"));
    }

    [Fact]
    public async Task The_words_of_who_left_are_in_the_archive_and_come_out_of_it_again()
    {
        var own = await ForumFixture.StartAsync();
        var other = await ForumFixture.StartAsync();
        try
        {
            var member = await own.SisterAsync();
            await own.PostAsync(member);
            _ = (await LeaveAsync(member, keep: true, where: own)).Value;
            using var archive = new MemoryStream();
            await own.AskAsync<ArchiveWriter, long>(Viewer.Guest, w => w.ExportAsync(archive, default));
            archive.Position = 0;
            Assert.Equal(0, (await other.AskAsync<ArchiveReader, ImportReport>(Viewer.Guest, r => r.ImportAsync(archive, null, default))).RefusedCount);
            Assert.Equal(1, await other.NumberAsync("SELECT COUNT(*) FROM Members WHERE LeftAt IS NOT NULL"));
            Assert.Equal(1, await other.NumberAsync("SELECT COUNT(*) FROM Posts"));
        }
        finally
        {
            await own.DisposeAsync();
            await other.DisposeAsync();
        }
    }

    private Task<Result<Done>> LeaveAsync(Viewer member, bool? keep, string password = ForumFixture.Password, ForumFixture? where = null) =>
        (where ?? forum).AskAsync<LeaveService, Result<Done>>(member, l => l.LeaveAsync(password, keep, default));

    private async Task<JsonElement> DataAsync(Viewer member)
    {
        using var file = new MemoryStream();
        await using (var visit = forum.As(member))
            await visit.Get<OwnData>().WriteAsync(file, default);
        return JsonDocument.Parse(Encoding.UTF8.GetString(file.ToArray())).RootElement;
    }

    private async Task<Member> RowAsync(Viewer member)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Members.AsNoTracking().FirstAsync(m => m.Id == member.MemberId);
    }
}
