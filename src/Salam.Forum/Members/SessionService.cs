using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Keeps the list of open sessions: what is not in it is over, whatever a cookie says.</summary>
public sealed class SessionService(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>How long a session lasts that nobody uses.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>How exact <see cref="OpenSession.UsedAt"/> is: it is written no oftener.</summary>
    public static readonly TimeSpan Coarse = TimeSpan.FromMinutes(5);

    // A cookie is renewed without a row being written: rows outlive the longest session by far more than that.
    private static readonly TimeSpan Kept = Lasts + TimeSpan.FromDays(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a session and returns its key. Sweeps what is over: the member's sessions of before, and everybody's that nobody used.</summary>
    /// <param name="insteadOf">The key of a session in the same browser, which ends with it; or null.</param>
    public async Task<string> BeginAsync(Member member, (Browser Browser, Device Device) seen, string? insteadOf, CancellationToken cancellation)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(OpenSession.KeyBits / 8));
        var (id, stamp, old) = (member.Id, member.SecurityStamp!, insteadOf is null ? [] : Hash(insteadOf));
        _ = (await db.WriteAsync<Done>(async () =>
        {
            var (now, spent) = (Now, Now - Kept);
            await db.Sessions.Where(s => s.UsedAt < spent || (s.MemberId == id && s.Stamp != stamp) || s.KeyHash == old).ExecuteDeleteAsync(cancellation);
            db.Sessions.Add(new OpenSession { MemberId = id, KeyHash = Hash(key), Stamp = stamp, Browser = seen.Browser, Device = seen.Device, BegunAt = now, UsedAt = now });
            await db.SaveChangesAsync(cancellation);
            return default(Done);
        }, cancellation)).Value;
        return key;
    }

    /// <summary>Puts a session into the list that is older than the list; returns its key, or null where the database cannot be written to now.</summary>
    public async Task<string?> TryBeginAsync(Member member, (Browser Browser, Device Device) seen, CancellationToken cancellation)
    {
        string? key = null;
        await TryAsync(async () => key = await BeginAsync(member, seen, insteadOf: null, cancellation));
        return key;
    }

    /// <summary>
    /// Whether the member's session with that key is open, its stamp aside, which has been compared before. Notes that it is used; a
    /// database that can only be read does not end it.
    /// </summary>
    public async Task<bool> IsOpenAsync(long memberId, string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        var found = await db.Sessions.AsNoTracking().Where(s => s.KeyHash == hash && s.MemberId == memberId).Select(s => new { s.Id, s.UsedAt }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return false;
        var now = Now;
        if (now - found.UsedAt >= Coarse)
            await TryAsync(() => db.WriteAsync<Done>(async () =>
            {
                await db.Sessions.Where(s => s.Id == found.Id && s.UsedAt < now).ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), cancellation);
                return default(Done);
            }, cancellation));
        return true;
    }

    /// <summary>Lets the session with that key go on after the member's stamp has changed; her others are over.</summary>
    public async Task GoOnAsync(Member member, string key, CancellationToken cancellation)
    {
        var (id, stamp, hash) = (member.Id, member.SecurityStamp!, Hash(key));
        _ = (await db.WriteAsync<Done>(async () =>
        {
            await db.Sessions.Where(s => s.KeyHash == hash && s.MemberId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Stamp, stamp), cancellation);
            await db.Sessions.Where(s => s.MemberId == id && s.Stamp != stamp).ExecuteDeleteAsync(cancellation);
            return default(Done);
        }, cancellation)).Value;
    }

    /// <summary>Ends the session with that key: its owner logs out.</summary>
    public async Task EndAsync(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        _ = (await db.WriteAsync<Done>(async () =>
        {
            await db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync(cancellation);
            return default(Done);
        }, cancellation)).Value;
    }

    /// <summary>Ends one of the viewer's sessions; others' are missing.</summary>
    public Task<Result<Done>> EndAsync(long id, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        return db.WriteAsync<Done>(async () => await db.Sessions.Where(s => s.Id == id && s.MemberId == me).ExecuteDeleteAsync(cancellation) == 0 ? Refusal.Missing : default(Done), cancellation);
    }

    internal static byte[] Hash(string key) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(key));

    /// <summary>Does what can wait: where the database can only be read, reading goes on.</summary>
    private static async Task TryAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (ForumDatabase.IsTrouble(e))
        {
            // Next time.
        }
    }
}
