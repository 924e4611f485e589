using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Search;

/// <summary>Where in a post a word stands.</summary>
public enum WordPlace : byte
{
    /// <summary>Anywhere: in the title too. The first in the key, so that whoever goes from word to word passes no more titles than posts.</summary>
    Anywhere = 1,

    /// <summary>In the title.</summary>
    Title = 2,
}

/// <summary>That a word stands in a post: what search walks along, word by word, the newest post first.</summary>
internal sealed class PostWord : IScoped
{
    /// <summary>The word, folded.</summary>
    public required string Word { get; init; }

    /// <summary>Where it stands.</summary>
    public required WordPlace Place { get; init; }

    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }
}

/// <summary>What a post says, folded: what search compares, and what tells which words lead to the post.</summary>
internal sealed class PostText : IScoped
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>The words of the title, each between two blanks.</summary>
    public required string Title { get; init; }

    /// <summary>The words of the body and of the link's host, each between two blanks.</summary>
    public required string Text { get; init; }

    /// <summary>The folding that made it (<see cref="PostIndex.Version"/>).</summary>
    public required int Version { get; init; }
}

/// <summary>
/// Keeps the words of posts where search finds them; always inside the transaction of the act that changes the post. Whatever stands here is found
/// through the post alone, and so through its filters.
/// </summary>
internal static class PostIndex
{
    /// <summary>Raised when words are folded or cut in another way: everything is then read anew.</summary>
    public const int Version = 1;

    /// <summary>The most different words that lead to one post. Longer ones than this holds are rare, and would keep every other writer waiting.</summary>
    public const int WordsMost = 4_000;

    private const int WordsAtOnce = 500;

    /// <summary>What search keeps of a post.</summary>
    public static PostText TextOf(long postId, Audience audience, string title, string bodyHtml, string? linkHost) => new()
    {
        PostId = postId,
        Audience = audience,
        Title = SearchWords.Join(SearchWords.Of(title)),
        Text = SearchWords.Join(SearchWords.Of(ReadText.OfHtml(bodyHtml) + "\n" + linkHost?.Replace('.', ' '))),
        Version = Version,
    };

    /// <summary>The words that lead to a post, by place.</summary>
    public static IEnumerable<(WordPlace Place, string[] Words)> WordsOf(PostText text)
    {
        yield return (WordPlace.Title, [.. SearchWords.LookedUp(text.Title)]);
        yield return (WordPlace.Anywhere, [.. SearchWords.LookedUp(text.Title + text.Text).Take(WordsMost)]);
    }

    /// <summary>Keeps the words of a post that is new.</summary>
    public static Task AddAsync(ForumDb db, Post post, CancellationToken cancellation) =>
        AddAsync(db, TextOf(post.Id, post.Audience, post.Title, post.BodyHtml, post.LinkHost), cancellation);

    /// <summary>Keeps the words of a post in place of those that were kept before.</summary>
    public static async Task ChangeAsync(ForumDb db, Post post, CancellationToken cancellation)
    {
        await RemoveAsync(db, post.Id, cancellation);
        await AddAsync(db, post, cancellation);
    }

    /// <summary>Keeps what search knows of a post.</summary>
    public static async Task AddAsync(ForumDb db, PostText text, CancellationToken cancellation)
    {
        db.Add(text);
        if (!db.IsEmbedded)
            AddRows(db, text);
        await db.SaveChangesAsync(cancellation);
        if (db.IsEmbedded)
            await AddAtOnceAsync(db, text, cancellation);
    }

    /// <summary>The words of a post, one row each.</summary>
    public static void AddRows(ForumDb db, PostText text)
    {
        foreach (var (place, words) in WordsOf(text))
            db.AddRange(words.Select(word => new PostWord { Word = word, Place = place, PostId = text.PostId, Audience = text.Audience }));
    }

    /// <summary>Forgets the words of a post.</summary>
    public static async Task RemoveAsync(ForumDb db, long postId, CancellationToken cancellation)
    {
        if (await Texts(db).FirstOrDefaultAsync(t => t.PostId == postId, cancellation) is not { } text)
            return;
        var rows = db.PostWords.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(w => w.PostId == postId);
        // By all their key, as no other index leads to them.
        foreach (var some in SearchWords.LookedUp(text.Title).Chunk(WordsAtOnce))
            await rows.Where(w => w.Place == WordPlace.Title && some.Contains(w.Word)).ExecuteDeleteAsync(cancellation);
        foreach (var some in SearchWords.LookedUp(text.Title + text.Text).Chunk(WordsAtOnce))
            await rows.Where(w => w.Place == WordPlace.Anywhere && some.Contains(w.Word)).ExecuteDeleteAsync(cancellation);
        await Texts(db).Where(t => t.PostId == postId).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>What is kept of everything, for whoever keeps it.</summary>
    public static IQueryable<PostText> Texts(ForumDb db) => db.PostTexts.IgnoreQueryFilters([Visibility.AudienceFilter]).AsNoTracking();

    // A statement for each of some hundred words takes four times as long as one for all of them, while every other writer waits.
    private static async Task AddAtOnceAsync(ForumDb db, PostText text, CancellationToken cancellation)
    {
        foreach (var (place, words) in WordsOf(text))
        {
            var json = JsonSerializer.Serialize(words);
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO PostWords (Word, Place, PostId, Audience) SELECT value, {(int)place}, {text.PostId}, {(int)text.Audience} FROM json_each({json})", cancellation);
        }
    }
}
