using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Votes;

public sealed class TallyTests
{
    private static readonly DateTime Epoch = Tally.Epoch;

    [Theory]
    [InlineData(1, 0, 0.3784)]
    [InlineData(2, 0, 0.5491)]
    [InlineData(10, 0, 0.8589)]
    [InlineData(10, 1, 0.7395)]
    [InlineData(5, 5, 0.3122)]
    [InlineData(100, 10, 0.8677)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 0)]
    public void Confidence_is_the_published_lower_bound(int ups, int downs, double expected) =>
        Assert.Equal(expected, Tally.Confidence(ups, downs), 4);

    [Theory]
    [InlineData(10, 0, 1.0)]
    [InlineData(100, 45_000, 3.0)]
    [InlineData(-10, 0, -1.0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(-1, 45_000, 1.0)]
    public void Rank_is_the_published_hot_formula(int score, int seconds, double expected) =>
        Assert.Equal(expected, Tally.Rank(score, Epoch.AddSeconds(seconds)), 7);

    [Fact]
    public void The_ranking_clock_starts_where_the_published_one_does() =>
        Assert.Equal(new DateTime(2005, 12, 8, 7, 46, 43, DateTimeKind.Utc), Epoch);

    [Fact]
    public void Ten_times_the_votes_are_worth_twelve_and_a_half_hours() =>
        Assert.Equal(Tally.Rank(10, Epoch.AddHours(12.5)), Tally.Rank(100, Epoch), 7);

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Rank_stays_finite_at_the_ends_of_score_and_time(int score)
    {
        Assert.True(double.IsFinite(Tally.Rank(score, DateTime.MinValue)));
        Assert.True(double.IsFinite(Tally.Rank(score, DateTime.MaxValue)));
    }

    [Fact]
    public void A_moment_in_the_future_ranks_above_now_and_stays_ordered_by_score()
    {
        var future = new DateTime(2126, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Assert.True(Tally.Rank(0, future) > Tally.Rank(1_000, Epoch.AddYears(20)));
        Assert.True(Tally.Rank(11, future) > Tally.Rank(10, future));
    }

    [Fact]
    public void Rank_never_falls_when_the_score_or_the_time_rises()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (low, high) = (random.Next(-100_000, 100_000), random.Next(-100_000, 100_000));
            if (low > high)
                (low, high) = (high, low);
            var at = Epoch.AddSeconds(random.NextDouble() * 2e9);
            var later = at.AddSeconds(random.NextDouble() * 1e6);
            Assert.True(Tally.Rank(low, at) <= Tally.Rank(high, at));
            Assert.True(Tally.Rank(low, at) <= Tally.Rank(low, later));
        }
    }

    [Fact]
    public void Confidence_stays_between_0_and_1_and_rises_with_ups_and_falls_with_downs()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (ups, downs) = (random.Next(0, 5_000), random.Next(0, 5_000));
            var confidence = Tally.Confidence(ups, downs);
            Assert.InRange(confidence, 0, 1);
            Assert.True(Tally.Confidence(ups + 1, downs) >= confidence);
            Assert.True(Tally.Confidence(ups, downs + 1) <= confidence + 1e-12);
        }
    }

    [Theory]
    [InlineData(0, 0, 10, 10, 0)]
    [InlineData(0, 0, -3, 0, 3)]
    [InlineData(2, 1, 5, 7, 1)]
    [InlineData(2, 1, -5, 2, 6)]
    public void An_imported_score_counts_as_ups_or_as_downs(int ups, int downs, int baseScore, int sameUps, int sameDowns) =>
        Assert.Equal(Tally.Confidence(sameUps, sameDowns), Tally.Confidence(ups, downs, baseScore));

    [Theory]
    [InlineData(-5, 3, 0, 3)]
    [InlineData(3, -5, 3, 0)]
    [InlineData(int.MaxValue, int.MaxValue, 1, 0)]
    public void Counts_out_of_bounds_do_no_harm(int ups, int downs, int sameUps, int sameDowns)
    {
        var confidence = Tally.Confidence(ups, downs);
        Assert.InRange(confidence, 0, 1);
        if (ups != int.MaxValue)
            Assert.Equal(Tally.Confidence(sameUps, sameDowns), confidence);
    }
}
