using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>Who may act for the community: given and taken by administrators, each time in the log and told to the member.</summary>
public sealed class TeamService(ForumDb db, CurrentViewer viewer, Gate gate, Journal journal)
{
    /// <summary>
    /// Gives a member that role; <see cref="Role.Member"/> makes her a member like others. A moderator serves her own circle. Giving her what
    /// she has changes nothing. Nobody changes her own role, and the last administrator stays. It reaches open sessions within a minute.
    /// </summary>
    public Task<Result<Done>> SetRoleAsync(string? handle, Role role, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        var me = viewer.Value.MemberId;
        if (!Enum.IsDefined(role))
            return Refusal.Invalid("Choice", "Role");
        if (await FindAsync(handle, cancellation) is not { } member)
            return Refusal.Invalid("MemberUnknown", "Handle");
        if (member.Id == me)
            return Refusal.Forbidden("RoleOwn");
        if (member.Role == Role.Administrator && role != Role.Administrator && await IsLastAsync(db, member.Id, cancellation))
            return new Refusal(RefusalKind.Conflict, "LastAdministrator");
        await SetAsync(member, role, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Makes a member administrator, by order of whoever runs the forum: how the first one comes to be. False when she is one already.</summary>
    public Task<Result<bool>> AppointAsync(string? handle, CancellationToken cancellation) => db.WriteAsync<bool>(async () =>
        await FindAsync(handle, cancellation) is { } member ? await SetAsync(member, Role.Administrator, cancellation) : Refusal.Invalid("MemberUnknown", "Handle"), cancellation);

    /// <summary>Whether nobody but that member is administrator.</summary>
    internal static async Task<bool> IsLastAsync(ForumDb db, long memberId, CancellationToken cancellation) =>
        !await db.Members.AnyAsync(m => m.Role == Role.Administrator && m.Id != memberId, cancellation);

    private async Task<bool> SetAsync(Member member, Role role, CancellationToken cancellation)
    {
        var before = member.Role;
        if (before == role)
            return false;
        member.Role = role;
        await db.SaveChangesAsync(cancellation);
        await journal.WriteAsync(journal.OfRole(member, before), tell: true, cancellation);
        return true;
    }

    private Task<Member?> FindAsync(string? handle, CancellationToken cancellation)
    {
        var key = Handle.Key(Normalise.Input(handle).TrimStart('@'));
        return db.Members.AsTracking().Where(Member.IsShown).FirstOrDefaultAsync(m => m.NormalizedUserName == key, cancellation);
    }
}
