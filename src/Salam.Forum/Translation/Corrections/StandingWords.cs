using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Translation.Corrections;

/// <summary>What is said of a thing's words as they were at one time.</summary>
public interface IOfWords
{
    /// <summary>The thing (<see cref="TranslatedText.KeyOf"/>).</summary>
    long Thing { get; }

    /// <summary>When its words were written or last changed, UTC.</summary>
    DateTime Version { get; }
}

/// <summary>The one place for what it takes that a translation is dealt with: its words stand, unchanged, where the viewer can read them.</summary>
internal static class StandingWords
{
    /// <summary>Those rows whose thing the viewer sees, is published, also where it stands, and has the words that the row is of.</summary>
    /// <param name="rows">All.</param>
    /// <param name="db">Where the things are.</param>
    /// <param name="notBy">Leaves out the things of that member: nobody judges her own words.</param>
    internal static IQueryable<T> OfStandingWords<T>(this IQueryable<T> rows, ForumDb db, long? notBy = null) where T : class, IOfWords => rows.WithThreads().Where(r =>
        (r.Thing % 2 == 0 && db.Posts.Any(p => p.Id == r.Thing / 2 && p.AuthorId != notBy && p.Status == Status.Published && (p.EditedAt ?? p.CreatedAt) == r.Version))
        || (r.Thing % 2 == 1 && db.Comments.Any(c => c.Id == r.Thing / 2 && c.AuthorId != notBy && c.Status == Status.Published && (c.EditedAt ?? c.CreatedAt) == r.Version
            && db.Posts.Any(p => p.Id == c.PostId && p.Status == Status.Published))));
}
