using System.Globalization;
using System.Text.RegularExpressions;

namespace Salam.Forum.Translation.Runs;

/// <summary>
/// Stands in a text that goes through an engine for what must come back as it is: a link, code, a verse, a term. Written <c>⟦7⟧</c>, or
/// <c>⟦7⟧ … ⟦/7⟧</c> around words that are translated. Members' own text never holds these brackets when it is sent.
/// </summary>
public static partial class Placeholder
{
    /// <summary>The opening bracket (U+27E6).</summary>
    public const char Open = '⟦';

    /// <summary>The closing bracket (U+27E7).</summary>
    public const char Close = '⟧';

    /// <summary>The mark of a number that stands for something, or begins it.</summary>
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"{Open}{number}{Close}");

    /// <summary>The mark of a number that ends something.</summary>
    public static string End(int number) => string.Create(CultureInfo.InvariantCulture, $"{Open}/{number}{Close}");

    /// <summary>Finds marks: <c>slash</c> is the slash of an end or empty, <c>number</c> the number.</summary>
    [GeneratedRegex("⟦(?<slash>/?)(?<number>[0-9]{1,5})⟧", RegexOptions.ExplicitCapture, 1_000)]
    public static partial Regex Marks();
}
