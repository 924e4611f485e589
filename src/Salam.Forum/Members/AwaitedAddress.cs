using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

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

    /// <summary>The account waits no more.</summary>
    public static Task ForgetAsync(ForumDb db, long memberId, CancellationToken cancellation) => Of(db, memberId).ExecuteDeleteAsync(cancellation);

    private static IQueryable<IdentityUserToken<long>> Of(ForumDb db, long memberId) =>
        db.UserTokens.Where(t => t.UserId == memberId && t.LoginProvider == Provider && t.Name == Name);
}
