using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Who acts for a foundation; names one more.</summary>
public sealed class StaffModel(CharityDeskQueries desk, FoundationQueries foundations, StaffService staff) : FoundationDeskPage(desk)
{
    public override string Tab => "Staff";

    public IReadOnlyList<string> Members { get; private set; } = [];

    [BindProperty]
    public string? Handle { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var found = await foundations.DeskAsync(id, cancellation);
        if (!found.Ok)
            return RefuseStaff(found.Refusals);
        Members = found.Value.Staff;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await staff.AddAsync(id, Handle, cancellation);
        if (result.Ok)
            return ToSaved(id, "staff");
        return await OnGetAsync(id, cancellation) is PageResult ? Refuse(result.Refusals) : RefuseStaff(result.Refusals);
    }
}
