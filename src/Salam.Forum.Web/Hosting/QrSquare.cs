using System.Globalization;
using System.Text;
using QRCoder;

namespace Salam.Forum.Web.Hosting;

/// <summary>A QR code as the outline of its dark modules, one unit each, for the <c>d</c> of an SVG path; with a blank margin of four.</summary>
public readonly record struct QrSquare(int Size, string Path)
{
    /// <summary>The code of a text.</summary>
    public static QrSquare Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var start = x;
                while (x < rows[y].Count && rows[y][x])
                    x++;
                if (x > start)
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }
        return new(rows.Count, path.ToString());
    }
}
