using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>What of charity waits: for administrators foundations, projects and differences, for moderators the projects that they may stop.</summary>
public sealed class IndexModel(CharityReviewQueries review, FoundationQueries foundations, ProjectQueries projects, SourceQueries sources, ProjectWordsQueries words, Gate gate) : ForumPage
{
    /// <summary>The foundations by where they stand; empty for moderators.</summary>
    public IReadOnlyList<(FoundationState State, IReadOnlyList<FoundationRow> Rows)> Foundations { get; private set; } = [];

    /// <summary>The projects that wait for review.</summary>
    public IReadOnlyList<ProjectRow> InReview { get; private set; } = [];

    /// <summary>What moderators may stop, or have stopped.</summary>
    public IReadOnlyList<ReviewedProject> Projects { get; private set; } = [];

    /// <summary>How many projects there are of the state that has most.</summary>
    public int LongestList => Projects.GroupBy(p => p.State).Select(g => g.Count()).DefaultIfEmpty().Max();

    /// <summary>What is wished of projects that everybody sees.</summary>
    public IReadOnlyList<WishView> Wishes { get; private set; } = [];

    /// <summary>The projects to whose words the filter objects by its lists of now.</summary>
    public IReadOnlyList<MetProject> Met { get; private set; } = [];

    public IReadOnlyList<ReviewedDifference> Differences { get; private set; } = [];

    /// <summary>Why the viewer may look and not act; null when she may act.</summary>
    public Refusal? Closed { get; private set; }

    /// <summary>Whether something was just done.</summary>
    public bool Saved { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        (Head.Title, Saved) = (T["CharityReview.Title"], Request.Query.ContainsKey("saved"));
        var published = await review.ProjectsAsync(cancellation);
        if (!published.Ok)
            return RefuseWithoutForm(published.Refusals);
        (Projects, Closed) = (published.Value, await gate.ActRefusalAsync(cancellation));
        // Names of those who only apply are shown to nobody who could not act on them.
        if (await gate.AdministratorRefusalAsync(cancellation) is not null)
            return Page();
        var byState = new List<(FoundationState, IReadOnlyList<FoundationRow>)>();
        foreach (var state in Enum.GetValues<FoundationState>())
            byState.Add((state, await foundations.InStateAsync(state, cancellation)));
        (Foundations, InReview) = (byState, await projects.InReviewAsync(cancellation));
        Wishes = await sources.WishesAsync(cancellation);
        Met = await words.ListAsync(cancellation) is { Ok: true, Value: var met } ? met : [];
        Differences = await review.DifferencesAsync(cancellation) is { Ok: true, Value: var open } ? open : [];
        return Page();
    }
}
