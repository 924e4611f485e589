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

    /// <summary>Too many wrong codes after a right password.</summary>
    Locked,

    /// <summary>Logged in.</summary>
    Done,
}

/// <summary>Begins, renews and ends the sessions of members: everything that writes their cookie.</summary>
public sealed class Sessions(SignInManager<Member> signIn)
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
        var result = await TryAsync(login, password, stay);
        if (result.Outcome == LogInOutcome.No && SoonestRefusal - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } rest)
            await Task.Delay(rest, cancellation);
        return result;
    }

    /// <summary>Whether a right password was given a few minutes ago, and the second factor is awaited.</summary>
    public async Task<bool> AwaitsSecondFactorAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Completes a log-in with a code of the authenticator. Wrong codes count towards the lock-out.</summary>
    public async Task<LogInOutcome> LogInWithCodeAsync(string? code, bool stay)
    {
        var result = await signIn.TwoFactorAuthenticatorSignInAsync(TwoFactorService.Digits(code), stay, rememberClient: false);
        return result.Succeeded ? LogInOutcome.Done : result.IsLockedOut ? LogInOutcome.Locked : LogInOutcome.No;
    }

    /// <summary>Completes a log-in with a recovery code, which is worth nothing afterwards. Wrong codes count towards the lock-out.</summary>
    public async Task<LogInOutcome> LogInWithRecoveryCodeAsync(string? code)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } member)
            return LogInOutcome.No;
        if (await Users.IsLockedOutAsync(member))
            return LogInOutcome.Locked;
        if ((await signIn.TwoFactorRecoveryCodeSignInAsync(RecoveryCode(code))).Succeeded)
            return LogInOutcome.Done;
        await Users.AccessFailedAsync(member);
        return LogInOutcome.No;
    }

    /// <summary>Writes the present session's cookie anew after a change of what it carries.</summary>
    public async Task RenewAsync(ClaimsPrincipal user)
    {
        if (await Users.GetUserAsync(user) is { } member)
            await signIn.RefreshSignInAsync(member);
    }

    /// <summary>Ends the present session.</summary>
    public Task LogOutAsync() => signIn.SignOutAsync();

    private async Task<(LogInOutcome Outcome, long MemberId)> TryAsync(string? login, string? password, bool stay)
    {
        var secret = password is { Length: <= AccountService.PasswordMax } ? password : "";
        var member = await FindAsync(Normalise.Input(login).TrimStart('@'));
        if (member?.PasswordHash is null || await Users.IsLockedOutAsync(member))
        {
            Users.PasswordHasher.VerifyHashedPassword(null!, NobodysHash, secret);
            return (LogInOutcome.No, 0);
        }
        if (!member.EmailConfirmed)
            return (await signIn.CheckPasswordSignInAsync(member, secret, lockoutOnFailure: true)).Succeeded ? (LogInOutcome.Unconfirmed, member.Id) : (LogInOutcome.No, 0);
        var result = await signIn.PasswordSignInAsync(member, secret, stay, lockoutOnFailure: true);
        return result switch
        {
            { Succeeded: true } => (LogInOutcome.Done, member.Id),
            { RequiresTwoFactor: true } => (LogInOutcome.SecondFactor, member.Id),
            _ => (LogInOutcome.No, 0),
        };
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
