using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>
/// The address that a new account waits to have confirmed. It is kept beside the account, not as its address: several accounts may wait for one
/// address, and whoever confirms first has it.
/// </summary>
internal static class AwaitedAddress
{
    private const string Provider = "Forum", Name = "AwaitedAddress";

    /// <summary>The address, letter by letter as it was typed; null when the account waits for none.</summary>
    public static Task<string?> OfAsync(ForumDb db, long memberId, CancellationToken cancellation) => Of(db, memberId).Select(t => t.Value).FirstOrDefaultAsync(cancellation);

    /// <summary>Notes the address of an account that was made just now.</summary>
    public static Task SetAsync(ForumDb db, long memberId, string address, CancellationToken cancellation)
    {
        db.UserTokens.Add(new IdentityUserToken<long> { UserId = memberId, LoginProvider = Provider, Name = Name, Value = address });
        return db.SaveChangesAsync(cancellation);
    }

    /// <summary>Mails the link that confirms the address; where that has an account already, its owner is told instead.</summary>
    public static async Task MailAsync(ForumDb db, OutboxQueue outbox, Awaiting awaiting, CancellationToken cancellation)
    {
        var taken = await IsTakenAsync(db, awaiting.Address, cancellation);
        await outbox.MailAsync(new(taken ? AccountMailKind.AlreadyMember : AccountMailKind.Confirm, awaiting.Address, awaiting.Language, taken ? null : awaiting.MemberId), cancellation);
    }

    /// <summary>Whether an account has the address.</summary>
    public static Task<bool> IsTakenAsync(ForumDb db, string address, CancellationToken cancellation)
    {
        var key = Normalise.Fold(address);
        return db.Members.AnyAsync(m => m.NormalizedEmail == key, cancellation);
    }

    /// <summary>The account waits no more.</summary>
    public static Task ForgetAsync(ForumDb db, long memberId, CancellationToken cancellation) => Of(db, memberId).ExecuteDeleteAsync(cancellation);

    private static IQueryable<IdentityUserToken<long>> Of(ForumDb db, long memberId) =>
        db.UserTokens.Where(t => t.UserId == memberId && t.LoginProvider == Provider && t.Name == Name);
}

/// <summary>An account that waits for an address, and the language to write to it in.</summary>
internal readonly record struct Awaiting(long MemberId, string Address, string Language);
