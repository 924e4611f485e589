using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

/// <summary>A member whose address was changed by somebody else gets her account back from her old mailbox.</summary>
public sealed class EmailUndoTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string ThiefsPassword = "nobody-will-guess-this";

    [Fact]
    public async Task The_old_address_comes_back_although_the_password_was_changed_too()
    {
        var member = await forum.SisterAsync();
        var old = Address(member);
        var link = await ChangeAsync(member, "thief-" + old);
        Assert.Equal("/en/account/undo-email", link.Path);
        await using (var thief = forum.As(member))
            Assert.True((await thief.Account.ChangePasswordAsync(ForumFixture.Password, ThiefsPassword, "en", default)).Ok);
        var before = await RowAsync(member);

        await using var visit = forum.AsGuest();
        var undo = visit.Get<EmailUndo>();
        Assert.Equal(old, (await undo.AddressAsync(link.Token, default)).Value);
        Assert.Equal("thief-" + old, (await RowAsync(member)).Email);
        Assert.True((await undo.UndoAsync(link.Token, "ar", default)).Ok);
        var row = await RowAsync(member);
        Assert.Equal((old, true), (row.Email, row.EmailConfirmed));
        Assert.NotEqual(before.SecurityStamp, row.SecurityStamp, StringComparer.Ordinal);
        Assert.Equal(member.MemberId, (await visit.Get<UserManager<Member>>().FindByEmailAsync(old.ToUpperInvariant()))!.Id);

        var mail = await LastMailAsync(old);
        Assert.Equal(("Mail.Restored.Subject", "ar"), (mail.Subject, mail.Language));
        var reset = MailLink.Of(mail);
        Assert.Equal("/ar/account/reset", reset.Path);
        Assert.True((await visit.Account.ResetAsync(reset.Id, reset.Token, "mine again, al-hamdu lillah", default)).Ok);
        Assert.Equal("Mail.Changed.Subject", forum.Mailer.To("thief-" + old)[^1].Subject);
    }

    [Fact]
    public async Task A_link_works_once_for_fourteen_days_and_no_other_word_does()
    {
        var member = await forum.BrotherAsync();
        var used = await ChangeAsync(member, "first-" + Address(member));
        await using var visit = forum.AsGuest();
        var undo = visit.Get<EmailUndo>();
        Assert.True((await undo.UndoAsync(used.Token, "en", default)).Ok);
        var late = await ChangeAsync(member, "second-" + Address(member));
        foreach (var wrong in new[] { null, "", "x", "CfDJ8", late.Token[..^4] + "AAAA", used.Token })
            await RefusedAsync(undo, wrong);
        forum.Clock.Advance(EmailUndo.Kept - TimeSpan.FromMinutes(1));
        Assert.True((await undo.AddressAsync(late.Token, default)).Ok);
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        await RefusedAsync(undo, late.Token);
        Assert.Equal("second-" + Address(member), (await RowAsync(member)).Email);
    }

    [Fact]
    public async Task Changing_twice_does_not_shake_off_the_first_address_and_its_undo_ends_the_links_of_later_ones()
    {
        var member = await forum.SisterAsync();
        var old = Address(member);
        var mine = await ChangeAsync(member, "thief-" + old);
        var thiefs = await ChangeAsync(member, "thief2-" + old);
        await using var visit = forum.AsGuest();
        var undo = visit.Get<EmailUndo>();
        Assert.True((await undo.UndoAsync(mine.Token, "en", default)).Ok);
        Assert.Equal(old, (await RowAsync(member)).Email);
        await RefusedAsync(undo, thiefs.Token);
        await RefusedAsync(undo, mine.Token);
        Assert.Equal(old, (await RowAsync(member)).Email);
    }

    [Fact]
    public async Task A_later_address_brings_back_only_itself_and_leaves_the_earlier_link()
    {
        var member = await forum.SisterAsync();
        var old = Address(member);
        var first = await ChangeAsync(member, "second-" + old);
        var second = await ChangeAsync(member, "third-" + old);
        await using var visit = forum.AsGuest();
        var undo = visit.Get<EmailUndo>();
        Assert.True((await undo.UndoAsync(second.Token, "en", default)).Ok);
        Assert.Equal("second-" + old, (await RowAsync(member)).Email);
        Assert.True((await undo.UndoAsync(first.Token, "en", default)).Ok);
        Assert.Equal(old, (await RowAsync(member)).Email);
    }

    [Fact]
    public async Task An_address_that_somebody_signed_up_with_since_comes_back_unless_it_was_confirmed()
    {
        var member = await forum.SisterAsync();
        var old = Address(member);
        var link = await ChangeAsync(member, "thief-" + old);
        await using var visit = forum.AsGuest();
        var undo = visit.Get<EmailUndo>();
        var waiting = await SignUpAsync();
        var squatter = await SignUpAsync();
        Assert.True((await visit.Account.ConfirmAsync(squatter.Id, squatter.Token, default)).Ok);
        Expect.Refused(RefusalKind.Conflict, "EmailTaken", await undo.UndoAsync(link.Token, "en", default));
        await forum.SqlAsync($"UPDATE Members SET EmailConfirmed = 0 WHERE Id = {squatter.Id}");
        Assert.True((await undo.UndoAsync(link.Token, "en", default)).Ok);
        Assert.Equal(old, (await RowAsync(member)).Email);
        Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ConfirmAsync(waiting.Id, waiting.Token, default));

        async Task<MailLink> SignUpAsync()
        {
            var handle = forum.NewHandle(Circle.Brothers);
            Assert.True((await visit.SignUp.SignUpAsync(new SignUpForm(handle, old, ForumFixture.Password, Circle.Brothers, ["en"], Consent: true, "en"), default)).Ok);
            return MailLink.Of(await LastMailAsync(old));
        }
    }

    [Fact]
    public async Task What_cannot_be_undone_any_more_is_forgotten_at_the_next_change()
    {
        await ChangeAsync(await forum.SisterAsync(), Guid.NewGuid().ToString("n") + "@post.example");
        forum.Clock.Advance(EmailUndo.Kept);
        await ChangeAsync(await forum.SisterAsync(), Guid.NewGuid().ToString("n") + "@post.example");
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM EmailChanges"));
    }

    private static string Address(Viewer member) => ForumFixture.EmailOf(member.Handle);

    private static async Task RefusedAsync(EmailUndo undo, string? token)
    {
        Expect.Refused(RefusalKind.Invalid, "UndoSpent", await undo.AddressAsync(token, default));
        Expect.Refused(RefusalKind.Invalid, "UndoSpent", await undo.UndoAsync(token, "en", default));
    }

    /// <summary>Changes the address as its owner does, and returns the link that the old one was sent.</summary>
    private async Task<MailLink> ChangeAsync(Viewer member, string address)
    {
        var old = (await RowAsync(member)).Email!;
        await using var visit = forum.As(member);
        Assert.True((await visit.Account.AskEmailAsync(address, ForumFixture.Password, "en", default)).Ok);
        var link = MailLink.Of(await LastMailAsync(address));
        Assert.True((await visit.Account.ChangeEmailAsync(link.Id, address, link.Token, "en", default)).Ok);
        var told = await LastMailAsync(old);
        Assert.Equal("Mail.EmailChanged.Subject", told.Subject);
        return MailLink.Of(told);
    }

    private async Task<Mail> LastMailAsync(string address)
    {
        await forum.DeliverAsync();
        return forum.Mailer.To(address)[^1];
    }

    private async Task<Member> RowAsync(Viewer member)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Members.AsNoTracking().FirstAsync(m => m.Id == member.MemberId);
    }
}
