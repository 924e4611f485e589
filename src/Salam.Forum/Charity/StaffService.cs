using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>Who acts for a foundation: named by those who do already.</summary>
public sealed class StaffService(ForumDb db, StaffGate gate, Journal journal)
{
    /// <summary>Has a member act for the foundation; nothing changes where she does. She needs two-step log-in to act.</summary>
    public Task<Result<Done>> AddAsync(long foundationId, string? handle, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        if (await FindAsync(handle, cancellation) is not { } member)
            return Refusal.Invalid("MemberUnknown", "Handle");
        var staff = await db.FoundationStaff.Where(s => s.FoundationId == foundationId).Select(s => s.MemberId).ToListAsync(cancellation);
        if (staff.Contains(member))
            return default(Done);
        if (staff.Count >= FoundationStaff.Most)
            return new Refusal(RefusalKind.Conflict, "StaffMany", null, FoundationStaff.Most);
        db.FoundationStaff.Add(new FoundationStaff { FoundationId = foundationId, MemberId = member, AddedAt = journal.Now });
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.StaffAdded, foundationId, handle!.Trim(), tell: false, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Has a member act for it no more; the last one stays.</summary>
    public Task<Result<Done>> RemoveAsync(long foundationId, string? handle, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        if (await FindAsync(handle, cancellation) is not { } member)
            return Refusal.Invalid("MemberUnknown", "Handle");
        if (!await db.FoundationStaff.AnyAsync(s => s.FoundationId == foundationId && s.MemberId != member, cancellation))
            return new Refusal(RefusalKind.Conflict, "StaffLast");
        if (await db.FoundationStaff.Where(s => s.FoundationId == foundationId && s.MemberId == member).ExecuteDeleteAsync(cancellation) == 0)
            return Refusal.Invalid("MemberUnknown", "Handle");
        await journal.OfFoundationAsync(Act.StaffRemoved, foundationId, handle!.Trim(), tell: false, cancellation);
        return default(Done);
    }, cancellation);

    private async Task<long?> FindAsync(string? handle, CancellationToken cancellation)
    {
        var key = Handle.Key(Normalise.Input(handle).TrimStart('@'));
        return await db.Members.Where(Member.IsShown).Where(m => m.NormalizedUserName == key).Select(m => (long?)m.Id).FirstOrDefaultAsync(cancellation);
    }
}
