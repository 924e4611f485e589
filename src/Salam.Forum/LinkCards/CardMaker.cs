using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Media;

namespace Salam.Forum.LinkCards;

/// <summary>Keeps cards with their pictures, in the card and in what rows show of the post. Whatever comes after the post is gone is thrown away.</summary>
public sealed class CardMaker(ForumDb db, CardPictures pictures, UploadTurns turns, IBlobs blobs, TimeProvider time)
{
    /// <summary>The words of a card; null where the page has no title.</summary>
    internal static LinkCard? Words(LinkCardOrder order, Audience audience, PageFacts facts)
    {
        var title = CardText.Of(facts.Title, LinkCard.TitleMax);
        if (title.Length == 0)
            title = CardText.Of(facts.PlainTitle, LinkCard.TitleMax);
        var description = CardText.Of(facts.Description, LinkCard.DescriptionMax);
        return title.Length == 0 ? null : new LinkCard
        {
            PostId = order.PostId, Key = order.Key, Audience = audience, Title = title, Description = description == title ? "" : description, Publisher = CardText.Of(facts.Publisher, LinkCard.PublisherMax),
            PublishedAt = facts.PublishedAt, Language = facts.Language, Minutes = facts.Minutes,
        };
    }

    /// <summary>Keeps a card; its file first, under a key that the message of the work knows, so that whatever fails leaves none behind that nobody knows of.</summary>
    internal async Task KeepAsync(LinkCard card, Uri? picture, string language, CancellationToken cancellation)
    {
        var folder = turns.NewFolder();
        try
        {
            if (await pictures.DrawAsync(picture, language, folder, cancellation) is { } made)
            {
                (card.PictureWidth, card.PictureHeight, card.Placeholder) = (made.Width, made.Height, made.Placeholder);
                await blobs.WriteAsync(BlobNames.OfPicture(card.Key, made.Width), made.Files[made.Width], cancellation);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        if (!(await WriteAsync(card, cancellation)).Value)
            await ThrowAwayUnlessKeptAsync(new LinkCardOrder(card.PostId, card.Key), cancellation);
    }

    /// <summary>There is no card, and there will be none.</summary>
    internal Task NoneAsync(long postId, CancellationToken cancellation) => db.WriteAsync<int>(
        async () =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return await Waiting(postId).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, LinkCardState.None).SetProperty(c => c.FetchedAt, now), cancellation);
        },
        cancellation);

    /// <summary>Throws the picture away that was written for a post which is gone; not that of a card which is there.</summary>
    internal async Task ThrowAwayUnlessKeptAsync(LinkCardOrder order, CancellationToken cancellation)
    {
        if (!await Cards.AnyAsync(c => c.PostId == order.PostId && c.Key == order.Key, cancellation))
            await blobs.DeleteAsync(BlobNames.OfPicture(order.Key), cancellation);
    }

    private IQueryable<LinkCard> Cards => db.LinkCards.IgnoreQueryFilters([Visibility.AudienceFilter]);

    private IQueryable<LinkCard> Waiting(long postId) => Cards.Where(c => c.PostId == postId && c.State == LinkCardState.Waiting);

    /// <summary>The card first: where it is gone, its post is, and nothing is written into that.</summary>
    private Task<Result<bool>> WriteAsync(LinkCard card, CancellationToken cancellation) => db.WriteAsync<bool>(async () =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var kept = await Waiting(card.PostId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.State, LinkCardState.Ready).SetProperty(c => c.Title, card.Title).SetProperty(c => c.Description, card.Description).SetProperty(c => c.Publisher, card.Publisher)
                .SetProperty(c => c.PublishedAt, card.PublishedAt).SetProperty(c => c.Language, card.Language).SetProperty(c => c.Minutes, card.Minutes).SetProperty(c => c.PictureWidth, card.PictureWidth)
                .SetProperty(c => c.PictureHeight, card.PictureHeight).SetProperty(c => c.Placeholder, card.Placeholder).SetProperty(c => c.FetchedAt, now), cancellation);
        if (kept == 0)
            return false;
        var (publisher, key) = (card.Publisher.Length == 0 ? null : card.Publisher, card.PictureWidth == 0 ? (Guid?)null : card.Key);
        await db.Posts.IgnoreQueryFilters(Visibility.OnWords).Where(p => p.Id == card.PostId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Publisher, publisher).SetProperty(p => p.CardKey, key).SetProperty(p => p.CardWidth, card.PictureWidth), cancellation);
        return true;
    }, cancellation);
}
