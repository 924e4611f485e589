namespace Salam.Forum.Text;

/// <summary>A member's text made ready for pages; kept beside the words as written and made anew when <see cref="Markdown.Version"/> rises.</summary>
/// <param name="Html">Safe HTML, to be written out as it is.</param>
/// <param name="Excerpt">The beginning as plain text, not yet escaped.</param>
/// <param name="LinkCount">How many anchors the HTML holds.</param>
/// <param name="HasImages">Whether the text points to a picture with an address that may be followed.</param>
public sealed record RenderedText(string Html, string Excerpt, int LinkCount, bool HasImages);
