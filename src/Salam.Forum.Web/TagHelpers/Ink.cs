using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>Writes HTML straight into the answer: what is ours as it is, every word that is not ours encoded.</summary>
internal readonly struct Ink(TextWriter to, HtmlEncoder encoder)
{
    /// <summary>Our own HTML, as it is.</summary>
    public Ink Raw(string html)
    {
        to.Write(html);
        return this;
    }

    /// <summary>Words, encoded; fit for attributes in double quotes too.</summary>
    public Ink Text(string text)
    {
        encoder.Encode(to, text);
        return this;
    }

    /// <summary>A whole number as addresses have it.</summary>
    public Ink Number(long number)
    {
        to.Write(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }
}

/// <summary>A piece of a page that is written when the page is, without a string of its own: a page has hundreds of them.</summary>
internal sealed class Drawn(Action<Ink> draw) : IHtmlContent
{
    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => draw(new Ink(writer, encoder));
}
