using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Donations;

/// <summary>Computes the sums of every project anew from the lines of the ledger, sets right what differs, and reads the seals of the ledger from its first line to its last.</summary>
public sealed class DonationRecount(ForumDb db)
{
    private const int SealStep = 5_000;

    /// <summary>Adds what was wrong to the list. The ledger itself is never set right: a seal that is broken is only told.</summary>
    public async Task RunAsync(List<Difference> differences, CancellationToken cancellation)
    {
        var last = 0L;
        while (await Projects.Where(p => p.Id > last).OrderBy(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync(cancellation) is > 0 and var id)
        {
            await StepAsync(differences, () => ProjectAsync(id, differences, cancellation), cancellation);
            last = id;
        }
        await SealsAsync(differences, cancellation);
    }

    /// <summary>Computes the sums of one project anew.</summary>
    internal Task OfProjectAsync(long id, CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        return StepAsync(differences, () => ProjectAsync(id, differences, cancellation), cancellation);
    }

    private IQueryable<Project> Projects => db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]);

    private async Task StepAsync(List<Difference> differences, Func<Task> step, CancellationToken cancellation)
    {
        var found = differences.Count;
        await db.WriteAsync<Done>(async () =>
        {
            differences.RemoveRange(found, differences.Count - found);
            await DonationIntake.HoldAsync(db, cancellation);
            await step();
            return default(Done);
        }, cancellation);
    }

    private async Task ProjectAsync(long id, List<Difference> differences, CancellationToken cancellation)
    {
        var p = await Projects.Where(x => x.Id == id).Select(x => new { x.FoundationId, x.Raised, x.Donations, x.Goal, x.EndsAt, x.Urgency }).FirstAsync(cancellation);
        await RefundsAsync(p.FoundationId, id, differences, cancellation);
        var lines = db.Ledger.Where(l => l.ProjectId == id);
        var raised = await lines.SumAsync(l => l.Amount, cancellation);
        var donations = await lines.CountAsync(l => l.Amount > 0 && l.Corrects == null && l.Kind != GiftKind.PlatformTotal, cancellation) - await lines.CountAsync(l => l.Amount < 0 && l.Corrects != null, cancellation)
            - await db.Donations.CountAsync(d => d.ProjectId == id && d.State == DonationState.Accepted && d.Amount > 0 && d.Refunded == d.Amount, cancellation);
        var urgency = Project.UrgencyOf(p.EndsAt, p.Goal, raised);
        if (raised != p.Raised || donations != p.Donations || urgency != p.Urgency)
        {
            differences.Add(new Difference("project", id, $"raised {p.Raised} donations {p.Donations} urgency {p.Urgency}", $"raised {raised} donations {donations} urgency {urgency}"));
            await Projects.Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Raised, raised).SetProperty(x => x.Donations, donations).SetProperty(x => x.Urgency, urgency), cancellation);
        }
        await MonthsAsync(id, lines, differences, cancellation);
    }

    /// <summary>What was given back of each donation.</summary>
    private async Task RefundsAsync(long foundationId, long id, List<Difference> differences, CancellationToken cancellation)
    {
        var accepted = db.Donations.Where(d => d.ProjectId == id && d.State == DonationState.Accepted);
        var back = (await accepted.Where(d => d.RefundOf != null).GroupBy(d => d.RefundOf!).Select(g => new { Name = g.Key, Amount = -g.Sum(d => d.Amount) }).ToListAsync(cancellation))
            .ToDictionary(g => g.Name, g => g.Amount, StringComparer.Ordinal);
        var kept = (await accepted.Where(d => d.Refunded > 0).Select(d => new { d.Name, d.Refunded }).ToListAsync(cancellation)).ToDictionary(d => d.Name, d => d.Refunded, StringComparer.Ordinal);
        foreach (var name in back.Keys.Union(kept.Keys, StringComparer.Ordinal).Where(n => back.GetValueOrDefault(n) != kept.GetValueOrDefault(n)))
        {
            var (before, now) = (kept.GetValueOrDefault(name), back.GetValueOrDefault(name));
            var donation = db.Donations.Where(d => d.FoundationId == foundationId && d.Name == name && d.Variant == 0);
            differences.Add(new Difference("donation", await donation.Select(d => d.Id).FirstOrDefaultAsync(cancellation), $"refunded {before}", $"refunded {now}"));
            await donation.ExecuteUpdateAsync(set => set.SetProperty(d => d.Refunded, now), cancellation);
        }
    }

    private async Task MonthsAsync(long id, IQueryable<LedgerLine> lines, List<Difference> differences, CancellationToken cancellation)
    {
        var truth = (await lines.GroupBy(l => new { l.FoundationId, l.GivenOn.Year, l.GivenOn.Month, l.ProjectId, l.Kind, l.Currency })
            .Select(g => new
            {
                g.Key, Amount = g.Sum(l => l.Amount), Donations = g.Count(l => l.Amount > 0 && l.Corrects == null) - g.Count(l => l.Amount < 0 && l.Corrects != null),
                Refunds = g.Count(l => l.Amount < 0 && l.Corrects == null) - g.Count(l => l.Amount > 0 && l.Corrects != null),
            }).ToListAsync(cancellation))
            // What a platform tells is nobody's donation.
            .ToDictionary(g => new MonthKey(g.Key.FoundationId, g.Key.Year * 100 + g.Key.Month, g.Key.ProjectId, g.Key.Kind, g.Key.Currency),
                g => g.Key.Kind == GiftKind.PlatformTotal ? new MonthMove(g.Amount, 0, 0) : new MonthMove(g.Amount, g.Donations, g.Refunds));
        var kept = await db.DonationMonths.AsTracking().Where(m => m.ProjectId == id).ToListAsync(cancellation);
        foreach (var month in kept)
        {
            var key = new MonthKey(month.FoundationId, month.Month, month.ProjectId, month.Kind, month.Currency);
            var (before, now) = (new MonthMove(month.Amount, month.Donations, month.Refunds), truth.GetValueOrDefault(key));
            if (before != now)
                db.DonationMonths.Remove(month);
            else
                truth.Remove(key);
            if (before != now && !truth.ContainsKey(key))
                differences.Add(new Difference($"month {key.Month} of project", id, $"{before}", "none"));
        }
        await db.SaveChangesAsync(cancellation);
        foreach (var (key, sums) in truth)
        {
            var before = kept.Find(m => m.Month == key.Month && m.Kind == key.Kind && m.Currency == key.Currency && m.FoundationId == key.FoundationId);
            differences.Add(new Difference($"month {key.Month} of project", id, before is null ? "none" : $"{new MonthMove(before.Amount, before.Donations, before.Refunds)}", $"{sums}"));
            db.DonationMonths.Add(new DonationMonth
            {
                FoundationId = key.FoundationId, Month = key.Month, ProjectId = key.ProjectId, Kind = key.Kind, Currency = key.Currency, Amount = sums.Amount, Donations = sums.Donations, Refunds = sums.Refunds,
            });
        }
        await db.SaveChangesAsync(cancellation);
    }

    private async Task SealsAsync(List<Difference> differences, CancellationToken cancellation)
    {
        var head = await db.LedgerHeads.AsNoTracking().FirstAsync(h => h.Id == LedgerHead.Only, cancellation);
        var (number, seal) = (0L, LedgerHead.Genesis);
        while (number < head.Number)
        {
            var (after, upTo) = (number, Math.Min(number + SealStep, head.Number));
            foreach (var line in await db.Ledger.AsNoTracking().Where(l => l.Number > after && l.Number <= upTo).OrderBy(l => l.Number).ToListAsync(cancellation))
            {
                if (line.Number != number + 1 || line.Hash != line.Seal(seal))
                {
                    differences.Add(new Difference("ledger", number + 1, "sealed", "missing or altered"));
                    return;
                }
                (number, seal) = (line.Number, line.Hash);
            }
            if (number == after)
                break;
        }
        if (number != head.Number || seal != head.Hash || await db.Ledger.AnyAsync(l => l.Number > head.Number, cancellation))
            differences.Add(new Difference("ledger", head.Number, "sealed", "does not end as it should"));
    }
}
