using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>What a newcomer filled into the sign-up form.</summary>
/// <param name="Consent">That she agrees that her words may reveal her belief, apart from the terms.</param>
/// <param name="InterfaceLanguage">The language of the mail.</param>
public sealed record SignUpForm(string? Handle, string? Email, string? Password, Circle? Circle, IReadOnlyList<string> Languages, bool Consent, string InterfaceLanguage);

/// <summary>Sign-up, addresses and passwords. None of its answers, nor their time, tells whether an address has an account.</summary>
public sealed class AccountService(ForumDb db, UserManager<Member> users, OwnPassword passwords, OutboxQueue outbox, TimeProvider time)
{
    /// <summary>The most characters of a password; longer ones only cost time.</summary>
    public const int PasswordMax = 200;

    /// <summary>How long an account waits to be confirmed before its handle is free again.</summary>
    public static readonly TimeSpan UnconfirmedKept = TimeSpan.FromDays(7);

    /// <summary>
    /// Makes an account and mails a link that confirms its address. Until then the account has no address, only one that it waits for
    /// (<see cref="AwaitedAddress"/>): so an address that somebody else wrote down keeps nobody out. When the address has an account already, its
    /// owner is told by mail instead; the answer, and every later answer about that handle, is the same. A taken handle is refused.
    /// </summary>
    public async Task<Result<Done>> SignUpAsync(SignUpForm form, CancellationToken cancellation)
    {
        var handle = Normalise.Input(form.Handle);
        var email = Normalise.Input(form.Email);
        var refusals = await RefusalsAsync(form, handle, email);
        if (refusals.Count > 0)
            return refusals;
        var member = Compose(form, handle);
        // Before the look-up and outside the transaction: it is what takes long, and it is done either way.
        member.PasswordHash = users.PasswordHasher.HashPassword(member, form.Password!);
        return await db.WriteAsync<Done>(async () =>
        {
            await ForgetUnconfirmedAsync(member, cancellation);
            if (await db.Members.AnyAsync(m => m.HandleSkeleton == member.HandleSkeleton || m.NormalizedUserName == member.NormalizedUserName, cancellation))
                return Refusal.Invalid("HandleTaken", nameof(form.Handle));
            db.Members.Add(member);
            await db.SaveChangesAsync(cancellation);
            await AwaitedAddress.SetAsync(db, member.Id, email, cancellation);
            await MailAwaitedAsync(member.Id, email, form.InterfaceLanguage, cancellation);
            return default(Done);
        }, cancellation);
    }

    /// <summary>Confirms the address of a new account by the token that was mailed, and gives it to the account; refused when another one was quicker.</summary>
    public async Task<Result<Done>> ConfirmAsync(long id, string? token, CancellationToken cancellation) => await db.WriteAsync<Done>(async () =>
    {
        if (await FindAsync(id, cancellation) is not { } member)
            return Refusal.Invalid("Token");
        if (await AwaitedAddress.OfAsync(db, id, cancellation) is { } address)
        {
            if (await IsTakenAsync(address, cancellation))
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
            await MailAwaitedAsync(memberId, address, language, cancellation);
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
        if (await PasswordRefusalsAsync(null, password) is { Count: > 0 } refusals)
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
            var taken = await IsTakenAsync(address, cancellation);
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
        if (await PasswordRefusalsAsync(checkedMember, password) is { Count: > 0 } refusals)
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

    /// <summary>Mails the link that confirms the address; where that has an account already, its owner is told instead.</summary>
    private async Task MailAwaitedAsync(long memberId, string address, string language, CancellationToken cancellation)
    {
        var taken = await IsTakenAsync(address, cancellation);
        await outbox.MailAsync(new(taken ? AccountMailKind.AlreadyMember : AccountMailKind.Confirm, address, language, taken ? null : memberId), cancellation);
    }

    private Task<bool> IsTakenAsync(string address, CancellationToken cancellation)
    {
        var key = Normalise.Fold(address);
        return db.Members.AnyAsync(m => m.NormalizedEmail == key, cancellation);
    }

    private async Task<List<Refusal>> RefusalsAsync(SignUpForm form, string handle, string email)
    {
        var refusals = new List<Refusal>();
        if (Handle.Check(handle) is { } refusal)
            refusals.Add(refusal);
        if (!EmailAddress.Is(email))
            refusals.Add(Refusal.Invalid("Email", nameof(form.Email)));
        refusals.AddRange(await PasswordRefusalsAsync(null, form.Password));
        if (form.Circle is not { } circle || !Enum.IsDefined(circle))
            refusals.Add(Refusal.Invalid("CircleNone", nameof(form.Circle)));
        refusals.AddRange(MemberService.LanguageRefusals(form.Languages));
        if (!form.Consent)
            refusals.Add(Refusal.Invalid("ConsentNone", nameof(form.Consent)));
        return refusals;
    }

    private async Task<List<Refusal>> PasswordRefusalsAsync(Member? member, string? password)
    {
        if (string.IsNullOrEmpty(password) || password.Length > PasswordMax)
            return [Refusal.Invalid("PasswordLength", "Password", users.Options.Password.RequiredLength, PasswordMax)];
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, member!, password)).Succeeded)
                return [Refusal.Invalid("PasswordWeak", "Password", users.Options.Password.RequiredLength)];
        }
        return [];
    }

    private Member Compose(SignUpForm form, string handle)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var member = new Member
        {
            UserName = handle,
            NormalizedUserName = Handle.Key(handle),
            HandleSkeleton = Handle.SkeletonOf(handle),
            LockoutEnabled = true,
            Circle = form.Circle!.Value,
            OpeningCircle = form.Circle,
            Languages = string.Join(' ', form.Languages.Distinct(StringComparer.Ordinal)),
            JoinedAt = now,
            ConsentAt = now,
        };
        member.GiveUpAddress();
        return member;
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

    /// <summary>Sets free a handle whose sign-up was never confirmed.</summary>
    private Task<int> ForgetUnconfirmedAsync(Member newcomer, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - UnconfirmedKept;
        return db.Members
            .Where(m => !m.EmailConfirmed && m.Email != null && m.JoinedAt < before)
            .Where(m => m.HandleSkeleton == newcomer.HandleSkeleton || m.NormalizedUserName == newcomer.NormalizedUserName)
            .ExecuteDeleteAsync(cancellation);
    }

    private Task<Member?> FindAsync(long id, CancellationToken cancellation) => db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
}
