namespace Salam.Forum.Text;

/// <summary>The rules that every text of a member keeps.</summary>
public static class TextRules
{
    /// <summary>What is wrong with the text of a field, given its fewest and most characters: nothing, or one refusal.</summary>
    public static IEnumerable<Refusal> Check(string text, string field, int min, int max)
    {
        if (Normalise.HasForbidden(text))
            yield return Refusal.Invalid("ControlCharacters", field);
        else if (Normalise.IsBlank(text))
        {
            if (min > 0)
                yield return Refusal.Invalid(field + "Empty", field);
        }
        else if (Normalise.Length(text) is var length && length < min)
            yield return Refusal.Invalid(field + "Short", field, min);
        else if (length > max)
            yield return Refusal.Invalid(field + "Long", field, max, length);
    }
}
