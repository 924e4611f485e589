using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>How one's words were received, beside the others'.</summary>
public sealed class StandingModel(StandingQueries queries) : SettingsPage
{
    public override string Section => "Standing";

    public OwnStanding Standing { get; private set; } = null!;

    /// <summary>The figures in their order: the key of the word, one's own, the community's.</summary>
    public IReadOnlyList<(string Word, int Mine, int Median)> Figures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var standing = await queries.MineAsync(cancellation);
        if (!standing.Ok)
            return Refuse(standing.Refusals);
        Standing = standing.Value;
        var (mine, median) = (Standing.Mine, Standing.Median);
        Figures = [("Standing.Reports", mine.Reports, median.Reports), ("Standing.Removals", mine.Removals, median.Removals), ("Standing.Warnings", mine.Warnings, median.Warnings)];
        return Page();
    }
}
