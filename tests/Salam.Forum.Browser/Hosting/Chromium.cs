namespace Salam.Forum.Browser.Hosting;

/// <summary>
/// One Chromium for all tests: Debian's without windows, which takes a quarter less time for the same pages, else Debian's whole one, or the one
/// that FORUM_CHROMIUM names. It ends with the test process.
/// </summary>
public static class Chromium
{
    private const string Named = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly Lazy<Task<IPlaywright>> Driver = new(Playwright.CreateAsync);

    private static readonly Lazy<Task<IBrowser>> Shared = new(LaunchAsync);

    /// <summary>The browser.</summary>
    public static Task<IBrowser> Browser => Shared.Value;

    /// <summary>Asks a site without drawing what it answers; has cookies of its own.</summary>
    public static async Task<IAPIRequestContext> WithoutWindowAsync(string address) => await (await Driver.Value).APIRequest.NewContextAsync(new() { BaseURL = address, UserAgent = Named });

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Driver.Value;
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("FORUM_CHROMIUM") ?? Programs.FirstOrDefault(File.Exists), Args = Arguments,
        });
    }
}
