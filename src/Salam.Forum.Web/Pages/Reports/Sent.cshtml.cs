using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Reports;

/// <summary>Thanks for a report. Speaks of no thing: what was reported may be out of sight already.</summary>
public sealed class SentModel : ForumPage
{
    public void OnGet() => Head.Title = T["Report.Sent"];
}
