using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>The keys that a foundation signs its announcements with; makes one.</summary>
public sealed class KeysModel(CharityDeskQueries desk, DonationQueries donations, HookKeyService keys) : FoundationDeskPage(desk)
{
    public override string Tab => "Keys";

    public IReadOnlyList<HookKeyRow> Keys { get; private set; } = [];

    /// <summary>The new key with its secret, shown only in the answer that made it.</summary>
    public NewHookKey? Made { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var found = await donations.KeysAsync(id, cancellation);
        if (!found.Ok)
            return RefuseStaff(found.Refusals);
        Keys = found.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await keys.AddAsync(id, cancellation);
        if (!result.Ok)
            return RefuseStaff(result.Refusals);
        Made = result.Value;
        return await OnGetAsync(id, cancellation);
    }
}
