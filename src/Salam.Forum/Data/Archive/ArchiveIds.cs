using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Posts;

namespace Salam.Forum.Data.Archive;

/// <summary>A member, as far as an import needs to know her.</summary>
internal sealed record KnownMember(long Id, Viewer Viewer);

/// <summary>A post, or a thread under news, as far as an import needs to know it.</summary>
internal sealed record KnownPost(long Id, long AuthorId, Circle Circle, Audience Audience, DateTime CreatedAt, bool IsThread);

/// <summary>A comment, as far as an import needs to know it.</summary>
internal sealed record KnownComment(long Id, long PostId, long? RootId, int Depth, long AuthorId, Audience Audience);

/// <summary>Finds what earlier lines, of this run or of an earlier one, have made. Remembers a bounded number of answers.</summary>
internal sealed class ArchiveIds(ForumDb db)
{
    private const int Remembered = 50_000;

    private readonly Dictionary<string, KnownMember> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownPost> posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownComment> comments = new(StringComparer.Ordinal);

    /// <summary>A post or comment made here is named by its submit key; one that came with another id keeps that.</summary>
    public static string Name(string? archiveId, Guid submitKey) => archiveId ?? submitKey.ToString("n");

    /// <summary>The two columns that hold an id of an archive.</summary>
    public static (string? ArchiveId, Guid SubmitKey) Split(string id) =>
        Guid.TryParseExact(id, "n", out var key) && key != Guid.Empty ? (null, key) : (id, Guid.NewGuid());

    public Task<KnownMember?> MemberAsync(string? id) => FindAsync(members, id, async () =>
    {
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.ArchiveId == id);
        return member is null ? null : new KnownMember(member.Id, member.AsViewer());
    });

    public Task<KnownPost?> PostAsync(string? id) => FindAsync(posts, id, () =>
        (Split(id!) is { ArchiveId: null, SubmitKey: var key } ? AllPosts.Where(p => p.SubmitKey == key) : AllPosts.Where(p => p.ArchiveId == id))
        .Select(p => new KnownPost(p.Id, p.AuthorId, p.Circle, p.Audience, p.CreatedAt, p.UpdateId != null)).FirstOrDefaultAsync());

    public Task<KnownComment?> CommentAsync(string? id) => FindAsync(comments, id, () =>
        (Split(id!) is { ArchiveId: null, SubmitKey: var key } ? AllComments.Where(c => c.SubmitKey == key) : AllComments.Where(c => c.ArchiveId == id))
        .Select(c => new KnownComment(c.Id, c.PostId, c.RootId, c.Depth, c.AuthorId, c.Audience)).FirstOrDefaultAsync());

    /// <summary>Forgets everything, after a transaction that was not kept.</summary>
    public void Clear()
    {
        members.Clear();
        posts.Clear();
        comments.Clear();
    }

    private IQueryable<Post> AllPosts => db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads).AsNoTracking();

    private IQueryable<Comment> AllComments => db.Comments.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking();

    private static async Task<T?> FindAsync<T>(Dictionary<string, T> known, string? id, Func<Task<T?>> look) where T : class
    {
        if (string.IsNullOrEmpty(id) || id.Length > 64)
            return null;
        if (known.TryGetValue(id, out var found))
            return found;
        if (await look() is not { } read)
            return null;
        if (known.Count >= Remembered)
            known.Clear();
        return known[id] = read;
    }
}
