using Salam.Forum.Charity;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.Hosting;

/// <summary>A project in a list, and what stands beside it; its foundation is not named on the foundation's own page.</summary>
public sealed record ProjectRowView(ProjectRow Row, ProjectMark? Mark, string Lang, DateTime Now, bool NamesFoundation = true)
{
    /// <summary>Its title and first words in the reader's language; null where they stand as they are written.</summary>
    public TranslatedBlock? Translated { get; init; }
}

/// <summary>How much of a goal is reached.</summary>
public sealed record ProgressView(long Raised, long Goal, int Donations, string Currency)
{
    /// <summary>In hundredths of the goal, rounded down: what is not reached is not said to be.</summary>
    public long Percent => Goal <= 0 ? 0 : (long)Math.Floor((decimal)Raised * 100 / Goal);
}
