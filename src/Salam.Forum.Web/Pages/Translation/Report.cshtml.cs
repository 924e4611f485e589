using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Reports the translation of a post or comment into the language of the page.</summary>
public sealed class ReportModel(CorrectionQueries queries, TranslationReportService reports) : CorrectPage(queries)
{
    /// <summary>The name of a fault, as it was sent: a word that is none must not pass for one.</summary>
    [BindProperty]
    public string? Fault { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Translated.Report"];
        return await ReadAsync(kind, id, cancellation) ?? (About.Shown is null ? NotFound() : Page());
    }

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Translated.Report"];
        var result = await reports.SendAsync(KindOf(kind), id, Lang, Enum.GetValues<TranslationFault>().FirstOrDefault(fault => fault.ToString() == Fault), Words, cancellation);
        if (result.Ok)
            return Redirect(Paths.ReportTranslation(Lang, KindOf(kind), id));
        return await ReadAsync(kind, id, cancellation) ?? (About.Shown is null ? NotFound() : Refuse(result.Refusals));
    }
}
