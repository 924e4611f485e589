using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class MemberTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Settings_are_kept_as_chosen()
    {
        var me = await forum.SisterAsync();
        await using var visit = forum.As(me);
        var before = (await visit.Settings.SettingsAsync(default)).Value;
        Assert.Equal(("", Circle.Sisters, Theme.Device), (before.About, before.OpeningCircle, before.Theme));
        Assert.Equal(["en"], before.Languages);
        Assert.True((await visit.Settings.ChangeAsync(new MemberSettings("  Teacher.\r\nReader. ", ["tr", "ar", "tr"], null, Theme.Dark), default)).Ok);
        var after = (await visit.Settings.SettingsAsync(default)).Value;
        Assert.Equal(("Teacher.\nReader.", null, Theme.Dark), (after.About, after.OpeningCircle, after.Theme));
        Assert.Equal(["tr", "ar"], after.Languages);
    }

    public static TheoryData<string, MemberSettings, string[]> WrongSettings => new()
    {
        { "long about", new(new string('x', 501), ["en"], null, Theme.Device), ["About:AboutLong"] },
        { "control in about", new("a\u0001b", ["en"], null, Theme.Device), ["About:ControlCharacters"] },
        { "no language", new("", [], null, Theme.Device), ["Languages:LanguagesNone"] },
        { "unknown language", new("", ["en", "xx"], null, Theme.Device), ["Languages:LanguageUnknown"] },
        { "unknown circle", new("", ["en"], (Circle)9, Theme.Device), ["OpeningCircle:Choice"] },
        { "unknown theme", new("", ["en"], null, default), ["Theme:Choice"] },
    };

    [Theory]
    [MemberData(nameof(WrongSettings), DisableDiscoveryEnumeration = true)]
    public async Task A_setting_that_breaks_a_rule_is_refused_and_nothing_changes(string what, MemberSettings settings, string[] expected)
    {
        Assert.NotEmpty(what);
        await using var visit = forum.As(await forum.BrotherAsync());
        Expect.Invalid(await visit.Settings.ChangeAsync(settings, default), expected);
        Assert.Equal(Theme.Device, (await visit.Settings.SettingsAsync(default)).Value.Theme);
    }

    [Fact]
    public async Task Settings_at_their_limits_are_taken()
    {
        await using var visit = forum.As(await forum.BrotherAsync());
        var all = Salam.Forum.Text.Language.All.Select(l => l.Code).ToList();
        Assert.True((await visit.Settings.ChangeAsync(new MemberSettings(string.Concat(Enumerable.Repeat("🕌", 500)), all, Circle.Sisters, Theme.Light), default)).Ok);
    }

    [Fact]
    public async Task A_guest_has_no_settings()
    {
        await using var visit = forum.AsGuest();
        Expect.LogIn(await visit.Settings.SettingsAsync(default));
        Expect.LogIn(await visit.Settings.ChangeAsync(new MemberSettings("", ["en"], null, Theme.Device), default));
    }

    [Fact]
    public async Task A_profile_is_found_whatever_the_case_and_tells_its_owner_apart()
    {
        var (me, other) = (await forum.SisterAsync(), await forum.BrotherAsync());
        await using (var visit = forum.As(me))
        {
            var profile = (await visit.Members.ProfileAsync(me.Handle.ToUpperInvariant(), default))!;
            Assert.Equal((me.MemberId, me.Handle, Circle.Sisters, true), (profile.Id, profile.Handle, profile.Circle, profile.IsMe));
        }
        await using (var visit = forum.As(other))
            Assert.False((await visit.Members.ProfileAsync(me.Handle, default))!.IsMe);
        await using (var visit = forum.AsGuest())
        {
            Assert.False((await visit.Members.ProfileAsync(me.Handle, default))!.IsMe);
            Assert.Null(await visit.Members.ProfileAsync("nobody-of-that-name", default));
        }
    }

    [Fact]
    public async Task A_members_lists_hold_what_the_viewer_may_see()
    {
        var (author, sister, brother, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.BrotherAsync(), await forum.SisterAsync(Role.Moderator));
        var (open, own, held, deleted) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true), await forum.PostAsync(author), await forum.PostAsync(author));
        var (onOpen, onOwn, onHeld) = (await forum.CommentAsync(author, open), await forum.CommentAsync(author, own), await forum.CommentAsync(author, held));
        await forum.SetStatusAsync(held, Status.Held);
        await forum.DeletePostAsync(author, deleted);
        var expected = new (Viewer Viewer, long[] Posts, long[] Comments)[]
        {
            (author, [held, own, open], [onHeld, onOwn, onOpen]), (moderator, [held, own, open], [onHeld, onOwn, onOpen]),
            (sister, [own, open], [onOwn, onOpen]), (brother, [open], [onOpen]), (Viewer.Guest, [open], [onOpen]),
        };
        foreach (var (viewer, posts, comments) in expected)
        {
            await using var visit = forum.As(viewer);
            Assert.Equal(posts, (await visit.Members.PostsAsync(author.MemberId, null, default)).Value.Items.Select(p => p.Id));
            Assert.Equal(comments, (await visit.Threads.OfMemberAsync(author.MemberId, null, default)).Value.Items.Select(c => c.Id));
        }
    }

    [Fact]
    public async Task A_members_posts_are_walked_page_by_page()
    {
        var author = await forum.BrotherAsync();
        var ids = new List<long>();
        for (var i = 0; i < 60; i++)
            ids.Add(await forum.PostAsync(author));
        await using var visit = forum.AsGuest();
        var (seen, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = (await visit.Members.PostsAsync(author.MemberId, cursor, default)).Value;
            seen.AddRange(page.Items.Select(p => p.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        ids.Reverse();
        Assert.Equal(ids, seen);
    }

    [Fact]
    public void The_address_of_a_member_is_nowhere_in_what_pages_get()
    {
        Type[] shown = [typeof(Profile), typeof(MemberSettings), typeof(Viewer), typeof(Forum.Follows.FollowedMember), typeof(Forum.Feeds.FeedRow), typeof(Forum.Comments.CommentRow)];
        Assert.DoesNotContain(shown.SelectMany(t => t.GetProperties()), p => p.Name.Contains("mail", StringComparison.OrdinalIgnoreCase) || p.PropertyType == typeof(Member));
    }
}
