using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Which of guests' pages are kept when more are asked for than are asked for again.</summary>
public sealed class DoorkeeperTests
{
    private readonly FakeClock clock = new();

    [Fact]
    public void A_quiet_forum_keeps_every_page()
    {
        var door = new Doorkeeper(clock);
        for (var second = 0; second < 5; second++, clock.Advance(TimeSpan.FromSeconds(1)))
            Assert.All(Enumerable.Range((second * 1_000) + 1, Doorkeeper.Unasked), address => Assert.True(door.Admits(address)));
    }

    [Fact]
    public void Of_more_pages_only_those_are_kept_that_are_asked_for_again()
    {
        var door = new Doorkeeper(clock);
        Assert.All(Enumerable.Range(1, Doorkeeper.Unasked), address => Assert.True(door.Admits(address)));
        Assert.False(door.Admits(5_000));
        Assert.False(door.Admits(5_001));
        Assert.True(door.Admits(5_000));
        Assert.True(door.Admits(7));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(door.Admits(9_000));
    }
}
