using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Asks the viewer for her password once more, before something that an open session alone shall not do.</summary>
public sealed class OwnPassword(ForumDb db, UserManager<Member> users, CurrentViewer viewer)
{
    /// <summary>The viewer, when the password is hers; null otherwise. Wrong tries count towards the lock-out.</summary>
    public async Task<Member?> CheckAsync(string? password, CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        var member = await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
        if (member is null || string.IsNullOrEmpty(password) || password.Length > AccountService.PasswordMax || await users.IsLockedOutAsync(member))
            return null;
        if (await users.CheckPasswordAsync(member, password))
            return member;
        await users.AccessFailedAsync(member);
        return null;
    }
}
