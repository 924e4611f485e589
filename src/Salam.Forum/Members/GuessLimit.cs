using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>The passwords and codes tried lately from one known device, or in one member's open sessions.</summary>
public sealed class GuessCount
{
    /// <summary>Whose guesses they are.</summary>
    public required string Key { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>When they are forgotten, UTC.</summary>
    public required DateTime Until { get; init; }
}

internal sealed class GuessCountConfiguration : IEntityTypeConfiguration<GuessCount>
{
    public void Configure(EntityTypeBuilder<GuessCount> guess)
    {
        guess.ToTable("Guesses");
        guess.HasKey(g => g.Key);
        guess.Property(g => g.Key).HasMaxLength(64);
    }
}

/// <summary>
/// Counts the guesses of those who have proved before that they know the password, apart from the lock-out of the account, which strangers
/// can bring about (docs/adr/0011). As many guesses in as long a time as the lock-out allows; a row lives no longer than that time.
/// </summary>
public sealed class GuessLimit(ForumDb db, IOptions<IdentityOptions> identity, TimeProvider time)
{
    /// <summary>Whether one more guess is open. It is counted before it is checked, or many at once would all be let through.</summary>
    public async Task<bool> TakeAsync(string key, CancellationToken cancellation) => (await db.WriteAsync<bool>(async () =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.Guesses.Where(g => g.Until <= now).ExecuteDeleteAsync(cancellation);
        if (await db.Guesses.Where(g => g.Key == key).ExecuteUpdateAsync(set => set.SetProperty(g => g.Count, g => g.Count + 1), cancellation) == 0)
        {
            db.Guesses.Add(new GuessCount { Key = key, Count = 1, Until = now + identity.Value.Lockout.DefaultLockoutTimeSpan });
            await db.SaveChangesAsync(cancellation);
        }
        return await db.Guesses.Where(g => g.Key == key).Select(g => g.Count).FirstAsync(cancellation) <= identity.Value.Lockout.MaxFailedAccessAttempts;
    }, cancellation)).Value;

    /// <summary>Whether that is the first time lately: for proofs that are good for one use. Called in the act that the proof opens, and undone with it.</summary>
    public async Task<bool> IsFirstAsync(string key, CancellationToken cancellation) => (await db.WriteAsync<bool>(async () =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        await db.Guesses.Where(g => g.Until <= now).ExecuteDeleteAsync(cancellation);
        if (await db.Guesses.AnyAsync(g => g.Key == key, cancellation))
            return false;
        db.Guesses.Add(new GuessCount { Key = key, Count = 1, Until = now + identity.Value.Lockout.DefaultLockoutTimeSpan });
        await db.SaveChangesAsync(cancellation);
        return true;
    }, cancellation)).Value;

    /// <summary>Forgets the guesses: the last one was right.</summary>
    public async Task ForgetAsync(string key, CancellationToken cancellation) => await db.WriteAsync<Done>(async () =>
    {
        await db.Guesses.Where(g => g.Key == key).ExecuteDeleteAsync(cancellation);
        return default(Done);
    }, cancellation);
}
