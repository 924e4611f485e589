using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Follows;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Search;
using Salam.Forum.Text;
using Salam.Forum.Votes;
using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>Makes rows of archive lines, under the same rules that hold for members. True: made; false: was there already.</summary>
internal sealed class ArchiveRows(ForumDb db, ArchiveIds ids, Judge judge, Docket docket, ArchiveCharity charity, DateTimeOffset now)
{
    public Task<Result<bool>> AddAsync(ArchiveLine line, CancellationToken cancellation) => BadMoment(line, now) is { } bad ? Task.FromResult<Result<bool>>(bad) : line.Kind switch
    {
        "member" => MemberAsync(line, cancellation),
        "post" => PostAsync(line, cancellation),
        "comment" => CommentAsync(line, cancellation),
        "vote" => VoteAsync(line, cancellation),
        "follow" when line.Project is null => FollowAsync(line, cancellation),
        _ => charity.AddAsync(line, cancellation),
    };

    private async Task<Result<bool>> MemberAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadId(line.Id) is { } bad)
            return bad;
        if (await ids.MemberAsync(line.Id) is not null)
            return false;
        var handle = Normalise.Input(line.Handle);
        if (Handle.Check(handle) is { } refusal)
            return refusal;
        if (line.Gender is not ("brother" or "sister"))
            return Refusal.Invalid("gender must be brother or sister");
        if ((BadWord<Role>("role", line.Role) ?? BadWord<Circle>("opening_circle", line.OpeningCircle) ?? BadWord<Theme>("theme", line.Theme) ?? BadWord<ReadingLevel>("level", line.Level)) is { } badWord)
            return badWord;
        var languages = line.Languages ?? ["en"];
        var about = Normalise.Input(line.About);
        if (TextRules.Check(about, "About", 0, Member.AboutLength).Concat(MemberService.LanguageRefusals(languages)).FirstOrDefault() is { } wrong)
            return wrong;
        var judged = judge.OfText(handle + "\n\n" + about, "About");
        var member = new Member
        {
            UserName = handle,
            NormalizedUserName = Handle.Key(handle),
            HandleSkeleton = Handle.SkeletonOf(handle),
            ArchiveId = line.Id!,
            Circle = line.Gender == "sister" ? Circle.Sisters : Circle.Brothers,
            About = about,
            Languages = string.Join(' ', languages.Distinct(StringComparer.Ordinal)),
            JoinedAt = Moment(line.Joined),
            ConsentAt = line.Consent?.UtcDateTime,
            LeftAt = line.Left?.UtcDateTime,
            Role = Word(line.Role, Role.Member),
            OpeningCircle = line.OpeningCircle is null ? null : Word(line.OpeningCircle, Circle.Brothers),
            Theme = Word(line.Theme, Theme.Device),
            Level = Word(line.Level, ReadingLevel.Standard),
            HasKeys = line.Keys ?? true,
            SilencedUntil = line.Silenced?.UtcDateTime,
            SuspendedUntil = line.Suspended?.UtcDateTime,
            JudgedBy = judged.By,
            SecurityStamp = Guid.NewGuid().ToString("n"),
            LockoutEnabled = true,
        };
        if (await db.Members.AnyAsync(m => m.HandleSkeleton == member.HandleSkeleton, cancellation))
            return Refusal.Invalid($"the handle {handle} is taken, or looks like a taken one");
        await SaveAsync(member, cancellation);
        if (judged.IsHeld && member.LeftAt is null)
            await docket.FoundAsync(new Thing(ThingKind.Member, member.Id, null, member.Id, member.Circle, Audience.Everyone, member.Languages, Status.Published), judged.Found, danger: false, cancellation);
        return true;
    }

    private async Task<Result<bool>> PostAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadId(line.Id) is { } bad)
            return bad;
        if (await ids.PostAsync(line.Id) is { } known)
            return known.IsThread ? Refusal.Invalid($"id {line.Id} is that of a thread under news") : false;
        if (await ids.MemberAsync(line.Author) is not { } author)
            return Refusal.Invalid($"author {line.Author} is not known");
        var circle = author.Viewer.Circle!.Value;
        var audience = Word<Audience>(line.Audience, default);
        if (audience != Audience.Everyone && audience != circle.Own())
            return Refusal.Invalid($"audience \"{line.Audience}\" is neither everyone nor the author's own circle");
        var (archiveId, submitKey) = ArchiveIds.Split(line.Id!);
        var kind = string.IsNullOrWhiteSpace(line.Link) ? PostKind.Text : PostKind.Link;
        if (BadStanding(line) is { } badStanding)
            return badStanding;
        var status = Word(line.Status, Status.Published);
        if (await ArchivePictures.BadAsync(db, line.Pictures, cancellation) is { } badPicture)
            return badPicture;
        var draft = new PostDraft
        {
            Kind = kind, Title = line.Title, Body = line.Body, Link = line.Link, Language = line.Language, SubmitKey = submitKey, BlurPictures = line.Blurred is true,
            Pictures = [.. (line.Pictures ?? []).Select(p => new PictureDraft(Guid.ParseExact(p.Key!, "n"), p.Alt ?? ""))],
        }.Normalised();
        if (status == Status.Deleted)
            draft = draft with { Title = "", Body = "", Link = "", Pictures = [], Language = Language.Find(line.Language)?.Code };
        else if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var body = Markdown.Render(draft.Body!);
        var created = Moment(line.Created);
        var link = kind == PostKind.Link ? PostLink.Parse(draft.Link!) : null;
        var judged = judge.OfPost(draft.Title, draft.Body, kind == PostKind.Link ? draft.Link : null, draft.PictureWords);
        var post = new Post
        {
            AuthorId = author.Id, Circle = circle, Audience = audience, Status = status, Kind = kind, Language = draft.Language ?? "en",
            Title = draft.Title!, Slug = status == Status.Deleted ? "" : Slug.From(draft.Title!),
            Body = draft.Body!, BodyHtml = body.Html, Excerpt = body.Excerpt, RendererVersion = Markdown.Version,
            LinkUrl = kind == PostKind.Text ? null : link?.AbsoluteUri ?? "", LinkHost = link is null ? null : PostLink.HostOf(link),
            Severity = line.Approved is true ? ContentFilter.Severity.Clean : judged.Severity, Found = judged.Found, JudgedBy = judged.By, IsApproved = line.Approved is true,
            IsLocked = line.Locked is true, SlowMinutes = line.Slow ?? 0, CreatedAt = created, EditedAt = line.Edited?.UtcDateTime,
            PictureCount = draft.Pictures.Count, CoverKey = draft.Pictures.Count == 0 ? null : draft.Pictures[0].Key, CoverWidth = draft.Pictures.Count == 0 ? 0 : PictureSizes.Smallest(line.Pictures![0].Width),
            PictureWords = draft.PictureWords, AreBlurred = draft.BlurPictures && draft.Pictures.Count > 0,
            BaseScore = line.Score ?? 0, Score = line.Score ?? 0, Rank = Tally.Rank(line.Score ?? 0, created),
            SubmitKey = submitKey, ArchiveId = archiveId,
        };
        await SaveAsync(post, cancellation);
        await ArchivePictures.AddAsync(db, post, draft.Pictures, line.Pictures, cancellation);
        if (status != Status.Deleted)
            await PostIndex.AddAsync(db, post, cancellation);
        return await HeldAsync(new Thing(ThingKind.Post, post.Id, post.Id, post.AuthorId, circle, audience, post.Language, status), judged, cancellation);
    }

    private async Task<Result<bool>> CommentAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadId(line.Id) is { } bad)
            return bad;
        if (await ids.CommentAsync(line.Id) is not null)
            return false;
        if (await ids.MemberAsync(line.Author) is not { } author)
            return Refusal.Invalid($"author {line.Author} is not known");
        if (await ids.PostAsync(line.Post) is not { } post)
            return Refusal.Invalid($"post {line.Post} is not known");
        if (Post.CommentRefusal(author.Viewer, post.Circle, Status.Published, isLocked: false) is { } refusal)
            return refusal.Code.StartsWith("Comment", StringComparison.Ordinal) ? Refusal.Invalid($"the circle rule: only {post.Circle} may comment on post {line.Post}, and {line.Author} is not one of them") : refusal;
        var parent = line.Parent is null ? null : await ids.CommentAsync(line.Parent);
        if (line.Parent is not null && parent?.PostId != post.Id)
            return Refusal.Invalid($"parent {line.Parent} is not a known comment of post {line.Post}");
        if (BadStanding(line) is { } badStanding)
            return badStanding;
        var status = Word(line.Status, Status.Published);
        if (line.Pictures is { Count: > 1 })
            return Refusal.Invalid("a comment has one picture");
        if (await ArchivePictures.BadAsync(db, line.Pictures, cancellation) is { } badPicture)
            return badPicture;
        var (text, picture) = status == Status.Deleted ? ("", null) : (Normalise.Input(line.Body), ArchivePictures.OfComment(line));
        var refusals = TextRules.CheckMarkdown(text, "Body", status == Status.Deleted ? 0 : 1, Comment.BodyMax).Concat(new PictureDraft(default, picture?.Alt ?? "").Refusals()).ToList();
        if (refusals.Count > 0)
            return refusals;
        var language = Language.Find(line.Language)?.Code ?? "en";
        var (archiveId, submitKey) = ArchiveIds.Split(line.Id!);
        var score = line.Score ?? 0;
        var judged = judge.OfComment(text, picture?.Alt ?? "");
        var comment = new Comment
        {
            PostId = post.Id, ParentId = parent?.Id, RootId = parent is null ? null : parent.RootId ?? parent.Id, Depth = parent is null ? 0 : parent.Depth + 1,
            AuthorId = author.Id, Audience = post.Audience, Status = status, Language = language,
            Body = text, BodyHtml = Markdown.Render(text).Html, RendererVersion = Markdown.Version,
            Severity = line.Approved is true ? ContentFilter.Severity.Clean : judged.Severity, Found = judged.Found, JudgedBy = judged.By, IsApproved = line.Approved is true,
            CreatedAt = Moment(line.Created), EditedAt = line.Edited?.UtcDateTime,
            BaseScore = score, Score = score, Confidence = Tally.Confidence(0, 0, score), SubmitKey = submitKey, ArchiveId = archiveId,
        };
        comment.Show(picture);
        await SaveAsync(comment, cancellation);
        await CommentCounters.ImportedAsync(db, comment, cancellation);
        return await HeldAsync(new Thing(ThingKind.Comment, comment.Id, post.Id, author.Id, post.Circle, post.Audience, language, status), judged, cancellation);
    }

    /// <summary>What was held where it came from waits for a person here as well: without a case nobody would find it.</summary>
    private async Task<Result<bool>> HeldAsync(Thing thing, Judged judged, CancellationToken cancellation)
    {
        if (thing.Status == Status.Held)
            await docket.FoundAsync(thing, judged.Found, danger: false, cancellation);
        db.ChangeTracker.Clear();
        return true;
    }

    private async Task<Result<bool>> VoteAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (await ids.MemberAsync(line.Member) is not { } member)
            return Refusal.Invalid($"member {line.Member} is not known");
        if (line.Value is not (1 or -1))
            return Refusal.Invalid("value must be 1 or -1");
        var (post, comment) = (await ids.PostAsync(line.Post), await ids.CommentAsync(line.Comment));
        if ((post is null) == (comment is null) || post is { IsThread: true })
            return Refusal.Invalid($"a vote needs one known post or comment; {line.Post ?? line.Comment} is none");
        if (!Visibility.IsForAudience(post?.Audience ?? comment!.Audience, member.Viewer))
            return Refusal.Invalid($"{line.Member} may not see what the vote is on");
        if ((post?.AuthorId ?? comment!.AuthorId) == member.Id)
            return Refusal.Invalid("a vote on one's own thing");
        return post is not null ? await VoteOnPostAsync(line, post, member, cancellation) : await VoteOnCommentAsync(line, comment!, member, cancellation);
    }

    private async Task<Result<bool>> VoteOnPostAsync(ArchiveLine line, KnownPost post, KnownMember member, CancellationToken cancellation)
    {
        if (await db.PostVotes.IgnoreQueryFilters([Visibility.AudienceFilter]).AnyAsync(v => v.PostId == post.Id && v.MemberId == member.Id, cancellation))
            return false;
        var value = (short)line.Value!.Value;
        await SaveAsync(new PostVote { PostId = post.Id, MemberId = member.Id, Value = value, Audience = post.Audience, CreatedAt = Moment(line.Created) }, cancellation);
        var row = db.Posts.IgnoreQueryFilters(Visibility.OnWords).Where(p => p.Id == post.Id);
        await VoteCounters.MoveAsync(row, value > 0 ? 1 : 0, value < 0 ? 1 : 0, post.CreatedAt, cancellation);
        return true;
    }

    private async Task<Result<bool>> VoteOnCommentAsync(ArchiveLine line, KnownComment comment, KnownMember member, CancellationToken cancellation)
    {
        if (await db.CommentVotes.IgnoreQueryFilters([Visibility.AudienceFilter]).AnyAsync(v => v.CommentId == comment.Id && v.MemberId == member.Id, cancellation))
            return false;
        var value = (short)line.Value!.Value;
        await SaveAsync(new CommentVote { CommentId = comment.Id, MemberId = member.Id, Value = value, Audience = comment.Audience, CreatedAt = Moment(line.Created) }, cancellation);
        var row = db.Comments.IgnoreQueryFilters(Visibility.OnWords).Where(c => c.Id == comment.Id);
        await VoteCounters.MoveAsync(row, value > 0 ? 1 : 0, value < 0 ? 1 : 0, cancellation);
        return true;
    }

    private async Task<Result<bool>> FollowAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (await ids.MemberAsync(line.Follower) is not { } follower || await ids.MemberAsync(line.Followee) is not { } followee)
            return Refusal.Invalid($"{line.Follower} or {line.Followee} is not known");
        if (follower.Id == followee.Id)
            return Refusal.Invalid("nobody follows herself");
        if (await db.Follows.AnyAsync(f => f.FollowerId == follower.Id && f.FolloweeId == followee.Id, cancellation))
            return false;
        return await SaveAsync(new Follow { FollowerId = follower.Id, FolloweeId = followee.Id, CreatedAt = Moment(line.Created) }, cancellation);
    }

    private Task<bool> SaveAsync<T>(T row, CancellationToken cancellation) where T : class => db.SaveAloneAsync(row, cancellation);
}
