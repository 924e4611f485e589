using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Changes what is said of a foundation; of one that was refused, that is to apply again.</summary>
public sealed class EditModel(CharityDeskQueries desk, FoundationQueries queries, FoundationService foundations, PageKeeper pages) : FoundationDeskPage(desk)
{
    public override string Tab => "Edit";

    public FoundationDraft Draft { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var found = await queries.DeskAsync(id, cancellation);
        if (!found.Ok)
            return RefuseStaff(found.Refusals);
        var (f, policy) = (found.Value.Foundation, found.Value.Policy);
        Draft = new FoundationDraft { Name = f.Name, Country = f.Country, Register = f.Register, RegisterNumber = f.RegisterNumber, Site = f.Site, Contact = f.Contact, Policy = policy, Version = Edits.Version(f.EditedAt) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, FoundationDraft written, CancellationToken cancellation)
    {
        var result = await foundations.EditAsync(id, written, cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(Audience.Everyone, cancellation);
            return ToSaved(id, "edit");
        }
        // A draft is looked at before anybody is asked whose it is: a stranger is not told that it lacks something.
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        // Told that somebody else changed it meanwhile, she may put her words in place of the others.
        Draft = written with { Version = result.IsConflict ? Draft.Version : written.Version };
        return Refuse(result.Refusals);
    }
}
