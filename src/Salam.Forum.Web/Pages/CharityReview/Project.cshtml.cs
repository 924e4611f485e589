using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>A project as it is reviewed: all that everybody would read of it, and what can be decided.</summary>
public sealed class ProjectModel(ProjectQueries projects, SourceQueries sources, ProjectWordsQueries words, Gate gate) : ProjectReviewPage(projects)
{
    public bool Saved => Request.Query.ContainsKey("saved");

    /// <summary>Why the viewer may look and not act; null when she may act.</summary>
    public Refusal? Closed { get; private set; }

    /// <summary>What of it its staff wishes otherwise; for administrators.</summary>
    public WishView? Wish { get; private set; }

    /// <summary>The platform that counts its gifts; for administrators.</summary>
    public SourceDetail? Source { get; private set; }

    /// <summary>What the filter objects to by its lists of now; for administrators.</summary>
    public MetWords? Met { get; private set; }

    /// <summary>What a text is of the project.</summary>
    public string NameOf(MarkedText text) => text.Field switch
    {
        nameof(ProjectDraft.Title) => T["ProjectForm.Title"],
        nameof(ProjectDraft.Story) => T["ProjectForm.Story"],
        nameof(ProjectDraft.Fees) => T["ProjectForm.Fees"],
        nameof(ProjectDraft.Milestones) => T["ProjectForm.Milestones"],
        nameof(ProjectDraft.Pictures) => T["Case.Field.Pictures"],
        nameof(Project.Report) => T["ProjectReport.Title"],
        _ => T["ProjectNews.Title"],
    };

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Closed = await gate.ActRefusalAsync(cancellation);
        if (!Viewer.IsAdministrator)
            return Page();
        (Wish, Source) = (await sources.WishAsync(id, cancellation) is { Ok: true, Value: var wish } ? wish : null, await sources.DetailAsync(id, cancellation) is { Ok: true, Value: var source } ? source : null);
        Met = await words.OfAsync(id, cancellation) is { Ok: true, Value: var met } ? met : null;
        return Page();
    }
}
