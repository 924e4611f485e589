using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity.Donations;

/// <summary>What a foundation does about announcements of its own that do not count.</summary>
public sealed class AsideService(ForumDb db, StaffGate gate, OutboxQueue outbox, DonationIntake intake)
{
    /// <summary>Has everything that is aside looked at again.</summary>
    public Task<Result<Done>> AgainAsync(long foundationId, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        await outbox.AddAsync(DonationRetry.Name, new DonationRetry.Payload(foundationId), cancellation, OutboxLane.Donations);
        return default(Done);
    }, cancellation);

    /// <summary>Says of an announcement that it shall never count: what it had contradicted is settled by that. It is kept all the same, so that it is known when it is sent again.</summary>
    public Task<Result<Done>> DismissAsync(long foundationId, long donationId, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        return await intake.DismissAsync(foundationId, donationId, cancellation) ? default(Done) : Refusal.Missing;
    }, cancellation);
}
