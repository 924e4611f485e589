using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Which languages one reads, which circle's feed opens first, how careful the forum is, and the language of the interface.</summary>
public sealed class ReadingModel(MemberService members, Sessions sessions) : SettingsPage
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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var settings = await members.SettingsAsync(cancellation);
        if (!settings.Ok)
            return Refuse(settings.Refusals);
        (Languages, OpeningCircle, Level) = ([.. settings.Value.Languages], settings.Value.OpeningCircle?.ToString() ?? "", settings.Value.Level.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetReadingAsync(Languages, Chosen(), ChosenLevel(), cancellation);
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

    private ReadingLevel ChosenLevel() => Enum.GetValues<ReadingLevel>().FirstOrDefault(level => level.ToString() == Level);
}
