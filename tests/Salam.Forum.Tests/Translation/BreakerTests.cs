using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

public sealed class BreakerTests
{
    private readonly FakeClock clock = new();
    private readonly Breaker breaker;

    public BreakerTests() => breaker = new Breaker(clock);

    [Theory]
    [InlineData(EngineTrouble.Down)]
    [InlineData(EngineTrouble.Slow)]
    [InlineData(EngineTrouble.Failed)]
    [InlineData(EngineTrouble.Garbled)]
    public void Five_troubles_in_a_row_are_a_minute_of_rest(EngineTrouble trouble)
    {
        for (var i = 0; i < 5; i++)
            Call(trouble);
        Assert.Null(breaker.Enter());
        Assert.InRange(breaker.RestsUntil!.Value.UtcDateTime - clock.Now, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.1));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(breaker.Enter());
        clock.Advance(TimeSpan.FromSeconds(8));
        Assert.NotNull(breaker.Enter());
    }

    [Fact]
    public void Four_troubles_and_one_that_went_well_are_none()
    {
        for (var i = 0; i < 20; i++)
            Call(i % 5 == 4 ? EngineTrouble.None : EngineTrouble.Down);
        Assert.Null(breaker.RestsUntil);
    }

    [Fact]
    public void Refusals_say_that_it_is_there()
    {
        for (var i = 0; i < 20; i++)
            Call(EngineTrouble.Refused);
        Assert.Null(breaker.RestsUntil);
    }

    [Fact]
    public void A_refusal_with_a_pause_rests_it_at_once()
    {
        breaker.Note(breaker.Enter()!.Value, EngineAnswer.Of(EngineTrouble.Refused, TimeSpan.FromMinutes(5)));
        Assert.Equal(clock.Now.AddMinutes(5), breaker.RestsUntil!.Value.UtcDateTime);
    }

    [Fact]
    public void After_the_rest_one_may_try_and_the_others_wait_for_it()
    {
        Open();
        var pass = breaker.Enter()!.Value;
        Assert.Null(breaker.Enter());
        Assert.NotNull(breaker.RestsUntil);
        breaker.Note(pass, new EngineAnswer(["uno"]));
        Assert.NotNull(breaker.Enter());
        Assert.NotNull(breaker.Enter());
        Assert.Null(breaker.RestsUntil);
    }

    [Fact]
    public void A_trial_whose_caller_goes_away_leaves_room_for_another()
    {
        Open();
        breaker.Leave(breaker.Enter()!.Value);
        Assert.NotNull(breaker.Enter());
    }

    [Fact]
    public void Each_failed_trial_doubles_the_rest_up_to_a_quarter_of_an_hour()
    {
        Open();
        foreach (var minutes in new[] { 2, 4, 8, 15, 15, 15 })
        {
            Call(EngineTrouble.Down);
            var rest = breaker.RestsUntil!.Value.UtcDateTime - clock.Now;
            Assert.InRange(rest, TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(minutes * 1.1));
            clock.Advance(rest);
        }
        Call(EngineTrouble.None);
        for (var i = 0; i < 5; i++)
            Call(EngineTrouble.Down);
        Assert.InRange(breaker.RestsUntil!.Value.UtcDateTime - clock.Now, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.1));
    }

    [Fact]
    public void Rests_differ_by_a_little()
    {
        var rests = Enumerable.Range(0, 20).Select(_ =>
        {
            var other = new Breaker(clock);
            for (var i = 0; i < 5; i++)
                other.Note(other.Enter()!.Value, EngineAnswer.Of(EngineTrouble.Down));
            return other.RestsUntil;
        });
        Assert.NotEqual(1, rests.Distinct().Count());
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(7.0, 7)]
    [InlineData(0.0, 1)]
    [InlineData(86_400.0, 3_600)]
    public void It_is_left_alone_as_long_as_it_asks_within_reason(double? asked, int seconds)
    {
        breaker.Note(breaker.Enter()!.Value, EngineAnswer.Of(EngineTrouble.Limited, asked is { } s ? TimeSpan.FromSeconds(s) : null));
        Assert.Equal(clock.Now.AddSeconds(seconds), breaker.RestsUntil!.Value.UtcDateTime);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.NotNull(breaker.Enter());
    }

    [Fact]
    public void What_began_before_the_rest_changes_nothing()
    {
        var passes = Enumerable.Range(0, 8).Select(_ => breaker.Enter()!.Value).ToList();
        foreach (var pass in passes.Take(5))
            breaker.Note(pass, EngineAnswer.Of(EngineTrouble.Slow));
        var until = breaker.RestsUntil;
        breaker.Note(passes[5], EngineAnswer.Of(EngineTrouble.Slow));
        breaker.Note(passes[6], new EngineAnswer(["uno"]));
        breaker.Leave(passes[7]);
        Assert.NotNull(until);
        Assert.Equal(until, breaker.RestsUntil);
    }

    private void Open()
    {
        for (var i = 0; i < 5; i++)
            Call(EngineTrouble.Down);
        clock.Advance(TimeSpan.FromMinutes(1.2));
    }

    private void Call(EngineTrouble trouble) => breaker.Note(breaker.Enter()!.Value, trouble == EngineTrouble.None ? new EngineAnswer(["uno"]) : EngineAnswer.Of(trouble));
}
