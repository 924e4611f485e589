using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Donations;

/// <summary>Lets messages of foundations in: who signed them, and nothing of what they say.</summary>
public sealed class HookDoor(ForumDb db, HookSecrets secrets)
{
    /// <summary>
    /// Whether a live key of the foundation signed the body. A foundation that is none and a key that is none, retired or another foundation's are
    /// looked at in the same way and for as long as a wrong signature.
    /// </summary>
    public async Task<bool> OpensAsync(long foundationId, HookSignature signature, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var keys = await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Of = foundationId, Take = HookKey.LiveMost }, LiveKeys, cancellation);
        var (asked, found) = (Encoding.ASCII.GetBytes(signature.Key), secrets.Nobodys);
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Name), asked))
                found = key.Sealed;
        }
        return signature.IsOf(secrets.Open(found), body.Span) && !ReferenceEquals(found, secrets.Nobodys);
    }

    private static IQueryable<Live> LiveKeys(ForumDb db, ReadArgs args, Shape shape) =>
        db.HookKeys.AsNoTracking().Where(k => k.FoundationId == args.Of && k.RetiredAt == null).OrderBy(k => k.Id).Select(k => new Live(k.Name, k.Sealed));

    private readonly record struct Shape;

    private sealed record Live(string Name, string Sealed);
}
