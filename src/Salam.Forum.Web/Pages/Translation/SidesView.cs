using Salam.Forum.Audiences;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Words in one language, as they stand beside the same in another.</summary>
/// <param name="By">Whose they are, in words; null where the heading says it.</param>
/// <param name="Html">The body rendered, safe to show as it is.</param>
public sealed record Side(string Heading, string? By, string Language, string Title, string Html);

/// <summary>An original and its translations beside each other.</summary>
public sealed record SidesView(string Lang, CorrectedThing Thing, bool IsFolded, IReadOnlyList<Side> Sides)
{
    /// <summary>The original, then others, then the translation that is shown, if there is one.</summary>
    public static SidesView Of(Words words, string lang, Viewer viewer, CorrectedThing thing, ShownTranslation? shown, params IEnumerable<Side> others)
    {
        List<Side> sides = [new(words["Correct.Original", words.NameOf(thing.Language)], null, thing.Language, thing.Title, thing.Html)];
        sides.AddRange(others);
        if (shown is not null)
            sides.Add(new(words["Correct.Translation", words.NameOf(shown.Language)], By(words, shown.Engine), shown.Language, shown.Title, shown.Html));
        return new SidesView(lang, thing, viewer.Folds(thing.Severity, thing.AuthorId), sides);
    }

    private static string By(Words words, string engine) => engine == TranslatedText.People ? words["Correct.By.People"] : words["Correct.By.Engine", engine];
}
