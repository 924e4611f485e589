using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;

namespace Salam.Forum.Data.Archive;

/// <summary>
/// Writes the whole community as an archive, in bounded memory: everything of everybody, so it is a file to guard. Addresses, passwords and
/// the keys of foundations stay behind. Reading the archive into an empty forum gives the same community.
/// </summary>
public sealed class ArchiveWriter(ForumDb db)
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>Writes every line; returns how many.</summary>
    public async Task<long> ExportAsync(Stream archive, CancellationToken cancellation)
    {
        var count = 0L;
        var (charity, books) = (new ArchiveCharityWriter(db), new ArchiveBooksWriter(db));
        // What a line names stands above it.
        foreach (var lines in (IEnumerable<IAsyncEnumerable<ArchiveLine>>)[Members(), Posts(), .. charity.Lines(), Comments(), PostVotes(), CommentVotes(), Follows(), charity.Follows(), .. books.Lines()])
        {
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                await archive.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, ArchiveLine.Json)), cancellation);
                await archive.WriteAsync(NewLine, cancellation);
                count++;
            }
        }
        return count;
    }

    private IAsyncEnumerable<ArchiveLine> Members() => db.Members.AsNoTracking().Where(Salam.Forum.Members.Member.IsReal).OrderBy(m => m.Id).AsAsyncEnumerable().Select(m => new ArchiveLine
    {
        Kind = "member", Id = m.ArchiveId, Handle = m.UserName, Gender = m.Circle == Circle.Sisters ? "sister" : "brother",
        Languages = m.Languages.Split(' '), About = m.About.Length == 0 ? null : m.About, Joined = At(m.JoinedAt), Consent = At(m.ConsentAt), Left = At(m.LeftAt),
        Role = m.Role == Role.Member ? null : Word(m.Role), OpeningCircle = m.OpeningCircle is { } circle ? Word(circle) : null,
        Theme = m.Theme == Salam.Forum.Members.Theme.Device ? null : Word(m.Theme),
        Level = m.Level == ReadingLevel.Standard ? null : Word(m.Level), Keys = m.HasKeys ? null : false,
        Silenced = At(m.SilencedUntil), Suspended = At(m.SuspendedUntil),
    });

    private IAsyncEnumerable<ArchiveLine> Posts() => (
        from p in db.Posts.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking()
        join author in db.Members on p.AuthorId equals author.Id
        orderby p.Id
        select new
        {
            p, Author = author.ArchiveId,
            Pictures = db.Pictures.IgnoreQueryFilters(Visibility.OnWords).Where(x => x.PostId == p.Id).OrderBy(x => x.Place).ToList(),
        }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "post", Id = ArchiveIds.Name(x.p.ArchiveId, x.p.SubmitKey), Author = x.Author, Audience = Word(x.p.Audience), Language = x.p.Language,
            Title = x.p.Title, Body = x.p.Body, Link = x.p.LinkUrl is "" ? null : x.p.LinkUrl, Created = At(x.p.CreatedAt), Edited = At(x.p.EditedAt), Score = x.p.BaseScore,
            Status = x.p.Status == Status.Published ? null : Word(x.p.Status),
            Approved = x.p.IsApproved ? true : null, Locked = x.p.IsLocked ? true : null, Slow = x.p.SlowMinutes == 0 ? null : x.p.SlowMinutes,
            Pictures = ArchivePictures.LineOf(x.Pictures),
            Blurred = x.p.AreBlurred ? true : null,
        });

    private IAsyncEnumerable<ArchiveLine> Comments() => (
        from c in db.Comments.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking()
        join author in db.Members on c.AuthorId equals author.Id
        join p in db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads) on c.PostId equals p.Id
        join above in db.Comments.IgnoreQueryFilters(Visibility.OnWords) on c.ParentId equals above.Id into parents
        from parent in parents.DefaultIfEmpty()
        orderby c.Id
        select new
        {
            c, Author = author.ArchiveId, PostArchiveId = p.ArchiveId, PostKey = p.SubmitKey,
            ParentArchiveId = (string?)parent.ArchiveId, ParentKey = (Guid?)parent.SubmitKey,
        }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "comment", Id = ArchiveIds.Name(x.c.ArchiveId, x.c.SubmitKey), Post = ArchiveIds.Name(x.PostArchiveId, x.PostKey),
            Parent = x.ParentKey is { } key ? ArchiveIds.Name(x.ParentArchiveId, key) : null, Author = x.Author, Language = x.c.Language,
            Body = x.c.Body, Created = At(x.c.CreatedAt), Edited = At(x.c.EditedAt), Score = x.c.BaseScore,
            Status = x.c.Status == Status.Published ? null : Word(x.c.Status), Approved = x.c.IsApproved ? true : null, Pictures = ArchivePictures.LineOf(x.c),
        });

    private IAsyncEnumerable<ArchiveLine> PostVotes() => (
        from v in db.PostVotes.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking()
        join m in db.Members on v.MemberId equals m.Id
        join p in db.Posts.IgnoreQueryFilters(Visibility.OnWords) on v.PostId equals p.Id
        orderby v.PostId, v.MemberId
        select new { v.Value, v.CreatedAt, Member = m.ArchiveId, p.ArchiveId, p.SubmitKey }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "vote", Post = ArchiveIds.Name(x.ArchiveId, x.SubmitKey), Member = x.Member, Value = x.Value, Created = At(x.CreatedAt),
        });

    private IAsyncEnumerable<ArchiveLine> CommentVotes() => (
        from v in db.CommentVotes.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking()
        join m in db.Members on v.MemberId equals m.Id
        join c in db.Comments.IgnoreQueryFilters(Visibility.OnWords) on v.CommentId equals c.Id
        orderby v.CommentId, v.MemberId
        select new { v.Value, v.CreatedAt, Member = m.ArchiveId, c.ArchiveId, c.SubmitKey }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "vote", Comment = ArchiveIds.Name(x.ArchiveId, x.SubmitKey), Member = x.Member, Value = x.Value, Created = At(x.CreatedAt),
        });

    private IAsyncEnumerable<ArchiveLine> Follows() => (
        from f in db.Follows.AsNoTracking()
        join a in db.Members on f.FollowerId equals a.Id
        join b in db.Members on f.FolloweeId equals b.Id
        orderby f.FollowerId, f.FolloweeId
        select new { Follower = a.ArchiveId, Followee = b.ArchiveId, f.CreatedAt }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "follow", Follower = x.Follower, Followee = x.Followee, Created = At(x.CreatedAt),
        });

    internal static DateTimeOffset? At(DateTime? utc) => utc is { } moment ? new DateTimeOffset(moment) : null;

    internal static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
