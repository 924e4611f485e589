using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Donations;

/// <summary>Whether a message is let in.</summary>
public enum HookEntry
{
    /// <summary>No live key of the foundation signed it.</summary>
    Unsigned,

    /// <summary>It did, and the foundation was never vetted: nothing that it announces could count.</summary>
    NeverVetted,

    /// <summary>It is.</summary>
    Open,
}

/// <summary>Lets messages of foundations in: who signed them, and nothing of what they say.</summary>
public sealed class HookDoor(ForumDb db, HookSecrets secrets)
{
    /// <summary>
    /// Whether a live key of the foundation signed the body, and it was ever vetted. A foundation that is none and a key that is none, retired or another foundation's are
    /// looked at in the same way and for as long as a wrong signature.
    /// </summary>
    public async Task<HookEntry> OpensAsync(long foundationId, HookSignature signature, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var keys = await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Of = foundationId, Take = HookKey.LiveMost }, LiveKeys, cancellation);
        var (asked, found, wasVetted) = (Encoding.ASCII.GetBytes(signature.Key), secrets.Nobodys, false);
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Name), asked))
                (found, wasVetted) = (key.Sealed, key.WasVetted);
        }
        if (!signature.IsOf(secrets.Open(found), body.Span) || ReferenceEquals(found, secrets.Nobodys))
            return HookEntry.Unsigned;
        return wasVetted ? HookEntry.Open : HookEntry.NeverVetted;
    }

    private static IQueryable<Live> LiveKeys(ForumDb db, ReadArgs args, Shape shape) =>
        db.HookKeys.AsNoTracking().Where(k => k.FoundationId == args.Of && k.RetiredAt == null).OrderBy(k => k.Id).Select(k => new Live(k.Name, k.Sealed, db.Foundations.Any(f => f.Id == k.FoundationId && f.VettedAt != null)));

    private readonly record struct Shape;

    private sealed record Live(string Name, string Sealed, bool WasVetted);
}
