using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Throws a document away, after asking.</summary>
public sealed class RemoveDocumentModel(CharityDeskQueries desk, FoundationQueries foundations, DocumentService documents, PageKeeper pages) : DeskAskPage(desk)
{
    public override string Tab => "Documents";

    public async Task<IActionResult> OnGetAsync(long id, long document, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        if (await foundations.DeskAsync(id, cancellation) is not { Ok: true, Value: var all } || all.Documents.FirstOrDefault(d => d.Id == document) is not { } row)
            return NotFound();
        Asked = new Asked(T["Documents.RemoveTitle"], T["Documents.RemoveText"], T["Documents.Remove"], Paths.FoundationDesk(Lang, id, "documents")) { Thing = row.Name, IsGrave = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, long document, CancellationToken cancellation)
    {
        var result = await documents.RemoveAsync(id, document, cancellation);
        if (!result.Ok)
            return RefuseStaff(result.Refusals);
        await pages.ChangedAsync(Audience.Everyone, cancellation);
        return ToSaved(id, "documents");
    }
}
