using Salam.Forum.ContentFilter;

namespace Salam.Forum.Audiences;

/// <summary>A thing that only its audience may see.</summary>
public interface IScoped
{
    /// <summary>Who may see it; chosen when it is made and never changed.</summary>
    Audience Audience { get; }
}

/// <summary>A thing that somebody wrote, that the filter judged, and that may be held, removed or deleted.</summary>
public interface IAuthored : IScoped
{
    /// <summary>The member who wrote it.</summary>
    long AuthorId { get; }

    /// <summary>Where it stands.</summary>
    Status Status { get; }

    /// <summary>How grave the filter found it, unless a moderator approved it.</summary>
    Severity Severity { get; }
}
