using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>Addresses and passwords. None of its answers, nor their time, tells whether an address has an account.</summary>
public sealed class AccountService(ForumDb db, UserManager<Member> users, OwnPassword passwords, OutboxQueue outbox, TimeProvider time)
{
    /// <summary>The most characters of a password; longer ones only cost time.</summary>
    public const int PasswordMax = 200;

    /// <summary>Confirms the address of a new account by the token that was mailed, and gives it to the account; refused when another one was quicker.</summary>
    public async Task<Result<Done>> ConfirmAsync(long id, string? token, CancellationToken cancellation) => await db.WriteAsync<Done>(async () =>
    {
        if (await FindAsync(id, cancellation) is not { } member)
            return Refusal.Invalid("Token");
        if (await AwaitedAddress.OfAsync(db, id, cancellation) is { } address)
        {
            if (await AwaitedAddress.IsTakenAsync(db, address, cancellation))
                return Refusal.Invalid("Token");
            (member.Email, member.NormalizedEmail) = (address, Normalise.Fold(address));
            await AwaitedAddress.ForgetAsync(db, id, cancellation);
        }
        return (await users.ConfirmEmailAsync(member, token ?? "")).Succeeded ? default(Done) : Refusal.Invalid("Token");
    }, cancellation);

    /// <summary>Mails the confirmation link once more.</summary>
    public Task<Result<Done>> MailConfirmationAsync(long memberId, string language, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await AwaitedAddress.OfAsync(db, memberId, cancellation) is { } address)
            await AwaitedAddress.MailAsync(db, outbox, new(memberId, address, language), cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Asks for a link to a new password. Always done; whether a mail goes out is decided later.</summary>
    public Task<Result<Done>> ForgotAsync(string? email, string language, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var address = Normalise.Input(email);
        if (!EmailAddress.Is(address))
            return Refusal.Invalid("Email", "Email");
        await outbox.MailAsync(new(AccountMailKind.Reset, address, language), cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Sets a new password by the token that was mailed, which proves the address too; ends every session and any lock-out.</summary>
    public async Task<Result<Done>> ResetAsync(long id, string? token, string? password, CancellationToken cancellation)
    {
        if (await PasswordRules.RefusalsAsync(users, null, password) is { Count: > 0 } refusals)
            return refusals;
        return await db.WriteAsync<Done>(async () =>
        {
            if (await FindAsync(id, cancellation) is not { } member)
                return Refusal.Invalid("Token");
            // Kept together with the password, or undone with it.
            member.EmailConfirmed = true;
            if (!(await users.ResetPasswordAsync(member, token ?? "", password!)).Succeeded)
                return Refusal.Invalid("Token");
            await users.SetLockoutEndDateAsync(member, null);
            await users.ResetAccessFailedCountAsync(member);
            return default(Done);
        }, cancellation);
    }

    /// <summary>Asks to change the viewer's address; a link goes to the new one.</summary>
    public async Task<Result<Done>> AskEmailAsync(string? email, string? password, string language, CancellationToken cancellation)
    {
        var address = Normalise.Input(email);
        if (!EmailAddress.Is(address))
            return Refusal.Invalid("Email", "Email");
        if (await passwords.CheckAsync(password, cancellation) is not { } member)
            return Refusal.Invalid("PasswordWrong", "Password");
        return await db.WriteAsync<Done>(async () =>
        {
            var taken = await AwaitedAddress.IsTakenAsync(db, address, cancellation);
            await outbox.MailAsync(new(taken ? AccountMailKind.AlreadyMember : AccountMailKind.ChangeEmail, address, language, taken ? null : member.Id), cancellation);
            return default(Done);
        }, cancellation);
    }

    /// <summary>Changes an address by the token that was mailed to it, and tells the old one, which can undo it.</summary>
    public Task<Result<Done>> ChangeEmailAsync(long id, string? email, string? token, string language, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var member = await FindAsync(id, cancellation);
        var old = member?.Email;
        if (member is null || !(await users.ChangeEmailAsync(member, email ?? "", token ?? "")).Succeeded)
            return Refusal.Invalid("Token");
        if (old is not null)
            await TellOldAsync(member.Id, old, language, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Changes the viewer's password; her other sessions end.</summary>
    public async Task<Result<Done>> ChangePasswordAsync(string? current, string? password, string language, CancellationToken cancellation)
    {
        if (await passwords.CheckAsync(current, cancellation) is not { } checkedMember)
            return Refusal.Invalid("PasswordWrong", "Current");
        if (await PasswordRules.RefusalsAsync(users, checkedMember, password) is { Count: > 0 } refusals)
            return refusals;
        var hash = users.PasswordHasher.HashPassword(checkedMember, password!);
        return await db.WriteAsync<Done>(async () =>
        {
            var member = (await FindAsync(checkedMember.Id, cancellation))!;
            member.PasswordHash = hash;
            await users.UpdateSecurityStampAsync(member);
            if (member.Email is { } email)
                await outbox.MailAsync(new(AccountMailKind.Changed, email, language, member.Id), cancellation);
            return default(Done);
        }, cancellation);
    }

    /// <summary>Ends the viewer's other sessions.</summary>
    public async Task<Result<Done>> EndSessionsAsync(string? password, CancellationToken cancellation)
    {
        if (await passwords.CheckAsync(password, cancellation) is not { Id: var id })
            return Refusal.Invalid("PasswordWrong", "Password");
        return await db.WriteAsync<Done>(async () =>
        {
            await users.UpdateSecurityStampAsync((await FindAsync(id, cancellation))!);
            return default(Done);
        }, cancellation);
    }

    private async Task TellOldAsync(long memberId, string old, string language, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var spent = now - EmailUndo.Kept;
        await db.EmailChanges.Where(c => c.ChangedAt <= spent).ExecuteDeleteAsync(cancellation);
        var change = new EmailChange { MemberId = memberId, ChangedAt = now };
        db.EmailChanges.Add(change);
        await db.SaveChangesAsync(cancellation);
        await outbox.MailAsync(new(AccountMailKind.EmailChanged, old, language, memberId, change.Key), cancellation);
    }

    private Task<Member?> FindAsync(long id, CancellationToken cancellation) => db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
}
