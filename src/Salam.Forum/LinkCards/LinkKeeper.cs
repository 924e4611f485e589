using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Outbox;
using Salam.Forum.Posts;

namespace Salam.Forum.LinkCards;

/// <summary>A card that is to be made.</summary>
/// <param name="PostId">The post it is for.</param>
/// <param name="Key">What its picture is kept under, so that it is found when the post is gone.</param>
internal sealed record LinkCardOrder(long PostId, Guid Key);

/// <summary>Asks for the cards of link posts, and takes them away; always inside the transaction of the act.</summary>
public sealed class LinkKeeper(ForumDb db, OutboxQueue outbox, BlockedHosts blocked, ForumOptions options)
{
    /// <summary>The kind of work that makes a card.</summary>
    public const string Kind = "link-card";

    /// <summary>Why a post may not be made, or its words not be changed to these; null when it may.</summary>
    /// <param name="html">Its words, rendered.</param>
    /// <param name="address">The address that it is newly to lead to; null for a text, or where it leads there already.</param>
    internal Refusal? Refuse(string html, Uri? address) => blocked.Refuse(address, nameof(PostDraft.Link)) ?? blocked.Refuse(html, nameof(PostDraft.Body));

    /// <summary>Asks for the card of a new post, where it is a link.</summary>
    internal async Task AskAsync(Post post, CancellationToken cancellation)
    {
        if (post.Kind != PostKind.Link || !options.Links.Cards)
            return;
        // A project of our own is shown from the database: the forum does not fetch itself.
        if (ProjectAddress.IdOf(post.LinkUrl, options.PublicUrl) is not null)
            return;
        var card = new LinkCard { PostId = post.Id, Audience = post.Audience, Key = new Guid(RandomNumberGenerator.GetBytes(16)) };
        db.LinkCards.Add(card);
        await outbox.AddAsync(Kind, new LinkCardOrder(card.PostId, card.Key), cancellation, OutboxLane.Links);
    }

    /// <summary>Takes away the card of a post whose words are wiped, and what rows show of it. Its picture goes after the commit.</summary>
    internal async Task RemoveAsync(Post post, CancellationToken cancellation)
    {
        if (post.Kind != PostKind.Link)
            return;
        // Whoever acts on a post acts on its card; a moderator of the other circle who wipes for a leaving member, too.
        var card = db.LinkCards.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(c => c.PostId == post.Id);
        foreach (var key in await card.Select(c => c.Key).ToListAsync(cancellation))
            await outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(BlobNames.OfPicture(key)), cancellation, OutboxLane.Blobs);
        // First the card, for which one that is just being kept is waited; then what came of that in the post, which was read before it.
        await card.ExecuteDeleteAsync(cancellation);
        await db.Posts.IgnoreQueryFilters(Visibility.OnWords).Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Publisher, (string?)null).SetProperty(p => p.CardKey, (Guid?)null).SetProperty(p => p.CardWidth, 0), cancellation);
    }
}
