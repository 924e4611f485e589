using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Which languages one reads, which circle's feed opens first, how careful the forum is, and the language of the interface.</summary>
public sealed class ReadingModel(MemberService members, Sessions sessions, Translator translator) : SettingsPage
{
    public override string Section => "Reading";

    [BindProperty]
    public List<string> Languages { get; set; } = [];

    /// <summary>The name of a circle, empty for all; as it was sent, since a word that is no circle must not pass for none.</summary>
    [BindProperty]
    [DisplayFormat(ConvertEmptyStringToNull = false)]
    public string? OpeningCircle { get; set; }

    /// <summary>The name of a level, as it was sent.</summary>
    [BindProperty]
    public string? Level { get; set; }

    /// <summary>What is wanted of languages that are not read: the name of a wish, by the code of the language, as it was sent.</summary>
    [BindProperty]
    public Dictionary<string, string> Wishes { get; set; } = [];

    /// <summary>Whether anything is translated here.</summary>
    public bool IsTranslated => translator.IsOn;

    /// <summary>Languages that can be translated: those that are not read.</summary>
    public IEnumerable<Language> Foreign => Language.All.Where(l => !Languages.Contains(l.Code, StringComparer.Ordinal));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var settings = await members.SettingsAsync(cancellation);
        if (!settings.Ok)
            return Refuse(settings.Refusals);
        (Languages, OpeningCircle, Level) = ([.. settings.Value.Languages], settings.Value.OpeningCircle?.ToString() ?? "", settings.Value.Level.ToString());
        Wishes = settings.Value.Wishes.ToDictionary(w => w.Key, w => w.Value.ToString(), StringComparer.Ordinal);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetReadingAsync(Languages, Chosen(), ChosenLevel(), cancellation, IsTranslated ? ChosenWishes() : null);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }

    // What is none of them is no circle either, and is refused with the rest of the form.
    private Circle? Chosen() => OpeningCircle switch
    {
        "" => null,
        nameof(Circle.Brothers) => Circle.Brothers,
        nameof(Circle.Sisters) => Circle.Sisters,
        _ => default(Circle),
    };

    private Dictionary<string, TranslationWish> ChosenWishes() =>
        Wishes.Where(w => Language.IsKnown(w.Key)).ToDictionary(w => w.Key, w => Enum.GetValues<TranslationWish>().FirstOrDefault(wish => wish.ToString() == w.Value), StringComparer.Ordinal);

    private ReadingLevel ChosenLevel() => Enum.GetValues<ReadingLevel>().FirstOrDefault(level => level.ToString() == Level);
}
