using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>The law of the books: whatever the order, the repetition and the handfuls in which a set of announcements arrives, and however they contradict each other, the same counts.</summary>
public sealed class DonationPropertyTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly IReadOnlyList<GiftKind> Kinds = Project.Kinds;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_order_and_repetition_counts_the_same(int seed)
    {
        // Deterministic, so that a failure can be looked at again.
        var numbers = new Numbers(seed);
        var said = Make(numbers);
        var expected = Counting(said);
        var sums = (expected.Sum(s => s.Amount), expected.Count(s => s.RefundOf is null && s.Amount + expected.Where(r => r.RefundOf == s.Name).Sum(r => r.Amount) > 0), ProjectState.Open);
        foreach (var world in new[] { await forum.CharityAsync(), await forum.CharityAsync(), await forum.CharityAsync() })
        {
            await SendAsync(world, said, numbers);
            Assert.Equal(sums, await forum.SumsAsync(world.Project));
            Assert.Equal(expected.Select(s => s.Name).Order(StringComparer.Ordinal).ToList(), await CountedAsync(world));
            Assert.Equal(MonthsOf(expected), await MonthsAsync(world));
        }
        await using var visit = forum.AsGuest();
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
    }

    /// <summary>
    /// Donations, parts of them given back, what is given back twice or is more than was given, others' currencies; and of all of these some that say
    /// something else under the same name.
    /// </summary>
    private static List<Said> Make(Numbers numbers)
    {
        var said = new List<Said>();
        for (var i = 0; i < 40; i++)
        {
            var (amount, kind, day, currency) = (1 + numbers.Next(5_000), Kinds[numbers.Next(Kinds.Count)], numbers.Next(25), numbers.Next(6) != 0 ? "EUR" : "USD");
            said.Add(new Said($"d{i}", amount, null, currency, kind, day));
            for (var back = 0; back < numbers.Next(4); back++)
                said.Add(new Said($"r{i}-{back}", -(1 + numbers.Next(numbers.Next(4) == 0 ? amount + amount / 10 + 1 : 1 + amount / 2)), $"d{i}", currency, kind, day));
            if (numbers.Next(5) == 0)
                said.Add(new Said($"w{i}", -amount, $"d{i}", currency, kind, day));
        }
        foreach (var one in said.ToList().Where(_ => numbers.Next(8) == 0))
            said.Add(numbers.Next(3) == 0 && one.RefundOf is not null ? one with { RefundOf = $"d{numbers.Next(40)}" } : one with { Amount = one.Amount * 2 });
        return [.. said.Distinct()];
    }

    /// <summary>The law, said once more: of several that say different things under a name none counts; what is given back counts with its donation, and all of it or none.</summary>
    private static List<Said> Counting(List<Said> said)
    {
        var standing = said.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.First()).Where(s => s.Currency == "EUR").ToList();
        var donations = standing.Where(s => s.RefundOf is null).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var refunds = standing.Where(r => r.RefundOf is { } of && donations.TryGetValue(of, out var d) && d.Kind == r.Kind && -r.Amount <= d.Amount)
            .GroupBy(r => r.RefundOf!, StringComparer.Ordinal).Where(g => -g.Sum(r => r.Amount) <= donations[g.Key].Amount).SelectMany(g => g);
        return [.. donations.Values, .. refunds];
    }

    private async Task SendAsync(CharityWorld world, List<Said> said, Numbers numbers)
    {
        var order = said.Concat(said.Where(_ => numbers.Next(3) == 0)).OrderBy(_ => numbers.Next(int.MaxValue)).ToList();
        while (order.Count > 0)
        {
            var handful = order.Take(1 + numbers.Next(9)).ToList();
            order.RemoveRange(0, handful.Count);
            await forum.TakeAsync(world, [.. handful.Select(s => s.Of(world))]);
        }
    }

    private async Task<List<string>> CountedAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        return [.. visit.Db.Donations.Where(d => d.ProjectId == world.Project && d.State == DonationState.Accepted).Select(d => d.Name).AsEnumerable().Order(StringComparer.Ordinal)];
    }

    private static List<string> MonthsOf(List<Said> counting) =>
        [.. counting.GroupBy(s => (Month: DonationMonth.Of(s.On), s.Kind)).Select(g => $"{g.Key.Month} {g.Key.Kind} {g.Sum(s => s.Amount)} {g.Count(s => s.Amount > 0)} {g.Count(s => s.Amount < 0)}").Order(StringComparer.Ordinal)];

    private async Task<List<string>> MonthsAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        return [.. visit.Db.DonationMonths.Where(m => m.ProjectId == world.Project && (m.Donations != 0 || m.Refunds != 0 || m.Amount != 0)).AsEnumerable().Select(m => $"{m.Month} {m.Kind} {m.Amount} {m.Donations} {m.Refunds}").Order(StringComparer.Ordinal)];
    }

    private sealed record Said(string Name, long Amount, string? RefundOf, string Currency, GiftKind Kind, int Day)
    {
        public DateOnly On => DateOnly.FromDateTime(FakeClock.Start).AddDays(Day);

        public Announcement Of(CharityWorld world) => Charities.Gift(world, Name, Amount, RefundOf, Currency, Kind, On);
    }

    /// <summary>Numbers that look as if they had been drawn, and are the same each time (xorshift).</summary>
    private sealed class Numbers(int seed)
    {
        private ulong state = (ulong)seed * 0x9E3779B97F4A7C15;

        public int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return (int)(state % (ulong)below);
        }
    }
}
