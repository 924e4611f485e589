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
public sealed class TwoFactorService(ForumDb db, UserManager<Member> users, CurrentViewer viewer)
{
    private const int RecoveryCodes = 10;

    /// <summary>The viewer's state; makes a secret when there is none yet.</summary>
    public Task<Result<TwoFactorState>> StateAsync(CancellationToken cancellation) => db.WriteAsync<TwoFactorState>(async () =>
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        if (await users.GetTwoFactorEnabledAsync(me))
            return new TwoFactorState(true, "", "", await users.CountRecoveryCodesAsync(me));
        if (await users.GetAuthenticatorKeyAsync(me) is null)
            await users.ResetAuthenticatorKeyAsync(me);
        var key = (await users.GetAuthenticatorKeyAsync(me))!;
        var grouped = string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(part => new string(part)));
        var name = Uri.EscapeDataString(me.Handle);
        return new TwoFactorState(false, grouped, $"otpauth://totp/Salam.Forum:{name}?secret={key}&issuer=Salam.Forum&digits=6", 0);
    }, cancellation);

    /// <summary>Switches it on when the code fits the secret; returns the recovery codes, shown this once.</summary>
    public Task<Result<IReadOnlyList<string>>> EnableAsync(string? code, CancellationToken cancellation) => db.WriteAsync<IReadOnlyList<string>>(async () =>
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        var digits = new string([.. (code ?? "").Where(char.IsAsciiDigit)]);
        if (!await users.VerifyTwoFactorTokenAsync(me, users.Options.Tokens.AuthenticatorTokenProvider, digits))
            return Refusal.Invalid("CodeWrong", "Code");
        await users.SetTwoFactorEnabledAsync(me, true);
        return (await users.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodes))!.ToList();
    }, cancellation);

    /// <summary>Makes new recovery codes; the old ones are worth nothing.</summary>
    public Task<Result<IReadOnlyList<string>>> RenewCodesAsync(string? password, CancellationToken cancellation) => WithPasswordAsync<IReadOnlyList<string>>(password, async me =>
        (await users.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodes))!.ToList(), cancellation);

    /// <summary>Switches it off and forgets the secret.</summary>
    public Task<Result<Done>> DisableAsync(string? password, CancellationToken cancellation) => WithPasswordAsync<Done>(password, async me =>
    {
        await users.SetTwoFactorEnabledAsync(me, false);
        await users.ResetAuthenticatorKeyAsync(me);
        return default(Done);
    }, cancellation);

    private async Task<Result<T>> WithPasswordAsync<T>(string? password, Func<Member, Task<Result<T>>> act, CancellationToken cancellation)
    {
        var me = await MeAsync(cancellation);
        if (me is null)
            return Refusal.LogIn;
        if (password is null || await users.IsLockedOutAsync(me) || !await users.CheckPasswordAsync(me, password))
        {
            await users.AccessFailedAsync(me);
            return Refusal.Invalid("PasswordWrong", "Password");
        }
        return await db.WriteAsync<T>(async () => await act((await MeAsync(cancellation))!), cancellation);
    }

    private Task<Member?> MeAsync(CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        return db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
    }
}
