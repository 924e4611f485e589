using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.Hosting;

/// <summary>Comments to be drawn, and for whom.</summary>
public sealed record CommentsView(IReadOnlyList<CommentNode> Nodes, FeedRow Post, string Lang, Viewer Viewer, DateTime Now, bool MayComment, CommentSort Sort, int Level = 0, long? TargetId = null, HelpView? Help = null, Translations? Translations = null);

/// <summary>What is said about a thing of the viewer's, or to moderators, beside the thing itself.</summary>
public sealed record StandingView(string Lang, Viewer Viewer, long AuthorId, Status Status, Severity Severity, Judged? Judged, HelpView? Help = null)
{
    /// <summary>Whether the viewer wrote it.</summary>
    public bool IsMine => Viewer.IsMember && AuthorId == Viewer.MemberId;

    /// <summary>Whether there is anything to say of where it stands.</summary>
    public bool IsSaid => Status is Status.Held or Status.Removed || (IsMine && Severity > Severity.Clean);
}

/// <summary>The rule who may comment, as a post page says it.</summary>
public sealed record RuleView(Circle Circle, Refusal? CommentRefusal, Viewer Viewer, string Lang, string Here, int SlowMinutes = 0);

/// <summary>A form for a comment: where it goes, and what was written into it.</summary>
public sealed record CommentFormView(string Action, string Lang, Viewer Viewer, string? Body, Guid SubmitKey, Circle Circle, IReadOnlyList<Refusal>? Refusals = null, long? ParentId = null, bool IsEdit = false, long? Version = null, string? Back = null);
