using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>What browsers call themselves, as members would say it.</summary>
public sealed class SeenDeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", Browser.Firefox, Device.Android)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Browser.Firefox, Device.Linux)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1", Browser.Safari, Device.IPhone)]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0 Mobile/15E148 Safari/604.1", Browser.Chrome, Device.IPad)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15", Browser.Safari, Device.Mac)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36", Browser.Chrome, Device.Windows)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0", Browser.Edge, Device.Windows)]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36", Browser.Chrome, Device.ChromeOs)]
    [InlineData("Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36", Browser.Samsung, Device.Android)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 OPR/121.0.0.0", Browser.Opera, Device.Windows)]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 SomethingElse", Browser.Other, Device.Mac)]
    [InlineData("curl/8.14.1", Browser.Other, Device.Other)]
    [InlineData("<script>alert(1)</script>", Browser.Other, Device.Other)]
    [InlineData("", Browser.Other, Device.Other)]
    public void The_browser_and_the_device_are_read_and_nothing_else(string name, Browser browser, Device device) => Assert.Equal((browser, device), SeenDevice.Of(name));

    [Fact]
    public void What_is_longer_than_any_browser_says_is_not_read() =>
        Assert.Equal((Browser.Other, Device.Other), SeenDevice.Of("Mozilla/5.0 (Android 15) Firefox/140.0" + new string('x', 100_000)));
}
