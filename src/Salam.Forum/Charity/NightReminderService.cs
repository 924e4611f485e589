using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>Members ask for mails before the odd nights, and stop them.</summary>
public sealed class NightReminderService(ForumDb db, CurrentViewer viewer)
{
    /// <summary>What the viewer asked for; null where she asked for nothing.</summary>
    public Task<NightReminder?> MineAsync(CancellationToken cancellation) => db.NightReminders.AsNoTracking().FirstOrDefaultAsync(r => r.MemberId == viewer.Value.MemberId, cancellation);

    /// <summary>Asks for the mails, or for another hour of them.</summary>
    public Task<Result<Done>> SetAsync(int hour, int offset, string language, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (hour is < 0 or > 23 || !NightReminder.Offsets.Contains(offset) || !Language.IsKnown(language))
            return Refusal.Invalid("FormIncomplete");
        var (me, minute) = (viewer.Value.MemberId, (hour * 60) - offset);
        if (await db.NightReminders.AsTracking().FirstOrDefaultAsync(r => r.MemberId == me, cancellation) is { } mine)
            (mine.Hour, mine.Offset, mine.Minute, mine.Language) = (hour, offset, minute, language);
        else
            db.NightReminders.Add(new NightReminder { MemberId = me, Hour = hour, Offset = offset, Minute = minute, Language = language, Key = new Guid(RandomNumberGenerator.GetBytes(16)) });
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Stops the viewer's mails.</summary>
    public Task<Result<Done>> StopMineAsync(CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        await db.NightReminders.Where(r => r.MemberId == viewer.Value.MemberId).ExecuteDeleteAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Stops the mails by the link in one of them, also for who is not logged in. Stopped twice is stopped once.</summary>
    public Task<Result<Done>> StopAsync(Guid key, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        await db.NightReminders.Where(r => r.Key == key).ExecuteDeleteAsync(cancellation);
        return default(Done);
    }, cancellation);
}
