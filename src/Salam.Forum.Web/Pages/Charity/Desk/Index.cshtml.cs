using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>The foundations that the viewer acts for; where she may not act yet, how she comes to.</summary>
public sealed class IndexModel(FoundationQueries foundations, StaffGate gate) : ForumPage
{
    public IReadOnlyList<FoundationRow> Foundations { get; private set; } = [];

    /// <summary>Why she may act for none of them; null when she may.</summary>
    public Refusal? Closed { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Head.Title = T["FoundationDesk.Title"];
        Closed = await gate.MemberRefusalAsync(cancellation);
        Foundations = await foundations.OwnAsync(cancellation);
    }
}
