using System.Globalization;
using Salam.Forum.Browser.Hosting;
using Xunit.Abstractions;

namespace Salam.Forum.Browser;

[Collection(Measuring.Name)]
public sealed class SpeedJourneys(Stage stage, ITestOutputHelper output) : Journey(stage)
{
    private const int RequestLimit = 10, BytesLimit = 120 * 1024, Turns = 6;

    /// <summary>A slow 4G connection as Lighthouse has it: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up; and a processor of fixed speed (docs/adr/0022).</summary>
    private const double RoundTripMilliseconds = 150, DownBytesPerSecond = 1.6e6 / 8, UpBytesPerSecond = 750e3 / 8, PhoneRounds = 75;

    /// <summary>How soon the largest part must stand; FORUM_LCP_MS sets another limit where a machine is too busy to measure.</summary>
    private static readonly double PaintLimitMilliseconds =
        double.TryParse(Environment.GetEnvironmentVariable("FORUM_LCP_MS"), CultureInfo.InvariantCulture, out var limit) ? limit : 1_500;

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", false)]
    [InlineData("en", true)]
    public async Task The_first_view_of_the_feed_is_small(string lang, bool phone)
    {
        var guest = await GuestAsync(new Look(lang, Phone: phone));
        var network = await guest.Context.NewCDPSessionAsync(guest.Page);
        var (requests, bytes) = (0, 0.0);
        // What the style sheet holds in itself (data:) is told like a request, but nothing is asked for.
        var held = new HashSet<string?>(StringComparer.Ordinal);
        network.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
        {
            if (sent!.Value.GetProperty("request").GetProperty("url").GetString()!.StartsWith("data:", StringComparison.Ordinal))
                held.Add(sent.Value.GetProperty("requestId").GetString());
        };
        network.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            if (!held.Contains(finished!.Value.GetProperty("requestId").GetString()))
                (requests, bytes) = (requests + 1, bytes + finished.Value.GetProperty("encodedDataLength").GetDouble());
        };
        await network.SendAsync("Network.enable");
        await guest.GoAsync("best");
        await guest.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        output.WriteLine($"{lang}: {requests} requests, {bytes / 1024:0.0} KB");
        Assert.InRange(requests, 1, RequestLimit);
        Assert.InRange(bytes, 1, BytesLimit);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task On_a_slow_phone_the_feed_stands_soon_and_does_not_move(string lang)
    {
        await (await GuestAsync()).GoAsync($"/{lang}/best");
        // What the page costs is the least it takes: whatever else the machine does only adds to it.
        var paint = double.MaxValue;
        for (var turn = 0; turn < Turns && paint > PaintLimitMilliseconds; turn++)
            paint = Math.Min(paint, await LargestPaintAsync(lang));
        Assert.InRange(paint, 1, PaintLimitMilliseconds);
    }

    /// <summary>How fast the machine is just now: rounds of a fixed piece of work in 60 ms, the middle of five tries (docs/adr/0022).</summary>
    private static async Task<double> RoundsAsync(IPage page) => await page.EvaluateAsync<double>("""
        () => {
          const once = () => {
            const end = performance.now() + 60;
            let rounds = 0;
            while (performance.now() < end) {
              let text = '';
              for (let i = 0; i < 2000; i++) text += String.fromCharCode(97 + i % 26);
              rounds += text.split('').sort().length > 0 ? 1 : 0;
            }
            return rounds;
          };
          return [once(), once(), once(), once(), once()].sort((a, b) => a - b)[2];
        }
        """);

    /// <summary>Opens the feed as a slow phone would; returns when its largest part was painted, in milliseconds.</summary>
    private async Task<double> LargestPaintAsync(string lang)
    {
        var guest = await GuestAsync(new Look(lang, Phone: true));
        var device = await guest.Context.NewCDPSessionAsync(guest.Page);
        await device.SendAsync("Network.enable");
        await device.SendAsync("Network.emulateNetworkConditions", Arguments(("offline", false), ("latency", RoundTripMilliseconds), ("downloadThroughput", DownBytesPerSecond), ("uploadThroughput", UpBytesPerSecond)));
        await device.SendAsync("Emulation.setCPUThrottlingRate", Arguments(("rate", Math.Max(1, await RoundsAsync(guest.Page) / PhoneRounds))));
        await guest.GoAsync("best");
        await guest.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var paint = await guest.Page.EvaluateAsync<double>("""
            () => new Promise((tell) => new PerformanceObserver((list) => tell(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true }))
            """);
        output.WriteLine($"{lang}: largest paint after {paint:0} ms");
        await guest.StandStillAsync(0.02);
        return paint;
    }

    private static Dictionary<string, object> Arguments(params (string Name, object Value)[] arguments) =>
        arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal);
}
