using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Retires a key, after asking.</summary>
public sealed class RetireKeyModel(CharityDeskQueries desk, DonationQueries donations, HookKeyService keys) : DeskAskPage(desk)
{
    public override string Tab => "Keys";

    public async Task<IActionResult> OnGetAsync(long id, string name, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        if (await donations.KeysAsync(id, cancellation) is not { Ok: true, Value: var all } || !all.Any(k => k.Name == name && k.RetiredAt is null))
            return NotFound();
        Asked = new Asked(T["HookKey.RetireTitle"], T["HookKey.RetireText"], T["HookKey.Retire"], Paths.FoundationDesk(Lang, id, "keys")) { Thing = name, IsGrave = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string name, CancellationToken cancellation)
    {
        var result = await keys.RetireAsync(id, name, cancellation);
        return result.Ok ? ToSaved(id, "keys") : RefuseStaff(result.Refusals);
    }
}
