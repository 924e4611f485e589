using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Takes what a passkey proved, once.</summary>
public sealed class PasskeyProof(ForumDb db, UserManager<Member> users, GuessLimit spent)
{
    /// <summary>Notes that a passkey has opened an account. Refused when the same proof opened one before, and where the passkey is no longer there.</summary>
    /// <param name="signed">What the authenticator signed, with the challenge in it.</param>
    public Task<Result<Done>> TakeAsync(long memberId, UserPasskeyInfo passkey, byte[] signed, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        // Passkeys that are kept in the cloud do not count their uses, so nothing in the proof itself tells a second showing from the first.
        if (!await spent.IsFirstAsync("passkey " + Convert.ToBase64String(SHA256.HashData(signed)), cancellation))
            return Refusal.Invalid("PasskeyFailed");
        if (await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == memberId && m.LeftAt == null, cancellation) is not { } member || await users.GetPasskeyAsync(member, passkey.CredentialId) is null)
            return Refusal.Invalid("PasskeyFailed");
        return (await users.AddOrUpdatePasskeyAsync(member, passkey)).Succeeded ? default(Done) : Refusal.Invalid("PasskeyFailed");
    }, cancellation);
}
