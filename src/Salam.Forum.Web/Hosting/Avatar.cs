using System.Collections.Concurrent;
using System.Globalization;

namespace Salam.Forum.Web.Hosting;

/// <summary>A picture drawn from a handle: one of twelve star rosettes, light on a colour of a fixed palette, the same on every page and machine.</summary>
public readonly record struct Avatar(int Shape, string Fill)
{
    private const int Shapes = 12, Hues = 24;
    private static readonly (int Saturation, int Lightness)[] Tones = [(32, 36), (42, 31), (26, 42)];

    private static readonly ConcurrentDictionary<(int, int, int), string> Colours = [];

    /// <summary>The avatar of a handle.</summary>
    public static Avatar Of(string handle)
    {
        // FNV-1a, 32 bits, over UTF-8: string.GetHashCode differs from start to start.
        var hash = 2_166_136_261u;
        foreach (var part in System.Text.Encoding.UTF8.GetBytes(handle))
            hash = (hash ^ part) * 16_777_619u;
        var hue = (int)(hash % Hues) * 15;
        var tone = Tones[(hash >> 16) % Tones.Length];
        return new((int)((hash >> 8) % Shapes), Hex(hue, tone.Saturation, tone.Lightness));
    }

    /// <summary>A colour of HSL (degrees, percent, percent) as CSS writes it shortest. Source of the formula: CSS Color Module Level 4, section 7.1.</summary>
    private static string Hex(int hue, int saturation, int lightness) => Colours.GetOrAdd((hue, saturation, lightness), static c =>
    {
        var (hue, light) = (c.Item1, c.Item3 / 100.0);
        var spread = c.Item2 / 100.0 * Math.Min(light, 1 - light);
        return string.Create(CultureInfo.InvariantCulture, $"#{Part(0):x2}{Part(8):x2}{Part(4):x2}");

        int Part(int n)
        {
            var k = (n + hue / 30.0) % 12;
            return (int)Math.Round(255 * (light - spread * Math.Max(-1, Math.Min(Math.Min(k - 3, 9 - k), 1))));
        }
    });
}
