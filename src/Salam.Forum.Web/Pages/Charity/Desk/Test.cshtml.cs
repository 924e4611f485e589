using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Tries out what a foundation's program sends: nothing is kept, nothing is counted.</summary>
public sealed class TestModel(CharityDeskQueries desk, FoundationQueries foundations, DonationQueries donations, HookTester tester, ForumOptions options) : FoundationDeskPage(desk)
{
    private readonly CharityDeskQueries desk = desk;

    public override string Tab => "Keys";

    /// <summary>How a program may look.</summary>
    public HookSamples Samples { get; private set; } = null!;

    /// <summary>Whether there is a live key; else the samples name one that is none.</summary>
    public bool HasKey { get; private set; }

    /// <summary>What was found; null before anything was sent.</summary>
    public IReadOnlyList<HookFinding>? Findings { get; private set; }

    /// <summary>The value of the header.</summary>
    [BindProperty]
    public string? Signature { get; set; }

    /// <summary>The body.</summary>
    [BindProperty]
    public string? Message { get; set; }

    public async Task<IActionResult> OnGetAsync(long? id, CancellationToken cancellation)
    {
        if (id is null)
            return (await foundations.OwnAsync(cancellation)) is [var first, ..] ? Redirect(Paths.HookTest(Lang, first.Id)) : NotFound();
        if (await OpenAsync(id.Value, cancellation) is { } answer)
            return answer;
        var (keys, projects) = (await donations.KeysAsync(id.Value, cancellation), await desk.ProjectsAsync(id.Value, cancellation));
        if (!keys.Ok || !projects.Ok)
            return RefuseStaff([.. keys.Refusals, .. projects.Refusals]);
        var (key, project) = (keys.Value.FirstOrDefault(k => k.RetiredAt is null), projects.Value.FirstOrDefault(p => p.IsPublished) ?? (projects.Value is [var newest, ..] ? newest : null));
        HasKey = key is not null;
        Samples = new HookSamples(options.PublicUrl, id.Value, key?.Name ?? "k" + new string('0', 20), project?.Id ?? 1, project?.Currency ?? "EUR");
        Head.Title = $"{T["HookTest.Title"]} · {Foundation.Name}";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long? id, CancellationToken cancellation)
    {
        if (id is not { } foundation)
            return NotFound();
        if (await OnGetAsync(foundation, cancellation) is not PageResult and var answer)
            return answer;
        Findings = await tester.LookAsync(foundation, Signature, Message, cancellation);
        return Page();
    }
}
