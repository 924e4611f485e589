using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>HTML that is written as it is: what the Markdown renderer made and the forum stored, and the pieces drawn beside this file. Nothing else.</summary>
public sealed class Rendered(string html) : IHtmlContent
{
    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(html);
}
