namespace Salam.Forum.Text;

/// <summary>The rules that every text of a member keeps.</summary>
public static class TextRules
{
    /// <summary>What is wrong with the text of a field that is shown as it is, given its fewest and most characters: nothing, or one refusal.</summary>
    public static IEnumerable<Refusal> Check(string text, string field, int min, int max)
    {
        // A title stands in the middle of lines that are not its author's, and is not to turn them round. Refused and not taken out: her words are hers.
        if (text.EnumerateRunes().Any(rune => Direction.IsBidiBracket(rune.Value)))
            return [Refusal.Invalid("DirectionCharacters", field)];
        return CheckMarkdown(text, field, min, max);
    }

    /// <summary>The same for a text that is rendered, where what turns the direction ends with the paragraph: such characters come with many a pasted line.</summary>
    public static IEnumerable<Refusal> CheckMarkdown(string text, string field, int min, int max)
    {
        if (Normalise.HasForbidden(text))
            yield return Refusal.Invalid("ControlCharacters", field);
        else if (Normalise.IsBlank(text))
        {
            if (min > 0)
                yield return Refusal.Invalid(field + "Empty", field);
        }
        else if (Normalise.SeenLength(text) < min)
            yield return Refusal.Invalid(field + "Short", field, min);
        else if (Normalise.Length(text) is var length && length > max)
            yield return Refusal.Invalid(field + "Long", field, max, length);
    }
}
