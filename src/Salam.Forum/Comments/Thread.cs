using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Media;
using Salam.Forum.Moderation;

namespace Salam.Forum.Comments;

/// <summary>The orders of a thread.</summary>
public enum CommentSort
{
    /// <summary>By the lower bound of approval.</summary>
    Best = 1,

    /// <summary>Newest first.</summary>
    New,

    /// <summary>Oldest first.</summary>
    Old,
}

/// <summary>A comment as a thread shows it. A placeholder has neither words nor author.</summary>
public sealed record CommentRow
{
    public required long Id { get; init; }
    public required long PostId { get; init; }
    public required long? ParentId { get; init; }
    public required int Depth { get; init; }
    public required long AuthorId { get; init; }
    public required string AuthorHandle { get; init; }
    public required string BodyHtml { get; init; }
    public required string Language { get; init; }
    public required Status Status { get; init; }
    public required Severity Severity { get; init; }
    public required Categories Found { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime? EditedAt { get; init; }
    public required int Score { get; init; }
    public required double Confidence { get; init; }

    /// <summary>Direct answers that the viewer sees, as text or as a placeholder.</summary>
    public required int ReplyCount { get; init; }
    public required int ThreadCount { get; init; }

    /// <summary>The viewer's own vote: +1, -1, or 0 for none.</summary>
    public required int MyVote { get; init; }

    /// <summary>Its picture; null without one.</summary>
    public required PictureView? Picture { get; init; }

    /// <summary>The comment as written, for its author; null for everybody else.</summary>
    public required string? Source { get; init; }

    /// <summary>What the filter says of it, for its author; null for everybody else.</summary>
    public Judged? Judged { get; init; }

    /// <summary>Whether only its place is left.</summary>
    public bool IsPlaceholder => Status == Status.Deleted;
}

/// <summary>A comment and the answers that are shown with it.</summary>
/// <param name="Row">The comment.</param>
/// <param name="Replies">The answers shown, in order.</param>
public sealed record CommentNode(CommentRow Row, List<CommentNode> Replies)
{
    /// <summary>Direct answers that are not shown here.</summary>
    public int HiddenReplies => Math.Max(0, Row.ReplyCount - Replies.Count);

    /// <summary>The comments of threads, each before the answers to it.</summary>
    public static IEnumerable<CommentRow> All(IEnumerable<CommentNode> nodes) => nodes.SelectMany(node => All(node.Replies).Prepend(node.Row));

    /// <summary>Hangs each row under its parent. Rows whose parent is not among them are the tops; the order of the rows is kept.</summary>
    public static List<CommentNode> Tree(IEnumerable<CommentRow> rows)
    {
        var tops = new List<CommentNode>();
        var byId = new Dictionary<long, CommentNode>();
        foreach (var row in rows.OrderBy(r => r.Depth))
        {
            var node = byId[row.Id] = new CommentNode(row, []);
            (row.ParentId is { } parent && byId.TryGetValue(parent, out var above) ? above.Replies : tops).Add(node);
        }
        return tops;
    }
}

/// <summary>The comments of a post that are shown at once.</summary>
/// <param name="Tops">Topmost comments with the answers below them.</param>
/// <param name="Next">The cursor of the topmost comments that follow; null at the end.</param>
public sealed record CommentPage(IReadOnlyList<CommentNode> Tops, string? Next);
