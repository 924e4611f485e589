using System.Collections.Frozen;
using Salam.Forum.Text;

namespace Salam.Forum.Translation;

/// <summary>What a reader wants done with a language that she does not read.</summary>
public enum TranslationWish : byte
{
    /// <summary>Translate.</summary>
    Always = 1,

    /// <summary>Offer it.</summary>
    Ask = 2,

    /// <summary>Leave it as it is.</summary>
    Never = 3,
}

/// <summary>Which languages a reader wants to have translated, and into which one.</summary>
/// <param name="Target">The language of the pages she reads.</param>
/// <param name="Reads">The languages she reads, which are never translated.</param>
/// <param name="Chosen">What she chose for others; <see cref="TranslationWish.Always"/> where she chose nothing.</param>
public sealed record TranslationWishes(string Target, IReadOnlySet<string> Reads, IReadOnlyDictionary<string, TranslationWish> Chosen)
{
    /// <summary>The most characters of <see cref="Write"/>.</summary>
    public const int LengthMax = 400;

    /// <summary>Those of a guest: everything in the language of the address.</summary>
    public static TranslationWishes OfGuest(string target) => new(target, FrozenSet<string>.Empty, FrozenDictionary<string, TranslationWish>.Empty);

    /// <summary>Those of a member, from what is kept of her.</summary>
    /// <param name="target">The language of the page.</param>
    /// <param name="languages">The codes she reads, divided by blanks.</param>
    /// <param name="chosen">As <see cref="Write"/> made it.</param>
    public static TranslationWishes OfMember(string target, string languages, string chosen) => new(target, languages.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), Read(chosen));

    /// <summary>What to do with a text in that language; null where there is nothing to translate.</summary>
    public TranslationWish? For(string language) =>
        language == Target || Reads.Contains(language) ? null : Chosen.GetValueOrDefault(language, TranslationWish.Always);

    /// <summary>What was chosen, as it is kept: <c>ask:fr never:ur</c>. What is not chosen, or not known, is not written.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, TranslationWish>> chosen) =>
        string.Join(' ', chosen.Where(c => c.Value is TranslationWish.Ask or TranslationWish.Never && Language.IsKnown(c.Key)).Select(c => $"{(c.Value == TranslationWish.Ask ? "ask" : "never")}:{c.Key}").Distinct(StringComparer.Ordinal));

    /// <summary>Reads what <see cref="Write"/> made; what it does not know it passes over.</summary>
    public static IReadOnlyDictionary<string, TranslationWish> Read(string chosen)
    {
        var read = new Dictionary<string, TranslationWish>(StringComparer.Ordinal);
        foreach (var part in chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':') is ["ask" or "never", var code] && Language.IsKnown(code))
                read[code] = part[0] == 'a' ? TranslationWish.Ask : TranslationWish.Never;
        }
        return read;
    }
}
