using System.Runtime.CompilerServices;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Salam.Forum.Text;

/// <summary>The half that writes what stands inside a block: words, emphasis, links.</summary>
internal sealed partial class MarkdownHtml
{
    // A bare address ends before the punctuation of a sentence; Markdig knows only that of ASCII.
    private const string SentenceEnds = "\u060C\u061B\u061F\u06D4\u0964\u0965\u3001\u3002\uFF0C\uFF01\uFF1F\uFF1A\uFF1B\uFF09"
        + "\u300D\u300F\u00BB\u201D\u2019\u2026";

    private bool insideLink;

    private void Words(LeafBlock leaf)
    {
        if (leaf.ProcessInlines) Inlines(leaf.Inline);
        else Unparsed(leaf);
    }

    private void Unparsed(LeafBlock leaf)
    {
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            if (i > 0) html.Append("<br>\n");
            HtmlText.Append(html, leaf.Lines.Lines[i].Slice.AsSpan());
        }
    }

    private void Inlines(ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling) OneInline(inline);
    }

    private void OneInline(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: HtmlText.Append(html, literal.Content.AsSpan()); break;
            case LineBreakInline: LineBreak(inline); break;
            case CodeInline code: Code(code); break;
            case EmphasisInline emphasis: Emphasis(emphasis); break;
            case LinkInline { IsAutoLink: true } bare: BareAddress(bare.Url ?? "", (bare.FirstChild as LiteralInline)?.Content.ToString()); break;
            case LinkInline link: Link(link); break;
            case AutolinkInline address: BareAddress(address.IsEmail ? "mailto:" + address.Url : address.Url, address.Url); break;
            case HtmlEntityInline entity: HtmlText.Append(html, entity.Transcoded.AsSpan()); break;
            case HtmlInline tag: HtmlText.Append(html, tag.Tag); break;
            case DelimiterInline delimiter: Unmatched(delimiter); break;
            case ContainerInline container: Inlines(container); break;
            default: break;
        }
    }

    // Members write as in chat: where they press Enter, the line ends.
    private void LineBreak(Inline inline)
    {
        if (inline.NextSibling is not null) html.Append("<br>\n");
    }

    private void Code(CodeInline code)
    {
        html.Append("<code>");
        HtmlText.Append(html, code.Content);
        html.Append("</code>");
    }

    private void Emphasis(EmphasisInline emphasis)
    {
        Descend();
        var tag = emphasis.DelimiterChar == '~' ? "del" : emphasis.DelimiterCount == 2 ? "strong" : "em";
        html.Append('<').Append(tag).Append('>');
        Inlines(emphasis);
        html.Append("</").Append(tag).Append('>');
        depth--;
    }

    // What was opened and never closed stands inside its opening mark, thousands deep if somebody tries.
    private void Unmatched(DelimiterInline delimiter)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        HtmlText.Append(html, delimiter.ToLiteral());
        Inlines(delimiter);
    }

    private void Link(LinkInline link)
    {
        var address = LinkAddress.Of(link.Url);
        HasImages |= link.IsImage && address is not null;
        if (address is null || insideLink)
        {
            Inlines(link);
            return;
        }

        OpenLink(address, link.Title, bare: false);
        var before = html.Length;
        Descend();
        Inlines(link);
        depth--;
        if (html.Length == before) HtmlText.Append(html, address.Href);
        CloseLink(address.DisguisedHost);
    }

    private void BareAddress(string url, string? text)
    {
        text = string.IsNullOrEmpty(text) ? url : text;
        var trimmed = url.AsSpan().TrimEnd(SentenceEnds);
        var rest = url.Length - trimmed.Length;
        if (rest > 0 && !text.EndsWith(url[trimmed.Length..], StringComparison.Ordinal)) rest = 0;

        var address = LinkAddress.Of(url[..^rest]);
        if (address is null || insideLink)
        {
            // Markdig takes the scheme off some texts (tel:, mailto:); without a link it would be lost.
            HtmlText.Append(html, address is null ? url : text);
            return;
        }

        OpenLink(address, title: null, bare: true);
        HtmlText.Append(html, text.AsSpan(0, text.Length - rest));
        CloseLink(disguisedHost: null);
        HtmlText.Append(html, text.AsSpan(text.Length - rest));
    }

    private void OpenLink(LinkAddress address, string? title, bool bare)
    {
        LinkCount++;
        insideLink = true;
        html.Append("<a href=\"");
        HtmlText.Append(html, address.Href);
        html.Append("\" rel=\"nofollow ugc noopener\"");
        if (!string.IsNullOrEmpty(title))
        {
            html.Append(" title=\"");
            HtmlText.Append(html, title);
            html.Append('"');
        }

        // An address runs left to right even where the sentence around it does not.
        html.Append(bare ? " dir=\"ltr\">" : ">");
    }

    private void CloseLink(string? disguisedHost)
    {
        if (disguisedHost is not null)
        {
            html.Append(" <bdi class=\"link-host\">(");
            HtmlText.Append(html, disguisedHost);
            html.Append(")</bdi>");
        }

        html.Append("</a>");
        insideLink = false;
    }
}
