using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity.Donations;

/// <summary>Gives foundations keys to sign with, and takes them away.</summary>
public sealed class HookKeyService(ForumDb db, StaffGate gate, HookSecrets secrets, Journal journal)
{
    /// <summary>Makes a key; its secret is shown now and never again. Refused while two live: the older one is retired first.</summary>
    public async Task<Result<NewHookKey>> AddAsync(long foundationId, CancellationToken cancellation)
    {
        var made = new NewHookKey(HookSecrets.NewName(), HookSecrets.NewSecret());
        // Before the transaction: sealing may have to make a key of its own.
        var row = secrets.Seal(made.Secret);
        return await db.WriteAsync<NewHookKey>(async () =>
        {
            if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
                return closed;
            // Whoever adds another one at the same moment changes this row too, and one of them starts again.
            await db.Foundations.Where(f => f.Id == foundationId).ExecuteUpdateAsync(set => set.SetProperty(f => f.Round, f => f.Round), cancellation);
            if (await Live(foundationId).CountAsync(cancellation) >= HookKey.LiveMost)
                return new Refusal(RefusalKind.Conflict, "HookKeysMany", null, HookKey.LiveMost);
            db.HookKeys.Add(new HookKey { FoundationId = foundationId, Name = made.Name, Sealed = row, CreatedAt = journal.Now });
            await db.SaveChangesAsync(cancellation);
            await journal.OfFoundationAsync(Act.HookKeyAdded, foundationId, made.Name, tell: false, cancellation);
            return made;
        }, cancellation);
    }

    /// <summary>Retires a key at once; what it signs from now on is refused.</summary>
    public Task<Result<Done>> RetireAsync(long foundationId, string name, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var now = journal.Now;
        if (await Live(foundationId).Where(k => k.Name == name).ExecuteUpdateAsync(set => set.SetProperty(k => k.RetiredAt, now), cancellation) == 0)
            return Refusal.Missing;
        await journal.OfFoundationAsync(Act.HookKeyRetired, foundationId, name, tell: false, cancellation);
        return default(Done);
    }, cancellation);

    private IQueryable<HookKey> Live(long foundationId) => db.HookKeys.Where(k => k.FoundationId == foundationId && k.RetiredAt == null);
}
