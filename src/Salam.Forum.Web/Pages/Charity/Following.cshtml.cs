using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Feeds;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>What is new of the projects that the viewer follows, and which they are; nobody else's list.</summary>
public sealed class FollowingModel(ProjectFollowQueries follows) : ForumPage
{
    public Page<FollowedNews> News { get; private set; } = new([], null);
    public IReadOnlyList<FollowedProject> Projects { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Head.Title = T["Charity.Followed"];
        var news = await follows.NewsAsync(InAddress("after"), ProjectFollowQueries.PageSize, cancellation);
        if (!news.Ok)
            return RefuseWithoutForm(news.Refusals);
        News = news.Value;
        if (!IsFragment)
            Projects = await follows.MineAsync(cancellation);
        return Page();
    }
}
