using Salam.Forum.Charity;

namespace Salam.Forum.Web.Hosting;

/// <summary>A project that a post cites.</summary>
/// <param name="Row">The project.</param>
/// <param name="Lang">The language of the page.</param>
/// <param name="Now">The present moment, UTC.</param>
public sealed record ProjectCardView(ProjectRow Row, string Lang, DateTime Now);
