using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.LinkCards;

/// <summary>Brings the words of a stranger's page into the form that a card shows: plain, in one line, of bounded length, and nothing in them that acts on what stands around.</summary>
internal static class CardText
{
    /// <summary>Far more than is shown, and little enough to be read a letter at a time.</summary>
    private const int Read = 4_000;

    /// <summary>The words, cut at one of them with an ellipsis where they are longer; empty where there is nothing to be seen.</summary>
    /// <param name="text">As the page has them.</param>
    /// <param name="most">Characters at most.</param>
    public static string Of(string? text, int most)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var kept = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, Read)).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (!Normalise.HasForbidden(rune.ToString()))
                kept.Append(rune);
        }
        // One less: the ellipsis is a character too.
        var words = ExcerptText.Of(Normalise.Safe(kept.ToString(), NormalizationForm.FormC), most - 1);
        return Normalise.IsBlank(words) ? "" : words;
    }
}
