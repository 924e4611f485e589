using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class MemberTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Settings_are_kept_as_chosen()
    {
        await using var visit = forum.As(await forum.SisterAsync());
        var before = (await visit.Settings.SettingsAsync(default)).Value;
        Assert.Equal(("", Circle.Sisters, Theme.Device), (before.About, before.OpeningCircle, before.Theme));
        Assert.Equal(["en"], before.Languages);
        Assert.True((await visit.Settings.SetAboutAsync("  Teacher.\r\nReader. ", default)).Ok);
        Assert.True((await visit.Settings.SetReadingAsync(["tr", "ar", "tr"], null, ReadingLevel.Standard, default)).Ok);
        Assert.True((await visit.Settings.SetAppearanceAsync(Theme.Dark, true, default)).Ok);
        var after = (await visit.Settings.SettingsAsync(default)).Value;
        Assert.Equal(("Teacher.\nReader.", null, Theme.Dark), (after.About, after.OpeningCircle, after.Theme));
        Assert.Equal(["tr", "ar"], after.Languages);
    }

    public static TheoryData<string, Func<MemberService, Task<Result<Done>>>, string> WrongSettings => new()
    {
        { "long about", s => s.SetAboutAsync(new string('x', 501), default), "About:AboutLong" },
        { "override in about", s => s.SetAboutAsync("a\u202Eb", default), "About:DirectionCharacters" },
        { "control in about", s => s.SetAboutAsync("a\u0001b", default), "About:ControlCharacters" },
        { "no language", s => s.SetReadingAsync([], null, ReadingLevel.Standard, default), "Languages:LanguagesNone" },
        { "unknown language", s => s.SetReadingAsync(["en", "xx"], null, ReadingLevel.Standard, default), "Languages:LanguageUnknown" },
        { "unknown circle", s => s.SetReadingAsync(["en"], (Circle)9, ReadingLevel.Standard, default), "OpeningCircle:Choice" },
        { "unknown theme", s => s.SetAppearanceAsync(default, true, default), "Theme:Choice" },
        { "keys neither on nor off", s => s.SetAppearanceAsync(Theme.Dark, null, default), "Keys:Choice" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings), DisableDiscoveryEnumeration = true)]
    public async Task A_setting_that_breaks_a_rule_is_refused_and_nothing_changes(string what, Func<MemberService, Task<Result<Done>>> set, string expected)
    {
        Assert.NotEmpty(what);
        await using var visit = forum.As(await forum.BrotherAsync());
        var before = (await visit.Settings.SettingsAsync(default)).Value;
        Expect.Invalid(await set(visit.Settings), [expected]);
        Assert.Equivalent(before, (await visit.Settings.SettingsAsync(default)).Value);
    }

    [Fact]
    public async Task Settings_at_their_limits_are_taken()
    {
        await using var visit = forum.As(await forum.BrotherAsync());
        var all = Salam.Forum.Text.Language.All.Select(l => l.Code).ToList();
        Assert.True((await visit.Settings.SetAboutAsync(string.Concat(Enumerable.Repeat("🕌", 500)), default)).Ok);
        Assert.True((await visit.Settings.SetReadingAsync(all, Circle.Sisters, ReadingLevel.Standard, default)).Ok);
    }

    [Fact]
    public async Task A_guest_has_no_settings()
    {
        await using var visit = forum.AsGuest();
        Expect.LogIn(await visit.Settings.SettingsAsync(default));
        Expect.LogIn(await visit.Settings.SetAboutAsync("", default));
        Expect.LogIn(await visit.Settings.SetReadingAsync(["en"], null, ReadingLevel.Standard, default));
        Expect.LogIn(await visit.Settings.SetAppearanceAsync(Theme.Dark, true, default));
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
    public void The_address_of_a_member_is_in_nothing_that_pages_get_but_her_own_settings()
    {
        Type[] shown = [typeof(Profile), typeof(Viewer), typeof(Forum.Follows.FollowedMember), typeof(Forum.Feeds.FeedRow), typeof(Forum.Comments.CommentRow)];
        Assert.DoesNotContain(shown.SelectMany(t => t.GetProperties()), p => p.Name.Contains("mail", StringComparison.OrdinalIgnoreCase) || p.PropertyType == typeof(Member));
    }
}
