using Salam.Forum.Members;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Reads what a browser calls itself, as far as a member would say it: the browser and the device, no versions. Browsers name those they
/// wish to be taken for as well, so the rarer name is asked for first.
/// </summary>
public static class SeenDevice
{
    /// <summary>More of it is not read: whoever sends that much is no browser.</summary>
    private const int Longest = 1_000;

    private static readonly (string Mark, Browser Browser)[] Browsers =
    [
        ("SamsungBrowser/", Browser.Samsung), ("Edg/", Browser.Edge), ("EdgA/", Browser.Edge), ("EdgiOS/", Browser.Edge), ("OPR/", Browser.Opera), ("OPT/", Browser.Opera),
        ("Firefox/", Browser.Firefox), ("FxiOS/", Browser.Firefox), ("CriOS/", Browser.Chrome), ("Chrome/", Browser.Chrome), ("Version/", Browser.Safari),
    ];

    private static readonly (string Mark, Device Device)[] Devices =
    [
        ("iPhone", Device.IPhone), ("iPad", Device.IPad), ("Android", Device.Android), ("CrOS", Device.ChromeOs), ("Windows", Device.Windows), ("Macintosh", Device.Mac), ("Linux", Device.Linux),
    ];

    /// <summary>What sent the request.</summary>
    public static (Browser Browser, Device Device) Of(HttpRequest request) => Of(request.Headers.UserAgent.ToString());

    /// <summary>What calls itself that.</summary>
    public static (Browser Browser, Device Device) Of(string name)
    {
        if (name.Length > Longest)
            return (Browser.Other, Device.Other);
        var browser = Array.Find(Browsers, b => name.Contains(b.Mark, StringComparison.Ordinal)).Browser;
        // Android's own pages inside other programs say "Version/" too.
        if (browser == default || (browser == Browser.Safari && !name.Contains("Safari/", StringComparison.Ordinal)))
            browser = Browser.Other;
        var device = Array.Find(Devices, d => name.Contains(d.Mark, StringComparison.Ordinal)).Device;
        return (browser, device == default ? Device.Other : device);
    }

    /// <summary>The same in words.</summary>
    public static string Say(Words words, Browser browser, Device device) => (browser, device) switch
    {
        (Browser.Other, Device.Other) => words["Seen.Nothing"],
        (Browser.Other, _) => words["Seen.Device", words["Device." + device]],
        (_, Device.Other) => words["Browser." + browser],
        _ => words["Seen.Both", words["Browser." + browser], words["Device." + device]],
    };
}
