using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity.Donations;

/// <summary>What came of a statement.</summary>
/// <param name="Lines">How many sums it held.</param>
/// <param name="Differences">How many differ from ours.</param>
public sealed record StatementTaken(int Lines, int Differences);

/// <summary>Holds a foundation's statement of a month against the ledger's sums; what differs is public until it is settled.</summary>
public sealed class StatementService(ForumDb db, StaffGate staff, Gate gate, Journal journal, Judge judge)
{
    /// <summary>Takes a statement that its foundation has signed. The same one again is held against our sums as they are by then. Missing where it names a project that is not the foundation's, invalid where in a currency that is not the project's.</summary>
    public Task<Result<StatementTaken>> TakeAsync(long foundationId, StatementMessage message, CancellationToken cancellation) => db.WriteAsync<StatementTaken>(async () =>
    {
        await DonationIntake.HoldAsync(db, cancellation);
        var ids = message.Sums.Select(s => s.ProjectId).Distinct().ToList();
        var currencies = await db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).Where(p => p.FoundationId == foundationId && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Currency, cancellation);
        if (currencies.Count != ids.Count)
            return Refusal.Missing;
        // Nothing was ever counted in another one, and nothing will be.
        if (message.Sums.Any(s => s.Currency != currencies[s.ProjectId]))
            return Refusal.Invalid("Choice", "Currency");
        // What a platform told is not the foundation's to state.
        var ours = await db.DonationMonths.AsNoTracking().Where(m => m.FoundationId == foundationId && m.Month == message.Month && m.Kind != GiftKind.PlatformTotal).ToListAsync(cancellation);
        var kept = await db.StatementDifferences.AsTracking().Where(d => d.FoundationId == foundationId && d.Month == message.Month).ToListAsync(cancellation);
        var compared = Compare(message, ours);
        foreach (var (stated, ourCount, ourAmount) in compared)
            Keep(foundationId, message.Month, stated, ourCount, ourAmount, kept);
        // What was told apart by kinds last time and is told as one now, or the other way round, is answered by the sums of now.
        foreach (var gone in kept.Where(k => !compared.Exists(c => IsOf(k, c.Stated))))
            Settle(gone);
        var differences = compared.Count(c => c.Stated.Count != c.OurCount || c.Stated.Amount != c.OurAmount);
        db.Statements.Add(new Statement { FoundationId = foundationId, Month = message.Month, ArrivedAt = Now, Lines = message.Sums.Count, Differences = differences });
        await db.SaveChangesAsync(cancellation);
        return new StatementTaken(message.Sums.Count, differences);
    }, cancellation);

    /// <summary>Says publicly, for the foundation, why a sum differs.</summary>
    public Task<Result<Done>> ExplainAsync(long foundationId, long differenceId, string? words, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await staff.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", StatementDifference.WordsMin, StatementDifference.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        if (judge.OfText(text, "Words").CharityRefusals() is { Count: > 0 } forbidden)
            return forbidden;
        if (await db.StatementDifferences.AsTracking().FirstOrDefaultAsync(d => d.Id == differenceId && d.FoundationId == foundationId && d.SettledAt == null, cancellation) is not { } difference)
            return Refusal.Missing;
        (difference.Explanation, difference.EditedAt) = (text, Edits.Next(Now, difference.EditedAt));
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Closes, as an administrator, a difference whose explanation explains it.</summary>
    /// <param name="differenceId">The difference.</param>
    /// <param name="version">Its state as she read it (<see cref="Edits.Version"/>).</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<Done>> CloseAsync(long differenceId, long version, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        if (await db.StatementDifferences.AsTracking().FirstOrDefaultAsync(d => d.Id == differenceId && d.SettledAt == null, cancellation) is not { } difference)
            return Refusal.Missing;
        if (Edits.StaleRefusal(version, difference.EditedAt) is { } stale)
            return stale;
        if (difference.Explanation.Length == 0)
            return new Refusal(RefusalKind.Conflict, "NotExplained");
        Settle(difference);
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.DifferenceClosed, difference.FoundationId, difference.Explanation, tell: false, cancellation);
        return default(Done);
    }, cancellation);

    private DateTime Now => journal.Now;

    /// <summary>Each sum of the statement beside ours, and each of ours that it does not hold beside nothing.</summary>
    private static List<(StatedSum Stated, long OurCount, long OurAmount)> Compare(StatementMessage message, List<DonationMonth> ours)
    {
        var compared = message.Sums.Select(s => (s, Of(s).Sum(m => (long)m.Donations), Of(s).Sum(m => m.Amount))).ToList();
        var left = ours.Where(m => !message.Sums.Any(s => s.ProjectId == m.ProjectId && s.Currency == m.Currency && (s.Kind is null || s.Kind == m.Kind)));
        compared.AddRange(left.Select(m => (new StatedSum(m.ProjectId, m.Currency, m.Kind, 0, 0), (long)m.Donations, m.Amount)));
        return compared;

        IEnumerable<DonationMonth> Of(StatedSum s) => ours.Where(m => m.ProjectId == s.ProjectId && m.Currency == s.Currency && (s.Kind is null || s.Kind == m.Kind));
    }

    private void Keep(long foundationId, int month, StatedSum stated, long ourCount, long ourAmount, List<StatementDifference> kept)
    {
        var known = kept.Find(k => IsOf(k, stated));
        if (stated.Count == ourCount && stated.Amount == ourAmount)
        {
            if (known is not null)
                Agree(known, ourCount, ourAmount);
            return;
        }
        var isSame = known is not null && (known.TheirCount, known.TheirAmount, known.OurCount, known.OurAmount) == (stated.Count, stated.Amount, ourCount, ourAmount);
        // What an administrator closed with these very sums stays closed.
        if (isSame)
            return;
        if (known is null)
            db.StatementDifferences.Add(known = new StatementDifference { FoundationId = foundationId, Month = month, ProjectId = stated.ProjectId, Currency = stated.Currency, Kind = stated.Kind, FoundAt = Now });
        (known.TheirCount, known.TheirAmount, known.OurCount, known.OurAmount) = (stated.Count, stated.Amount, ourCount, ourAmount);
        (known.SettledAt, known.Explanation, known.EditedAt) = (null, "", Edits.Next(Now, known.EditedAt));
    }

    private void Settle(StatementDifference difference)
    {
        difference.SettledAt ??= Now;
        difference.EditedAt = Edits.Next(Now, difference.EditedAt);
    }

    /// <summary>Settles it with the sums that both say, so that whatever differs afterwards is new.</summary>
    private void Agree(StatementDifference difference, long count, long amount)
    {
        (difference.TheirCount, difference.TheirAmount, difference.OurCount, difference.OurAmount) = (count, amount, count, amount);
        Settle(difference);
    }

    private static bool IsOf(StatementDifference kept, StatedSum stated) => kept.ProjectId == stated.ProjectId && kept.Currency == stated.Currency && kept.Kind == stated.Kind;
}
