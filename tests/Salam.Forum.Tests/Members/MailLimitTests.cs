using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

/// <summary>No form of ours can be used to flood a mailbox, and none says that it was tried. Each test has a forum of its own: the clock runs for a day.</summary>
public sealed class MailLimitTests : IAsyncLifetime
{
    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task One_address_gets_five_mails_an_hour_and_twenty_a_day_and_the_answer_stays_the_same()
    {
        var address = ForumFixture.EmailOf((await forum.SisterAsync()).Handle);
        var other = ForumFixture.EmailOf((await forum.BrotherAsync()).Handle);
        await AskAsync(address, 10);
        Assert.Equal(5, forum.Mailer.To(address).Count);
        await AskAsync(other, 1);
        Assert.Equal(2, forum.Mailer.To(other).Count);
        for (var hour = 0; hour < 5; hour++)
        {
            forum.Clock.Advance(TimeSpan.FromHours(1));
            await AskAsync(address.ToUpperInvariant(), 10);
        }
        Assert.Equal(20, forum.Mailer.To(address).Count);
        forum.Clock.Advance(TimeSpan.FromHours(19));
        await AskAsync(address, 10);
        Assert.Equal(25, forum.Mailer.To(address).Count);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Outbox"));
    }

    [Fact]
    public async Task Sign_ups_with_one_mailbox_under_many_labels_share_its_limit()
    {
        await using var visit = forum.AsGuest();
        for (var i = 0; i < 8; i++)
        {
            var form = new SignUpForm(forum.NewHandle(Circle.Sisters), $"victim+{i}@post.example", ForumFixture.Password, Circle.Sisters, ["en"], Consent: true, "en");
            Assert.True((await visit.SignUp.SignUpAsync(form, default)).Ok);
        }
        await forum.DeliverAsync();
        Assert.Equal(5, forum.Mailer.Sent.Count);
    }

    [Fact]
    public async Task What_tells_an_owner_that_her_account_was_changed_comes_although_the_limit_is_used_up()
    {
        var member = await forum.SisterAsync();
        var address = ForumFixture.EmailOf(member.Handle);
        await AskAsync(address, 10);
        await using var visit = forum.As(member);
        Assert.True((await visit.Account.ChangePasswordAsync(ForumFixture.Password, "another-good-phrase", "en", default)).Ok);
        await forum.DeliverAsync();
        Assert.Equal("Mail.Changed.Subject", forum.Mailer.To(address)[^1].Subject);
    }

    [Fact]
    public async Task Only_mails_that_were_sent_count_and_only_for_a_day_and_without_the_address()
    {
        var address = ForumFixture.EmailOf((await forum.SisterAsync()).Handle);
        forum.Mailer.FailNext(1);
        await forum.DeliverAsync();
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM SentMails"));
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(address, 4);
        Assert.Equal(5, forum.Mailer.To(address).Count);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM SentMails WHERE Recipient LIKE '%post%'"));
        forum.Clock.Advance(TimeSpan.FromDays(1));
        await AskAsync(address, 1);
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM SentMails"));
    }

    private async Task AskAsync(string address, int times)
    {
        await using var visit = forum.AsGuest();
        for (var i = 0; i < times; i++)
            Assert.True((await visit.Account.ForgotAsync(address, "en", default)).Ok);
        await forum.DeliverAsync();
    }
}
