using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>What came of a try to log in.</summary>
public enum LogInOutcome
{
    /// <summary>Unknown, wrong or locked: never told apart.</summary>
    No = 1,

    /// <summary>The password is right, but the address was never confirmed.</summary>
    Unconfirmed,

    /// <summary>The password is right; the second factor is still to come.</summary>
    SecondFactor,

    /// <summary>Too many wrong codes after a right password, or too many guesses before a passkey.</summary>
    Locked,

    /// <summary>Logged in.</summary>
    Done,
}

/// <summary>Begins, renews and ends the sessions of members: everything that writes their cookie.</summary>
public sealed class Sessions(SignInManager<Member> signIn, KnownDevices devices, GuessLimit guesses, PasskeyProof proofs, SessionService list)
{
    // Checked where there is no password to check, so that a name without an account takes as long as a wrong password.
    private static readonly string NobodysHash = new PasswordHasher<Member>().HashPassword(null!, Guid.NewGuid().ToString());

    // A wrong password is counted, an unknown name is not: no refusal goes out earlier, so that those milliseconds do not tell either.
    private static readonly TimeSpan SoonestRefusal = TimeSpan.FromMilliseconds(250);

    private UserManager<Member> Users => signIn.UserManager;

    /// <summary>Logs in by handle or address. The id is told where the password was right.</summary>
    public async Task<(LogInOutcome Outcome, long MemberId)> LogInAsync(string? login, string? password, bool stay, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await TryAsync(login, password, stay, cancellation);
        if (result.Outcome == LogInOutcome.No && SoonestRefusal - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } rest)
            await Task.Delay(rest, cancellation);
        return result;
    }

    /// <summary>
    /// Logs in with a passkey, which is two factors in one (docs/adr/0024). All else that closes a log-in closes this one; since whoever gave
    /// a good answer is the owner, she is told that the account is locked.
    /// </summary>
    public async Task<(LogInOutcome Outcome, long MemberId)> LogInWithPasskeyAsync((Member Member, UserPasskeyInfo Passkey, byte[] Signed)? proof, bool stay, CancellationToken cancellation)
    {
        if (proof is not ({ LeftAt: null } member, var passkey, var signed))
            return (LogInOutcome.No, 0);
        var device = devices.KeyFor(member);
        if (await IsClosedAsync(member, device, cancellation))
            return (LogInOutcome.Locked, 0);
        if (!(await proofs.TakeAsync(member.Id, passkey, signed, cancellation)).Ok)
            return (LogInOutcome.No, 0);
        if (!member.EmailConfirmed)
            return (LogInOutcome.Unconfirmed, member.Id);
        await signIn.SignInAsync(member, stay);
        return (await DoneAsync(member, device, cancellation), member.Id);
    }

    /// <summary>Whether a right password was given a few minutes ago, and the second factor is awaited.</summary>
    public async Task<bool> AwaitsSecondFactorAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Completes a log-in with a code of the authenticator. Wrong codes count towards the lock-out.</summary>
    public async Task<LogInOutcome> LogInWithCodeAsync(string? code, bool stay, CancellationToken cancellation)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } member)
            return LogInOutcome.No;
        var device = devices.KeyFor(member);
        if (await IsClosedAsync(member, device, cancellation))
            return LogInOutcome.Locked;
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(TwoFactorService.Digits(code), stay, rememberClient: false);
        if (result.Succeeded)
            return await DoneAsync(member, device, cancellation);
        return result.IsLockedOut && device is null ? LogInOutcome.Locked : LogInOutcome.No;
    }

    /// <summary>Completes a log-in with a recovery code, which is worth nothing afterwards. Wrong codes count towards the lock-out.</summary>
    public async Task<LogInOutcome> LogInWithRecoveryCodeAsync(string? code, CancellationToken cancellation)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } member)
            return LogInOutcome.No;
        var device = devices.KeyFor(member);
        if (await IsClosedAsync(member, device, cancellation))
            return LogInOutcome.Locked;
        if ((await signIn.TwoFactorRecoveryCodeSignInAsync(RecoveryCode(code))).Succeeded)
            return await DoneAsync(member, device, cancellation);
        if (device is null)
            await Users.AccessFailedAsync(member);
        return LogInOutcome.No;
    }

    /// <summary>Writes the present session's cookie anew after a change of what it carries.</summary>
    public async Task RenewAsync(ClaimsPrincipal user)
    {
        if (await Users.GetUserAsync(user) is not { } member)
            return;
        await signIn.RefreshSignInAsync(member);
        devices.Renew(member);
    }

    /// <summary>Ends the present session.</summary>
    public async Task LogOutAsync(CancellationToken cancellation)
    {
        if (await SessionTickets.KeyAsync(signIn.Context) is { } key)
            await list.EndAsync(key, cancellation);
        await signIn.SignOutAsync();
    }

    private async Task<(LogInOutcome Outcome, long MemberId)> TryAsync(string? login, string? password, bool stay, CancellationToken cancellation)
    {
        var secret = password is { Length: <= AccountService.PasswordMax } ? password : "";
        var member = await FindAsync(Normalise.Input(login).TrimStart('@'));
        var device = member is null ? null : devices.KeyFor(member);
        if (member?.PasswordHash is null || await IsClosedAsync(member, device, cancellation))
        {
            Users.PasswordHasher.VerifyHashedPassword(null!, NobodysHash, secret);
            return (LogInOutcome.No, 0);
        }
        if (!member.EmailConfirmed)
            return (await signIn.CheckPasswordSignInAsync(member, secret, lockoutOnFailure: device is null)).Succeeded ? (LogInOutcome.Unconfirmed, member.Id) : (LogInOutcome.No, 0);
        var result = await signIn.PasswordSignInAsync(member, secret, stay, lockoutOnFailure: device is null);
        return result switch
        {
            { Succeeded: true } => (await DoneAsync(member, device, cancellation), member.Id),
            { RequiresTwoFactor: true } => (LogInOutcome.SecondFactor, member.Id),
            _ => (LogInOutcome.No, 0),
        };
    }

    /// <summary>Whether no guess is open: for strangers while the account is locked out, for a known device after too many of its own.</summary>
    private async Task<bool> IsClosedAsync(Member member, string? device, CancellationToken cancellation) =>
        device is null ? await Users.IsLockedOutAsync(member) : !await guesses.TakeAsync(device, cancellation);

    private async Task<LogInOutcome> DoneAsync(Member member, string? device, CancellationToken cancellation)
    {
        if (device is not null)
            await guesses.ForgetAsync(device, cancellation);
        devices.Remember(member);
        return LogInOutcome.Done;
    }

    // A handle never has an @, an address always.
    private async Task<Member?> FindAsync(string login) =>
        login.Contains('@', StringComparison.Ordinal) ? await Users.FindByEmailAsync(login) : await Users.FindByNameAsync(login);

    /// <summary>A recovery code as it was made, however it is typed: five letters, a hyphen, five letters.</summary>
    private static string RecoveryCode(string? typed)
    {
        var letters = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 10 ? $"{letters[..5]}-{letters[5..]}" : letters;
    }
}
