using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Asks the viewer for her password once more, before something that an open session alone shall not do.</summary>
public sealed class OwnPassword(ForumDb db, UserManager<Member> users, CurrentViewer viewer, GuessLimit guesses)
{
    /// <summary>The viewer, when the password is hers; null otherwise. Tries are counted for her sessions alone: strangers cannot close this.</summary>
    public async Task<Member?> CheckAsync(string? password, CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        var key = string.Create(CultureInfo.InvariantCulture, $"member {id}");
        if (string.IsNullOrEmpty(password) || password.Length > AccountService.PasswordMax || id == 0 || !await guesses.TakeAsync(key, cancellation))
            return null;
        if (await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } member || !await users.CheckPasswordAsync(member, password))
            return null;
        await guesses.ForgetAsync(key, cancellation);
        return member;
    }
}
