using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class AccountTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string NewPassword = "another-good-phrase";

    [Fact]
    public async Task A_wrong_token_confirms_nobody()
    {
        var (member, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        await forum.SqlAsync($"UPDATE Members SET EmailConfirmed = 0 WHERE Id IN ({member.MemberId}, {other.MemberId})");
        var token = MailLink.Of(await LastMailAsync(member)).Token;
        await using var visit = forum.AsGuest();
        foreach (var (id, wrong) in new[] { (member.MemberId, null), (member.MemberId, ""), (member.MemberId, "x"), (member.MemberId, token[..^4] + "AAAA"), (other.MemberId, token), (999_999L, token) })
            Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ConfirmAsync(id, wrong, default));
        Assert.False((await RowAsync(member)).EmailConfirmed);
        Assert.True((await visit.Account.ConfirmAsync(member.MemberId, token, default)).Ok);
        Assert.True((await RowAsync(member)).EmailConfirmed);
    }

    [Fact]
    public async Task A_wrong_token_in_a_new_forum_is_answered_at_once()
    {
        // The quickest of a few forums: whatever else the machine does only adds to it.
        var quickest = TimeSpan.MaxValue;
        for (var turn = 0; turn < 4 && quickest >= TimeSpan.FromSeconds(1.5); turn++)
        {
            var fresh = await ForumFixture.StartAsync();
            var member = (await fresh.SisterAsync()).MemberId;
            await using (var visit = fresh.AsGuest())
            {
                await visit.Get<ForumDatabase>().PrepareAsync(default);
                var started = TimeProvider.System.GetTimestamp();
                Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ConfirmAsync(member, "CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", default));
                var took = TimeProvider.System.GetElapsedTime(started);
                quickest = took < quickest ? took : quickest;
            }
            Assert.Equal(1, await fresh.NumberAsync("SELECT COUNT(*) FROM ProtectionKeys"));
            await fresh.DisposeAsync();
        }
        Assert.True(quickest < TimeSpan.FromSeconds(1.5), quickest.ToString());
    }

    [Fact]
    public async Task The_confirmation_is_mailed_again_while_it_is_needed()
    {
        await using var visit = forum.AsGuest();
        Assert.True((await visit.SignUp.SignUpAsync(new SignUpForm("Once-more", "once-more@post.example", ForumFixture.Password, Circle.Brothers, ["en"], Consent: true, "en"), default)).Ok);
        await forum.DeliverAsync();
        var link = MailLink.Of(Assert.Single(forum.Mailer.To("once-more@post.example")));
        await AskAsync();
        Assert.Equal("ar", forum.Mailer.To("once-more@post.example")[1].Language);
        Assert.True((await visit.Account.ConfirmAsync(link.Id, link.Token, default)).Ok);
        await AskAsync();
        Assert.Equal(2, forum.Mailer.To("once-more@post.example").Count);

        async Task AskAsync()
        {
            Assert.True((await visit.Account.MailConfirmationAsync(link.Id, "ar", default)).Ok);
            await forum.DeliverAsync();
        }
    }

    [Fact]
    public async Task A_forgotten_password_of_a_known_and_of_an_unknown_address_write_the_same_rows()
    {
        var member = await forum.SisterAsync();
        await forum.DeliverAsync();
        await using var visit = forum.AsGuest();
        var written = new List<string>();
        foreach (var address in new[] { Address(member), "nobody-here@post.example" })
        {
            var sent = forum.Commands.Listen();
            Assert.True((await visit.Account.ForgotAsync(address, "en", default)).Ok);
            written.Add(string.Join(";", sent.Select(c => c.Sql)));
            var row = await visit.Db.Outbox.AsNoTracking().SingleAsync();
            Assert.Equal($$"""{"Kind":3,"Email":"{{address}}","Language":"en","MemberId":null}""", row.Payload);
            await forum.DeliverAsync();
        }
        Assert.Equal(written[0], written[1]);
        Assert.Equal("Mail.Reset.Subject", forum.Mailer.To(Address(member))[^1].Subject);
        Assert.Empty(forum.Mailer.To("nobody-here@post.example"));
    }

    [Theory]
    [InlineData("SISTER-")]
    [InlineData("ｓister-")]
    public async Task A_link_to_a_new_password_goes_to_the_address_of_the_account_and_not_to_the_one_that_was_typed(string start)
    {
        var member = await forum.SisterAsync();
        await forum.DeliverAsync();
        var typed = start + Address(member)["sister-".Length..];
        await using var visit = forum.AsGuest();
        Assert.True((await visit.Account.ForgotAsync(typed, "en", default)).Ok);
        Assert.Equal("Mail.Reset.Subject", (await LastMailAsync(member)).Subject);
        Assert.Empty(forum.Mailer.To(typed));
    }

    [Fact]
    public async Task An_address_that_was_never_confirmed_gets_a_link_too_and_the_link_proves_it()
    {
        var member = await forum.SisterAsync();
        await forum.SqlAsync($"UPDATE Members SET EmailConfirmed = 0 WHERE Id = {member.MemberId}");
        await using var visit = forum.AsGuest();
        Assert.True((await visit.Account.ForgotAsync(Address(member), "en", default)).Ok);
        await forum.DeliverAsync();
        Assert.Contains(forum.Mailer.To(Address(member)), m => m.Subject == "Mail.Reset.Subject");
    }

    [Fact]
    public async Task What_is_no_address_is_refused_also_by_forgot()
    {
        await using var visit = forum.AsGuest();
        Expect.Invalid(await visit.Account.ForgotAsync("no address", "en", default), "Email:Email");
        Expect.Invalid(await visit.Account.ForgotAsync(null, "en", default), "Email:Email");
    }

    [Fact]
    public async Task A_reset_sets_the_password_once_ends_every_session_and_any_lock_out()
    {
        var member = await forum.BrotherAsync();
        await using var visit = forum.AsGuest();
        var users = visit.Get<UserManager<Member>>();
        await forum.SqlAsync($"UPDATE Members SET LockoutEnd = '2126-01-01 00:00:00+00:00', AccessFailedCount = 7 WHERE Id = {member.MemberId}");
        var before = await RowAsync(member);
        Assert.True(await users.IsLockedOutAsync(before));
        await visit.Account.ForgotAsync(Address(member), "en", default);
        var link = MailLink.Of(await LastMailAsync(member));
        Assert.Equal("/en/account/reset", link.Path);
        Expect.Invalid(await visit.Account.ResetAsync(link.Id, link.Token, "short", default), "Password:PasswordWeak");
        Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ResetAsync(link.Id, "wrong", NewPassword, default));
        Assert.True((await visit.Account.ResetAsync(link.Id, link.Token, NewPassword, default)).Ok);
        var after = await RowAsync(member);
        Assert.False(await users.IsLockedOutAsync(after));
        Assert.Equal(0, after.AccessFailedCount);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp, StringComparer.Ordinal);
        Assert.True(await users.CheckPasswordAsync(after, NewPassword));
        Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ResetAsync(link.Id, link.Token, ForumFixture.Password, default));
    }

    [Fact]
    public async Task An_address_changes_by_the_link_mailed_to_it_and_the_old_one_is_told()
    {
        var member = await forum.SisterAsync();
        var (old, changed) = (Address(member), "new-" + Address(member));
        await using var visit = forum.As(member);
        Expect.Invalid(await visit.Account.AskEmailAsync(changed, "wrong password", "en", default), "Password:PasswordWrong");
        Expect.Invalid(await visit.Account.AskEmailAsync("nonsense", ForumFixture.Password, "en", default), "Email:Email");
        Assert.True((await visit.Account.AskEmailAsync(changed, ForumFixture.Password, "en", default)).Ok);
        await forum.DeliverAsync();
        var link = MailLink.Of(Assert.Single(forum.Mailer.To(changed)));
        Assert.Equal((changed, member.MemberId), (link.Query["email"], link.Id));
        Expect.Refused(RefusalKind.Invalid, "Token", await visit.Account.ChangeEmailAsync(link.Id, "other-" + changed, link.Token, "en", default));
        Assert.Equal(old, (await RowAsync(member)).Email);
        Assert.True((await visit.Account.ChangeEmailAsync(link.Id, changed, link.Token, "en", default)).Ok);
        Assert.Equal(changed, (await RowAsync(member)).Email);
        await forum.DeliverAsync();
        Assert.Equal("Mail.EmailChanged.Subject", forum.Mailer.To(old)[^1].Subject);
    }

    [Fact]
    public async Task Asking_for_a_taken_address_answers_the_same_and_mails_its_owner()
    {
        var (member, owner) = (await forum.SisterAsync(), await forum.BrotherAsync());
        await using var visit = forum.As(member);
        Assert.True((await visit.Account.AskEmailAsync(Address(owner), ForumFixture.Password, "en", default)).Ok);
        Assert.Equal("Mail.AlreadyMember.Subject", (await LastMailAsync(owner)).Subject);
    }

    [Fact]
    public async Task An_address_taken_in_the_meantime_is_a_conflict_and_not_a_crash()
    {
        var (member, owner) = (await forum.SisterAsync(), await forum.SisterAsync());
        await using var visit = forum.As(member);
        var wanted = "wanted-" + Address(member);
        await visit.Account.AskEmailAsync(wanted, ForumFixture.Password, "en", default);
        await forum.DeliverAsync();
        await forum.SqlAsync($"UPDATE Members SET Email = '{wanted}', NormalizedEmail = '{wanted.ToUpperInvariant()}' WHERE Id = {owner.MemberId}");
        var link = MailLink.Of(Assert.Single(forum.Mailer.To(wanted)));
        Expect.Refused(RefusalKind.Conflict, "Clash", await visit.Account.ChangeEmailAsync(link.Id, wanted, link.Token, "en", default));
        Assert.Equal(Address(member), (await RowAsync(member)).Email);
    }

    [Fact]
    public async Task A_password_changes_with_the_old_one_and_the_address_is_told()
    {
        var member = await forum.BrotherAsync();
        await using var visit = forum.As(member);
        var stamp = (await RowAsync(member)).SecurityStamp;
        Expect.Invalid(await visit.Account.ChangePasswordAsync("wrong password", NewPassword, "en", default), "Current:PasswordWrong");
        Expect.Invalid(await visit.Account.ChangePasswordAsync(ForumFixture.Password, "short", "en", default), "Password:PasswordWeak");
        Assert.True((await visit.Account.ChangePasswordAsync(ForumFixture.Password, NewPassword, "en", default)).Ok);
        var row = await RowAsync(member);
        Assert.NotEqual(stamp, row.SecurityStamp, StringComparer.Ordinal);
        Assert.True(await visit.Get<UserManager<Member>>().CheckPasswordAsync(row, NewPassword));
        Assert.Equal("Mail.Changed.Subject", (await LastMailAsync(member)).Subject);
        Expect.Invalid(await visit.Account.ChangePasswordAsync(ForumFixture.Password, NewPassword, "en", default), "Current:PasswordWrong");
    }

    [Fact]
    public async Task Wrong_passwords_lock_out_and_then_even_the_right_one_is_wrong()
    {
        var member = await forum.SisterAsync();
        for (var i = 0; i < 8; i++)
        {
            await using var visit = forum.As(member);
            Expect.Invalid(await visit.Account.ChangePasswordAsync($"guess number {i}", NewPassword, "en", default), "Current:PasswordWrong");
        }
        await using var locked = forum.As(member);
        Expect.Invalid(await locked.Account.ChangePasswordAsync(ForumFixture.Password, NewPassword, "en", default), "Current:PasswordWrong");
        Expect.Invalid(await locked.TwoFactor.DisableAsync(ForumFixture.Password, default), "Password:PasswordWrong");
    }

    [Fact]
    public async Task A_guest_changes_nothing()
    {
        await using var visit = forum.AsGuest();
        Expect.Invalid(await visit.Account.ChangePasswordAsync(ForumFixture.Password, NewPassword, "en", default), "Current:PasswordWrong");
        Expect.Invalid(await visit.Account.AskEmailAsync("a@post.example", ForumFixture.Password, "en", default), "Password:PasswordWrong");
        Expect.LogIn(await visit.TwoFactor.StateAsync(default));
        Expect.LogIn(await visit.TwoFactor.EnableAsync("123456", default));
        Expect.LogIn(await visit.TwoFactor.DisableAsync(ForumFixture.Password, default));
        Expect.LogIn(await visit.TwoFactor.RenewCodesAsync(ForumFixture.Password, default));
    }

    [Fact]
    public async Task The_second_factor_is_enabled_by_a_code_and_gives_recovery_codes_once()
    {
        var member = await forum.SisterAsync();
        await using var visit = forum.As(member);
        var state = (await visit.TwoFactor.StateAsync(default)).Value;
        Assert.Equal((false, 0), (state.Enabled, state.RecoveryCodesLeft));
        Assert.Equal(state.Key, (await visit.TwoFactor.StateAsync(default)).Value.Key);
        Assert.Contains($"secret={state.Key.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()}&", state.Uri, StringComparison.Ordinal);
        var code = Totp.Code(state.Key, TimeProvider.System.GetUtcNow());
        foreach (var wrong in new[] { null, "", "abcdef", code[..5], $"{(int.Parse(code) + 1) % 1_000_000:D6}" })
            Expect.Invalid(await visit.TwoFactor.EnableAsync(wrong, default), "Code:CodeWrong");
        var codes = (await visit.TwoFactor.EnableAsync($"{code[..3]} {code[3..]}", default)).Value;
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(new TwoFactorState(true, "", "", 10), (await visit.TwoFactor.StateAsync(default)).Value);
        var users = visit.Get<UserManager<Member>>();
        var row = (await users.FindByIdAsync($"{member.MemberId}"))!;
        Assert.True((await users.RedeemTwoFactorRecoveryCodeAsync(row, codes[0])).Succeeded);
        Assert.False((await users.RedeemTwoFactorRecoveryCodeAsync(row, codes[0])).Succeeded);
        Assert.Equal(9, (await visit.TwoFactor.StateAsync(default)).Value.RecoveryCodesLeft);
        Expect.Invalid(await visit.TwoFactor.RenewCodesAsync("wrong password", default), "Password:PasswordWrong");
        var renewed = (await visit.TwoFactor.RenewCodesAsync(ForumFixture.Password, default)).Value;
        Assert.Empty(renewed.Intersect(codes, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disabling_the_second_factor_needs_the_password_and_forgets_the_secret()
    {
        var member = await forum.BrotherAsync();
        await using var visit = forum.As(member);
        var key = (await visit.TwoFactor.StateAsync(default)).Value.Key;
        Assert.True((await visit.TwoFactor.EnableAsync(Totp.Code(key, TimeProvider.System.GetUtcNow()), default)).Ok);
        Expect.Invalid(await visit.TwoFactor.DisableAsync(null, default), "Password:PasswordWrong");
        Expect.Invalid(await visit.TwoFactor.DisableAsync("wrong password", default), "Password:PasswordWrong");
        Assert.True((await visit.TwoFactor.DisableAsync(ForumFixture.Password, default)).Ok);
        var state = (await visit.TwoFactor.StateAsync(default)).Value;
        Assert.False(state.Enabled);
        Assert.NotEqual(key, state.Key, StringComparer.Ordinal);
    }

    private static string Address(Viewer member) => ForumFixture.EmailOf(member.Handle);

    private async Task<Mail> LastMailAsync(Viewer member)
    {
        await forum.DeliverAsync();
        return forum.Mailer.To(Address(member))[^1];
    }

    private async Task<Member> RowAsync(Viewer member)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Members.AsNoTracking().FirstAsync(m => m.Id == member.MemberId);
    }
}
