namespace Salam.Forum.Web.Hosting;

/// <summary>A picture drawn from a handle: one of twelve star rosettes in two colours of a fixed palette, the same on every page and machine.</summary>
public readonly record struct Avatar(int Shape, string Fill, string Ink)
{
    private const int Shapes = 12, Hues = 24;
    private static readonly (int Saturation, int Lightness, int InkTurn)[] Tones = [(32, 36, 0), (42, 31, 30), (26, 42, 330)];

    /// <summary>The avatar of a handle.</summary>
    public static Avatar Of(string handle)
    {
        // FNV-1a, 32 bits, over UTF-8: string.GetHashCode differs from start to start.
        var hash = 2_166_136_261u;
        foreach (var part in System.Text.Encoding.UTF8.GetBytes(handle))
            hash = (hash ^ part) * 16_777_619u;
        var hue = (int)(hash % Hues) * 15;
        var tone = Tones[(hash >> 16) % Tones.Length];
        return new((int)((hash >> 8) % Shapes), $"hsl({hue} {tone.Saturation}% {tone.Lightness}%)", $"hsl({(hue + tone.InkTurn) % 360} 48% 88%)");
    }
}
