using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
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

    [Fact]
    public async Task The_cache_asks_it_of_what_may_be_kept_and_of_nothing_else()
    {
        var cache = new GuestCache(new Doorkeeper(clock));
        for (var i = 0; i <= Doorkeeper.Unasked; i++)
            Assert.False(await IsKeptAsync(cache, $"/en/p/form-{i}", "POST"));
        for (var i = 0; i < Doorkeeper.Unasked; i++)
            Assert.True(await IsKeptAsync(cache, $"/en/p/post-{i}", "GET"));
        Assert.False(await IsKeptAsync(cache, "/en/p/one-more", "GET"));
        Assert.True(await IsKeptAsync(cache, "/en/p/one-more", "GET"));
    }

    [Fact]
    public async Task What_is_not_to_be_kept_is_known_before_it_is_drawn()
    {
        var cache = new GuestCache(new Doorkeeper(clock));
        for (var i = 0; i < Doorkeeper.Unasked; i++)
            Assert.True((await AskedAsync(cache, $"/en/p/post-{i}", "GET")).AllowCacheStorage);
        var crowded = await AskedAsync(cache, "/en/p/one-more", "GET");
        Assert.True(crowded.AllowCacheLookup);
        Assert.False(crowded.AllowCacheStorage);
        Assert.False(crowded.AllowLocking);
    }

    private static async Task<OutputCacheContext> AskedAsync(GuestCache cache, string path, string method)
    {
        var context = new OutputCacheContext { HttpContext = new DefaultHttpContext { Request = { Path = path, Method = method } } };
        await cache.CacheRequestAsync(context, default);
        return context;
    }

    private static async Task<bool> IsKeptAsync(GuestCache cache, string path, string method)
    {
        var context = await AskedAsync(cache, path, method);
        await cache.ServeResponseAsync(context, default);
        return context.AllowCacheStorage;
    }
}
