using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>What is the same for everybody is read by one alone, as a guest, and kept for some seconds.</summary>
public sealed class KeptForAllTests
{
    [Fact]
    public async Task However_many_come_it_is_read_once_and_while_it_is_read_anew_what_was_before_is_given()
    {
        await using var services = new ServiceCollection().AddScoped<CurrentViewer>().BuildServiceProvider();
        var clock = new FakeClock();
        using var kept = new Counted(clock, services.GetRequiredService<IServiceScopeFactory>());
        var first = Enumerable.Range(0, 20).Select(_ => kept.ReadAsync(default).AsTask()).ToList();
        kept.Go.SetResult();
        Assert.All(await Task.WhenAll(first), read => Assert.Equal("1", read));
        kept.Go = new TaskCompletionSource();
        clock.Now += KeptForAll<string>.Kept;
        var anew = kept.ReadAsync(default).AsTask();
        Assert.Equal("1", await kept.ReadAsync(default));
        kept.Go.SetResult();
        Assert.Equal("2", await anew);
        Assert.Equal("2", await kept.ReadAsync(default));
        kept.Clear();
        Assert.Equal("3", await kept.ReadAsync(default));
        Assert.All(kept.Viewers, viewer => Assert.False(viewer.IsMember));
    }

    private sealed class Counted(TimeProvider time, IServiceScopeFactory scopes) : KeptForAll<string>(time, scopes)
    {
        public TaskCompletionSource Go { get; set; } = new();

        public List<Viewer> Viewers { get; } = [];

        protected override async Task<string> ReadAsync(IServiceProvider services, CancellationToken cancellation)
        {
            Viewers.Add(services.GetRequiredService<CurrentViewer>().Value);
            await Go.Task;
            return $"{Viewers.Count}";
        }
    }
}
