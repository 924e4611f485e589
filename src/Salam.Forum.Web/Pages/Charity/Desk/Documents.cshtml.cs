using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>The papers of a foundation; takes one more.</summary>
[TakesPictures]
public sealed class DocumentsModel(CharityDeskQueries desk, FoundationQueries foundations, DocumentForm documents, PageKeeper pages) : FoundationDeskPage(desk)
{
    public override string Tab => "Documents";

    public IReadOnlyList<DocumentRow> Documents { get; private set; } = [];

    [BindProperty]
    public DocumentKind Kind { get; set; } = DocumentKind.Registration;

    [BindProperty]
    public new string? Name { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var found = await foundations.DeskAsync(id, cancellation);
        if (!found.Ok)
            return RefuseStaff(found.Refusals);
        Documents = found.Value.Documents;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        // Asked first: no file of a stranger is looked at.
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        if (Request.Form.Files.FirstOrDefault(f => f.Length > 0) is not { } file)
            return Refuse([Refusal.Invalid("DocumentNone", DocumentService.Field)]);
        var prepared = await documents.PrepareAsync(file, cancellation);
        if (!prepared.Ok)
            return Refuse(prepared.Refusals);
        var name = string.IsNullOrWhiteSpace(Name) ? DocumentForm.NameOf(file) : Name;
        var result = await documents.KeepAsync(id, new DocumentDraft(Kind, name, Year), prepared.Value, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await pages.ChangedAsync(Audience.Everyone, cancellation);
        return ToSaved(id, "documents");
    }
}
