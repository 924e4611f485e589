namespace Salam.Forum.Browser.Hosting;

/// <summary>How a visitor looks at the forum.</summary>
/// <param name="Lang">The interface language.</param>
/// <param name="Dark">Whether the device asks for dark pages.</param>
/// <param name="Phone">Whether it is a phone, touched, or a wide window.</param>
/// <param name="Script">Whether script runs.</param>
public sealed record Look(string Lang = "en", bool Dark = false, bool Phone = false, bool Script = true)
{
    /// <summary>Every combination of language and size.</summary>
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var lang in (string[])["en", "ar"])
            {
                foreach (var size in (string[])["phone", "wide"])
                    all.Add(lang, size);
            }
            return all;
        }
    }

    /// <summary>A look in words.</summary>
    public static Look Of(string lang, string theme, string size) => new(lang, theme == "dark", size == "phone");

    /// <summary>Whether a CSS pixel is drawn with four points, for people to look at. The tests do without: drawing is most of what a browser does.</summary>
    public bool IsSharp { get; init; }

    /// <summary>The window, in CSS pixels.</summary>
    public int Width => Phone ? 390 : 1360;

    /// <summary>The window, in CSS pixels.</summary>
    public int Height => Phone ? 844 : 900;

    /// <summary>The context of a browser that looks so.</summary>
    public BrowserNewContextOptions Options(string address, string? state) => new()
    {
        BaseURL = address,
        StorageState = state,
        Locale = Lang == "ar" ? "ar" : "en-GB",
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        // Colours that are on their way from one to the other would be measured half-way.
        ReducedMotion = ReducedMotion.Reduce,
        HasTouch = Phone,
        IsMobile = Phone,
        DeviceScaleFactor = IsSharp ? 2 : 1,
        JavaScriptEnabled = Script,
        TimezoneId = "UTC",
    };
}
