using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Where a foundation's statements and the ledger differ; its staff says why.</summary>
public sealed class StatementsModel(CharityDeskQueries desk, DonationQueries donations, StatementService statements, PageKeeper pages) : FoundationDeskPage(desk)
{
    public override string Tab => "Statements";

    public IReadOnlyList<DifferenceRow> Differences { get; private set; } = [];

    /// <summary>The difference that is explained.</summary>
    [BindProperty]
    public long Difference { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Differences = await donations.DifferencesAsync(id, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await statements.ExplainAsync(id, Difference, Words, cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(Audience.Everyone, cancellation);
            return ToSaved(id, "statements");
        }
        return result.Refusals[0].Field is not null && await OnGetAsync(id, cancellation) is PageResult ? Refuse(result.Refusals) : RefuseStaff(result.Refusals);
    }
}
