using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Data.Archive;

/// <summary>
/// Computes the sums of the projects that an import touched, once all of its lines are in. They are never read from an archive: what the ledger says is the sum.
/// An import that breaks off before leaves them to the next one, or to a recount.
/// </summary>
internal sealed class ArchiveSums(ForumDb db)
{
    public async Task SettleAsync(ArchiveNumbers numbers, CancellationToken cancellation)
    {
        var recount = new DonationRecount(db);
        foreach (var id in numbers.Touched.Order())
        {
            await recount.OfProjectAsync(id, cancellation);
            // Its gifts may have stayed behind with a ledger that is not the one here, or have come after it.
            await db.WriteAsync<Done>(async () =>
            {
                var row = db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).Where(p => p.Id == id);
                await row.Where(p => p.State == ProjectState.Funded && p.Raised < p.Goal).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProjectState.Open), cancellation);
                await row.Where(p => p.State == ProjectState.Open && p.Raised >= p.Goal).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProjectState.Funded), cancellation);
                return default(Done);
            }, cancellation);
        }
    }
}
