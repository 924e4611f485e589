using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>The law of the books: whatever the order, the repetition and the handfuls in which a set of announcements arrives, the same counts.</summary>
public sealed class DonationPropertyTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly GiftKind[] Kinds = Enum.GetValues<GiftKind>();

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
        var (first, second) = (await forum.CharityAsync(), await forum.CharityAsync());
        var (said, expected) = Make(numbers);
        foreach (var world in new[] { first, second })
        {
            await SendAsync(world, said, numbers);
            Assert.Equal((expected.Raised, expected.Donations), ((await forum.SumsAsync(world.Project)).Raised, (await forum.SumsAsync(world.Project)).Donations));
        }
        Assert.Equal(await LinesAsync(first), await LinesAsync(second));
        Assert.Equal(await MonthsAsync(first), await MonthsAsync(second));
        Assert.Equal(expected.Lines, (await LinesAsync(first)).Count);
    }

    /// <summary>Donations, parts of them given back, refunds that are larger than what was given, others' currencies; and what must come of it.</summary>
    private static (List<Said> Said, (long Raised, int Donations, int Lines) Expected) Make(Numbers numbers)
    {
        var (said, raised, donations, lines) = (new List<Said>(), 0L, 0, 0);
        for (var i = 0; i < 40; i++)
        {
            var (amount, kind, day) = (1 + numbers.Next(5_000), Kinds[numbers.Next(Kinds.Length)], numbers.Next(25));
            var counts = numbers.Next(6) != 0;
            said.Add(new Said($"d{i}", amount, null, counts ? "EUR" : "USD", kind, day));
            var left = (long)amount;
            for (var back = 0; back < numbers.Next(3); back++)
            {
                var part = back == 1 ? left : 1 + numbers.Next((int)left);
                if (part == 0)
                    break;
                left -= part;
                said.Add(new Said($"r{i}-{back}", -part, $"d{i}", counts ? "EUR" : "USD", kind, day));
                lines += counts ? 1 : 0;
            }
            if (numbers.Next(4) == 0)
                said.Add(new Said($"x{i}", -(amount + 1), $"d{i}", "EUR", kind, day));
            if (!counts)
                continue;
            (raised, donations, lines) = (raised + left, donations + (left > 0 ? 1 : 0), lines + 1);
        }
        return (said, (raised, donations, lines));
    }

    private async Task SendAsync(CharityWorld world, List<Said> said, Numbers numbers)
    {
        var order = said.Concat(said.Where(_ => numbers.Next(3) == 0)).OrderBy(_ => numbers.Next(int.MaxValue)).ToList();
        var begun = new HashSet<string>(StringComparer.Ordinal);
        while (order.Count > 0)
        {
            var handful = order.Take(1 + numbers.Next(9)).ToList();
            order.RemoveRange(0, handful.Count);
            await forum.TakeAsync(world, [.. handful.Select(s => s.Of(world))]);
            // Who contradicts what is known changes nothing.
            foreach (var s in handful.Where(s => begun.Add(s.Name) && numbers.Next(5) == 0))
                Assert.Equal(AsideReason.Conflict, (await forum.TakeAsync(world, (s with { Amount = s.Amount * 3 }).Of(world)))[0].Reason);
        }
    }

    private async Task<List<string>> LinesAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        return [.. visit.Db.Ledger.Where(l => l.ProjectId == world.Project).AsEnumerable().Select(l => $"{l.Kind} {l.Amount} {l.Currency} {l.GivenOn}").Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> MonthsAsync(CharityWorld world)
    {
        await using var visit = forum.AsGuest();
        return [.. visit.Db.DonationMonths.Where(m => m.ProjectId == world.Project).AsEnumerable().Select(m => $"{m.Month} {m.Kind} {m.Amount} {m.Donations} {m.Refunds}").Order(StringComparer.Ordinal)];
    }

    private sealed record Said(string Name, long Amount, string? RefundOf, string Currency, GiftKind Kind, int Day)
    {
        public Announcement Of(CharityWorld world) => Charities.Gift(world, Name, Amount, RefundOf, Currency, Kind, DateOnly.FromDateTime(FakeClock.Start).AddDays(Day));
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
