using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
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
public sealed record RuleView(Circle Circle, Refusal? CommentRefusal, Viewer Viewer, string Lang, string Here, int SlowMinutes = 0, bool IsNews = false);

/// <summary>The thread of a circle under the news of a project, in the order of the page.</summary>
/// <param name="Post">The post that it is.</param>
/// <param name="Next">Where its comments go on; null at the end.</param>
/// <param name="IsContinued">Whether what is shown is not its beginning.</param>
public sealed record NewsThreadView(PostView Post, CommentsView Comments, string Here, string? Next, bool IsContinued)
{
    public Circle Circle => Post.Row.Circle;
}

/// <summary>A form for a comment: where it goes, and what was written into it.</summary>
public sealed record CommentFormView(string Action, string Lang, Viewer Viewer, string? Body, Guid SubmitKey, Circle Circle, IReadOnlyList<Refusal>? Refusals = null, long? ParentId = null, bool IsEdit = false, long? Version = null, string? Back = null)
{
    /// <summary>The picture that the form names, if it names one.</summary>
    public IReadOnlyList<PictureView> Pictures { get; init; } = [];
}

/// <summary>The pictures of a form, and how more are added.</summary>
/// <param name="Id">Of the part of the page; those of its parts begin with it.</param>
/// <param name="To">Where script sends a picture.</param>
/// <param name="Most">How many there may be.</param>
/// <param name="Pictures">Those that the form names.</param>
/// <param name="Takes">Whether pictures can be added.</param>
/// <param name="Refusal">What is wrong with them.</param>
/// <param name="Blurs">Whether they are to be blurred; null where that is not asked.</param>
public sealed record ShotsView(string Id, string To, int Most, IReadOnlyList<PictureView> Pictures, bool Takes, Refusal? Refusal = null, bool? Blurs = null);
