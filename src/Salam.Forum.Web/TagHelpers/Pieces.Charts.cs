using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What stands below it.</param>
/// <param name="Value">Its height, in any unit; below zero it has none.</param>
/// <param name="Said">What it says in full.</param>
public sealed record Bar(string Label, long Value, string Said);

/// <content>Charts, drawn on the server; the same figures stand in a table beside each.</content>
public sealed partial class Pieces
{
    private const int ChartWidth = 360, ChartHeight = 168, ChartBase = 140, ChartTop = 12;

    /// <summary>Bars in the order in which they are read: from the right where the language is.</summary>
    /// <param name="id">Of its words in the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">The same in a sentence.</param>
    /// <param name="bars">The bars, the first one first.</param>
    /// <param name="isMirrored">Whether the page runs from right to left.</param>
    public IHtmlContent Bars(string id, string title, string description, IReadOnlyList<Bar> bars, bool isMirrored) => new Drawn(ink =>
    {
        ink.Raw("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 360 168\" aria-labelledby=\"").Text(id).Raw("-t ").Text(id).Raw("-d\"><title id=\"").Text(id).Raw("-t\">").Text(title)
            .Raw("</title><desc id=\"").Text(id).Raw("-d\">").Text(description).Raw("</desc>");
        var most = Math.Max(1, bars.Max(b => b.Value));
        var step = (double)ChartWidth / bars.Count;
        foreach (var (place, bar) in bars.Index())
            Column(ink, bar, step * (isMirrored ? bars.Count - 1 - place : place), step, most);
        ink.Raw("<path class=\"chart-base\" d=\"M0 ").Number(ChartBase).Raw("H").Number(ChartWidth).Raw("\"/></svg>");
    });

    private static void Column(Ink ink, Bar bar, double start, double step, long most)
    {
        var height = Math.Max(0, bar.Value) * (double)(ChartBase - ChartTop) / most;
        ink.Raw("<g><title>").Text(bar.Said).Raw("</title><rect x=\"").Raw(Written(start + (step * 0.16))).Raw("\" y=\"").Raw(Written(ChartBase - height)).Raw("\" width=\"").Raw(Written(step * 0.68))
            .Raw("\" height=\"").Raw(Written(height)).Raw("\"/><text x=\"").Raw(Written(start + (step / 2))).Raw("\" y=\"").Number(ChartHeight - 10).Raw("\">").Text(bar.Label).Raw("</text></g>");
    }

    private static string Written(double place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
