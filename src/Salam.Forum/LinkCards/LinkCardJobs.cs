using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;

namespace Salam.Forum.LinkCards;

/// <summary>Makes the card that a link post waits for, once, while the post is there: asks the page, has its picture drawn, has the filter judge its words, and keeps what came of it.</summary>
public sealed class LinkCardJobs(ForumDb db, LinkReader reader, CardMaker maker, Judge judge, ForumOptions options)
{
    /// <summary>How often a page is asked.</summary>
    public const int Tries = 3;

    /// <summary>Makes it. Returns whether the page may have more to say later.</summary>
    /// <param name="order">Which.</param>
    /// <param name="attempt">Which try it is, from 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task<bool> DoAsync(LinkCardOrder order, int attempt, CancellationToken cancellation)
    {
        if (await WaitingAsync(order.PostId, cancellation) is not { } post)
        {
            await maker.ThrowAwayUnlessKeptAsync(order, cancellation);
            return false;
        }
        // Of a try that ended the process nobody is told; it is not begun for ever.
        if (attempt > Tries || !options.Links.Cards || PostLink.Parse(post.LinkUrl ?? "") is not { } address)
        {
            await GiveUpAsync(order, cancellation);
            return false;
        }
        var found = await reader.ReadAsync(address, post.Language, cancellation);
        if (found.MayComeLater && attempt < Tries)
            return true;
        var card = found.Facts is { } facts ? CardMaker.Words(order, post.Audience, facts) : null;
        if (card is null || !LinkCardQueries.IsShown(judge, string.Join("\n\n", card.Title, card.Description, card.Publisher), post.Severity))
            await GiveUpAsync(order, cancellation);
        else
            await KeepAsync(card, found.Picture, post.Language, attempt, cancellation);
        return false;
    }

    /// <summary>Keeps it; at the last try without its picture, where the files have trouble.</summary>
    private async Task KeepAsync(LinkCard card, Uri? picture, string language, int attempt, CancellationToken cancellation)
    {
        try
        {
            await maker.KeepAsync(card, picture, language, cancellation);
        }
        catch (BlobsException) when (attempt == Tries)
        {
            (card.PictureWidth, card.PictureHeight, card.Placeholder) = (0, 0, "");
            await maker.KeepAsync(card, picture: null, language, cancellation);
        }
    }

    /// <summary>Gives the card up: whatever may come later, it is not waited for.</summary>
    internal Task GiveUpAsync(LinkCardOrder order, CancellationToken cancellation) => maker.NoneAsync(order.PostId, cancellation);

    private Task<Waiting?> WaitingAsync(long postId, CancellationToken cancellation) => (
        from c in db.LinkCards.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(c => c.PostId == postId && c.State == LinkCardState.Waiting)
        join p in db.Posts.IgnoreQueryFilters(Visibility.OnWords).Where(p => p.Status != Status.Deleted) on c.PostId equals p.Id
        select new Waiting(p.LinkUrl, p.Language, p.Audience, p.Severity)).FirstOrDefaultAsync(cancellation);

    /// <summary>What is asked of the post.</summary>
    private sealed record Waiting(string? LinkUrl, string Language, Audience Audience, Severity Severity);
}
