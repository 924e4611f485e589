using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Where a member stands with her second factor.</summary>
/// <param name="Enabled">Whether log-in asks for it.</param>
/// <param name="Key">The secret to type into an authenticator, in groups of four; empty once it is enabled.</param>
/// <param name="Uri">The same secret as an address for authenticators; empty once it is enabled.</param>
/// <param name="RecoveryCodesLeft">Recovery codes not yet used.</param>
public sealed record TwoFactorState(bool Enabled, string Key, string Uri, int RecoveryCodesLeft);

/// <summary>The second factor: time-based codes (RFC 6238) with recovery codes.</summary>
public sealed class TwoFactorService(ForumDb db, UserManager<Member> users, IUserStore<Member> store, CurrentViewer viewer, OwnPassword passwords)
{
    private const int RecoveryCodes = 10;

    /// <summary>The viewer's state; makes a secret when there is none yet.</summary>
    public Task<Result<TwoFactorState>> StateAsync(CancellationToken cancellation) => db.WriteAsync<TwoFactorState>(async () =>
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        if (await users.GetTwoFactorEnabledAsync(me))
            return new TwoFactorState(true, "", "", await users.CountRecoveryCodesAsync(me));
        var key = await users.GetAuthenticatorKeyAsync(me) ?? await MakeKeyAsync(me, cancellation);
        var grouped = string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(part => new string(part)));
        var name = Uri.EscapeDataString(me.Handle);
        return new TwoFactorState(false, grouped, $"otpauth://totp/Salam.Forum:{name}?secret={key}&issuer=Salam.Forum&digits=6", 0);
    }, cancellation);

    /// <summary>Switches it on when the code fits the secret; returns the recovery codes, shown this once.</summary>
    public Task<Result<IReadOnlyList<string>>> EnableAsync(string? code, CancellationToken cancellation) => db.WriteAsync<IReadOnlyList<string>>(async () =>
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        // Once it is on, new recovery codes cost the password; a guessed code shall not be a way around it.
        if (await users.GetTwoFactorEnabledAsync(me))
            return new Refusal(RefusalKind.Conflict, "TwoFactorOn");
        if (!await users.VerifyTwoFactorTokenAsync(me, users.Options.Tokens.AuthenticatorTokenProvider, Digits(code)))
            return Refusal.Invalid("CodeWrong", "Code");
        await users.SetTwoFactorEnabledAsync(me, true);
        return (await users.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodes))!.ToList();
    }, cancellation);

    /// <summary>Makes new recovery codes; the old ones are worth nothing.</summary>
    public Task<Result<IReadOnlyList<string>>> RenewCodesAsync(string? password, CancellationToken cancellation) => WithPasswordAsync<IReadOnlyList<string>>(password, async me =>
        await users.GetTwoFactorEnabledAsync(me) ? (await users.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodes))!.ToList() : new Refusal(RefusalKind.Conflict, "TwoFactorOff"), cancellation);

    /// <summary>Switches it off and forgets the secret.</summary>
    public Task<Result<Done>> DisableAsync(string? password, CancellationToken cancellation) => WithPasswordAsync<Done>(password, async me =>
    {
        await users.SetTwoFactorEnabledAsync(me, false);
        await users.ResetAuthenticatorKeyAsync(me);
        return default(Done);
    }, cancellation);

    /// <summary>The digits of a code as typed: with blanks, or in the digits of another script.</summary>
    public static string Digits(string? code) =>
        string.Concat((code ?? "").EnumerateRunes().Where(System.Text.Rune.IsDigit).Select(d => (char)('0' + (int)System.Text.Rune.GetNumericValue(d))));

    private async Task<Result<T>> WithPasswordAsync<T>(string? password, Func<Member, Task<Result<T>>> act, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (await passwords.CheckAsync(password, cancellation) is null)
            return Refusal.Invalid("PasswordWrong", "Password");
        return await db.WriteAsync<T>(async () => await act((await MeAsync(cancellation))!), cancellation);
    }

    /// <summary>Makes a secret without touching the security stamp: looking at a page must not end the member's sessions.</summary>
    private async Task<string> MakeKeyAsync(Member me, CancellationToken cancellation)
    {
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Member>)store).SetAuthenticatorKeyAsync(me, key, cancellation);
        await db.SaveChangesAsync(cancellation);
        return key;
    }

    private Task<Member?> MeAsync(CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        return db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
    }
}
