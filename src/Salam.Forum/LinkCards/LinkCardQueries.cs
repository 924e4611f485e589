using Microsoft.EntityFrameworkCore;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.LinkCards;

/// <summary>A link card as a page shows it.</summary>
public sealed record LinkCardView
{
    public required LinkCardState State { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Publisher { get; init; }
    public required DateTime? PublishedAt { get; init; }
    public required string Language { get; init; }
    public required int Minutes { get; init; }
    public required Guid Key { get; init; }

    /// <summary>Pixels of its picture; 0 when it has none.</summary>
    public required int PictureWidth { get; init; }

    public required int PictureHeight { get; init; }
    public required string Placeholder { get; init; }

    /// <summary>All its words, as the filter reads them.</summary>
    internal string Words => string.Join("\n\n", Title, Description, Publisher);
}

/// <summary>Reads link cards.</summary>
public sealed class LinkCardQueries(ForumDb db, Judge judge)
{
    /// <summary>
    /// The card of a post that the viewer sees, also one that is awaited; null when there is none. Judged whenever it is shown: it is not a member's words, so
    /// nobody reviews it, and lists that have changed since count at once.
    /// </summary>
    /// <param name="postId">The post.</param>
    /// <param name="severity">How grave the post is; its card is no graver.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<LinkCardView?> OfPostAsync(long postId, Severity severity, CancellationToken cancellation)
    {
        var card = (await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Of = postId, Take = 1 }, Compose, cancellation)).FirstOrDefault();
        return card is null || IsShown(judge, card.Words, severity) ? card : null;
    }

    private static IQueryable<LinkCardView> Compose(ForumDb db, ReadArgs args, Shape shape) =>
        db.LinkCards.AsNoTracking().Where(c => c.PostId == args.Of && c.State != LinkCardState.None && db.Posts.Any(post => post.Id == c.PostId)).Select(c => new LinkCardView
        {
            State = c.State,
            Title = c.Title,
            Description = c.Description,
            Publisher = c.Publisher,
            PublishedAt = c.PublishedAt,
            Language = c.Language,
            Minutes = c.Minutes,
            Key = c.Key,
            PictureWidth = c.PictureWidth,
            PictureHeight = c.PictureHeight,
            Placeholder = c.Placeholder,
        });

    /// <summary>Whether words from elsewhere may stand on a post that grave: nothing that a member's words would be held for, and nothing that readers of the post did not open.</summary>
    internal static bool IsShown(Judge judge, string words, Severity severity) => judge.OfText(words, "Link").Severity is var found && found < Severity.Indecent && found <= severity;

    /// <summary>There is one form of the read.</summary>
    private readonly record struct Shape;
}
