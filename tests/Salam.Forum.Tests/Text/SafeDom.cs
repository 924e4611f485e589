using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Salam.Forum.Tests.Text;

/// <summary>Reads rendered HTML as a browser would and holds it against a list of all that may come out.</summary>
internal static class SafeDom
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["p"] = ["dir"], ["h2"] = ["dir"], ["h3"] = ["dir"], ["h4"] = ["dir"], ["h5"] = ["dir"], ["h6"] = ["dir"], ["blockquote"] = ["dir"],
        ["ul"] = ["dir"], ["ol"] = ["dir", "start"], ["li"] = ["dir"], ["pre"] = ["dir", "tabindex"], ["code"] = [], ["hr"] = [], ["br"] = [],
        ["em"] = [], ["strong"] = [], ["del"] = [], ["a"] = ["href", "rel", "title", "dir"], ["bdi"] = ["class"],
        ["div"] = ["class", "tabindex", "role", "aria-label"], ["table"] = ["dir"], ["thead"] = [], ["tbody"] = [], ["tr"] = [],
        ["th"] = ["scope", "dir", "class"], ["td"] = ["dir", "class"],
    };

    private static readonly string[] Classes = ["table-scroll", "align-start", "align-center", "align-end", "link-host"];

    public static IElement Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;

    /// <summary>What breaks the list, or null.</summary>
    public static string? Fault(string html)
    {
        var body = Parse(html);
        if (body.Owner!.Head!.ChildNodes.Length > 0 || body.Attributes.Length > 0) return "outside the body";
        foreach (var node in body.Descendants())
        {
            var fault = node switch
            {
                IElement element => FaultOf(element),
                IText => null,
                _ => "a node of type " + node.NodeType,
            };
            if (fault is not null) return fault;
        }

        return null;
    }

    private static string? FaultOf(IElement element)
    {
        if (!Allowed.TryGetValue(element.LocalName, out var attributes)) return "element " + element.LocalName;
        foreach (var attribute in element.Attributes)
        {
            if (!attributes.Contains(attribute.Name)) return $"attribute {attribute.Name} of {element.LocalName}";
            if (attribute.Name is "class" && !Classes.Contains(attribute.Value)) return "class " + attribute.Value;
            if (attribute.Name is "dir" && attribute.Value is not ("auto" or "ltr" or "rtl")) return "dir " + attribute.Value;
        }

        // What the keyboard stops at says what it is and what it is called.
        if (element.LocalName is "div" && element.HasAttribute("tabindex")
            && (element.GetAttribute("role") is not "region" || string.IsNullOrWhiteSpace(element.GetAttribute("aria-label")))) return "a stop without a name";
        if (element.LocalName is not "a") return null;
        var href = element.GetAttribute("href") ?? "";
        if (element.GetAttribute("rel") is not "nofollow ugc noopener") return "rel";
        if (element.QuerySelector("a") is not null) return "a link in a link";
        return Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is not ("http" or "https" or "mailto") ? "scheme " + href
            : href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? null : "address " + href;
    }
}
