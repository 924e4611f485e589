using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>
/// Takes a changed address back by the link that was mailed to the old one, for a member whose account is in other hands. The link depends
/// on neither password nor security stamp. An earlier address outranks every later one: undoing a change undoes those after it and makes
/// their links worthless, while a later change leaves the earlier link as it is, or a thief would only have to change the address twice.
/// </summary>
public sealed class EmailUndo(ForumDb db, UserManager<Member> users, OutboxQueue outbox, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a change can be undone.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    private readonly IDataProtector seal = protection.CreateProtector("Salam.Forum.EmailUndo");

    /// <summary>The address that a link would bring back.</summary>
    public async Task<Result<string>> AddressAsync(string? token, CancellationToken cancellation) =>
        Open(token) is { } link && await ChangeAsync(link.Key, cancellation) is not null ? link.Email : Refusal.Invalid("UndoSpent");

    /// <summary>Brings the old address back, ends every session, and mails a link to a new password to it. The address it replaces is told.</summary>
    public async Task<Result<Done>> UndoAsync(string? token, string language, CancellationToken cancellation)
    {
        if (Open(token) is not { } link)
            return Refusal.Invalid("UndoSpent");
        return await db.WriteAsync<Done>(async () =>
        {
            if (await ChangeAsync(link.Key, cancellation) is not { } change)
                return Refusal.Invalid("UndoSpent");
            if (!await FreeAsync(link.Email, change.MemberId, cancellation))
                return new Refusal(RefusalKind.Conflict, "EmailTaken");
            var member = await db.Members.AsTracking().FirstAsync(m => m.Id == change.MemberId, cancellation);
            var replaced = member.Email;
            await db.EmailChanges.Where(c => c.MemberId == member.Id && c.Id >= change.Id).ExecuteDeleteAsync(cancellation);
            (member.Email, member.NormalizedEmail, member.EmailConfirmed) = (link.Email, Normalise.Fold(link.Email), true);
            await users.UpdateSecurityStampAsync(member);
            await outbox.MailAsync(new(AccountMailKind.Restored, link.Email, language, member.Id), cancellation);
            if (replaced is not null)
                await outbox.MailAsync(new(AccountMailKind.Changed, replaced, language, member.Id), cancellation);
            return default(Done);
        }, cancellation);
    }

    /// <summary>What stands in the link that undoes a change: its key and the old address, sealed.</summary>
    internal string Token(Guid change, string email) => seal.Protect($"{change:n} {email}");

    private (Guid Key, string Email)? Open(string? token)
    {
        try
        {
            var parts = seal.Unprotect(token ?? "").Split(' ', 2);
            return (Guid.Parse(parts[0]), parts[1]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private Task<EmailChange?> ChangeAsync(Guid key, CancellationToken cancellation)
    {
        var since = time.GetUtcNow().UtcDateTime - Kept;
        return db.EmailChanges.AsNoTracking().FirstOrDefaultAsync(c => c.Key == key && c.ChangedAt > since, cancellation);
    }

    /// <summary>
    /// Frees the address for its old owner where somebody signed up with it since and never confirmed it, or it could be kept from her by
    /// that alone. False when it was confirmed by another account.
    /// </summary>
    private async Task<bool> FreeAsync(string email, long memberId, CancellationToken cancellation)
    {
        var key = Normalise.Fold(email);
        var other = await db.Members.AsTracking().FirstOrDefaultAsync(m => m.NormalizedEmail == key && m.Id != memberId, cancellation);
        if (other is { EmailConfirmed: true })
            return false;
        other?.GiveUpAddress();
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
