namespace Salam.Forum.Media;

/// <summary>The widths that pictures are kept in.</summary>
public static class PictureSizes
{
    /// <summary>Pixels of the widest form.</summary>
    public const int WidthMax = 1_600;

    /// <summary>Pixels of a form, downwards; the format ends at 16,383.</summary>
    public const int HeightMax = 8_000;

    /// <summary>Pixels of the longer side of the placeholder.</summary>
    public const int PlaceholderSide = 24;

    private static readonly int[] Narrower = [480, 960];

    /// <summary>The widths of a picture whose widest form is <paramref name="width"/> pixels wide, the narrowest first: no form is wider than what was sent.</summary>
    public static IReadOnlyList<int> Of(int width) => [.. Narrower.Where(narrow => narrow < width), width];

    /// <summary>The narrowest form, for rows.</summary>
    public static int Smallest(int width) => Math.Min(width, Narrower[0]);
}
