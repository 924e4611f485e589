using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Has somebody act for a foundation no more, after asking.</summary>
public sealed class RemoveStaffModel(CharityDeskQueries desk, FoundationQueries foundations, StaffService staff) : DeskAskPage(desk)
{
    public override string Tab => "Staff";

    public async Task<IActionResult> OnGetAsync(long id, string handle, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        if (await foundations.DeskAsync(id, cancellation) is not { Ok: true, Value: var all } || !all.Staff.Contains(handle, StringComparer.OrdinalIgnoreCase))
            return NotFound();
        var text = string.Equals(handle, Viewer.Handle, StringComparison.OrdinalIgnoreCase) ? T["Staff.RemoveYou"] : T["Staff.RemoveText"];
        Asked = new Asked(T["Staff.RemoveTitle"], text, T["Staff.Remove"], Paths.FoundationDesk(Lang, id, "staff")) { Thing = handle, IsGrave = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string handle, CancellationToken cancellation)
    {
        var result = await staff.RemoveAsync(id, handle, cancellation);
        // Whoever removed herself has nothing to look at there any more.
        if (result.Ok)
            return string.Equals(handle, Viewer.Handle, StringComparison.OrdinalIgnoreCase) ? Redirect(Paths.FoundationDesk(Lang)) : ToSaved(id, "staff");
        if (result.IsConflict && await OnGetAsync(id, handle, cancellation) is PageResult)
        {
            Asked = Asked with { Refusals = result.Refusals };
            return Refuse(result.Refusals);
        }
        return RefuseStaff(result.Refusals);
    }
}
