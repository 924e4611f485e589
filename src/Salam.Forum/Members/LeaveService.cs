using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Translation;

namespace Salam.Forum.Members;

/// <summary>Lets a member go.</summary>
public sealed class LeaveService(ForumDb db, CurrentViewer viewer, OwnPassword passwords, Reversal reversal, Journal journal, PictureKeeper pictures, LinkKeeper links)
{
    /// <summary>
    /// The viewer leaves for good: nobody can log in to her account or find her page any more, her address is given up, and her words stay
    /// under a handle that says nothing, or go as if she had deleted each of them. The last administrator cannot leave.
    /// </summary>
    /// <param name="keepWords">Whether her posts and comments stay; null when she did not say.</param>
    public async Task<Result<Done>> LeaveAsync(string? password, bool? keepWords, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (keepWords is not { } keep)
            return Refusal.Invalid("Choice", "KeepWords");
        if (await passwords.CheckAsync(password, cancellation) is not { Id: var id })
            return Refusal.Invalid("PasswordWrong", "Password");
        return await db.WriteAsync<Done>(async () =>
        {
            var member = await db.Members.AsTracking().FirstAsync(m => m.Id == id, cancellation);
            if (member.Role == Role.Administrator && await TeamService.IsLastAsync(db, id, cancellation))
                return new Refusal(RefusalKind.Conflict, "LastAdministrator");
            if (!keep)
            {
                await DeletePostsAsync(id, cancellation);
                await DeleteCommentsAsync(id, cancellation);
                await TranslationKeeper.RemoveOfAsync(db, id, cancellation);
            }
            await CloseAsync(id, cancellation);
            return default(Done);
        }, cancellation);
    }

    private async Task CloseAsync(long id, CancellationToken cancellation)
    {
        await db.Follows.Where(f => f.FollowerId == id || f.FolloweeId == id).ExecuteDeleteAsync(cancellation);
        await db.ProjectFollows.Where(f => f.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.NightReminders.Where(r => r.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.NightMails.Where(m => m.MemberId == id).ExecuteDeleteAsync(cancellation);
        // The old mailbox could take the account back by a link of earlier.
        await db.EmailChanges.Where(c => c.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync(cancellation);
        await db.FoundationStaff.Where(s => s.MemberId == id).ExecuteDeleteAsync(cancellation);
        // What nobody acts for announces nothing any more.
        var now = journal.Now;
        await db.HookKeys.Where(k => k.RetiredAt == null && !db.FoundationStaff.Any(s => s.FoundationId == k.FoundationId)).ExecuteUpdateAsync(set => set.SetProperty(k => k.RetiredAt, now), cancellation);
        await db.Sessions.Where(s => s.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.UserPasskeys.Where(k => k.UserId == id).ExecuteDeleteAsync(cancellation);
        // Their files go with the day, as those of all that is not posted.
        await db.PictureUploads.Where(u => u.MemberId == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.CreatedAt, DateTime.UnixEpoch), cancellation);
        await db.TranslationSuggestions.Where(s => s.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.TranslationReports.Where(r => r.MemberId == id).ExecuteDeleteAsync(cancellation);
        var member = await db.Members.AsTracking().FirstAsync(m => m.Id == id, cancellation);
        var before = member.Role;
        member.GiveUpAddress();
        (member.PasswordHash, member.TwoFactorEnabled, member.LeftAt, member.Role) = (null, false, journal.Now, Role.Member);
        (member.About, member.Languages, member.TranslationWishes, member.OpeningCircle, member.Theme, member.Level) = ("", "en", "", null, Theme.Device, ReadingLevel.Standard);
        await reversal.TakeNeutralAsync(member, cancellation);
        await db.SaveChangesAsync(cancellation);
        if (before != Role.Member)
            await journal.WriteAsync(journal.OfRole(member, before), tell: false, cancellation);
    }

    private async Task DeletePostsAsync(long id, CancellationToken cancellation)
    {
        foreach (var post in await db.Posts.AsTracking().Where(p => p.AuthorId == id && p.Status != Status.Deleted).ToListAsync(cancellation))
        {
            await Docket.KeepAsync(db, ThingKind.Post, post.Id, post.AsWritten(), cancellation);
            await pictures.RemoveAsync(post, cancellation);
            await links.RemoveAsync(post, cancellation);
            post.Wipe(journal.Now);
            await PostIndex.RemoveAsync(db, post.Id, cancellation);
            await TranslationKeeper.RemoveAsync(db, ThingKind.Post, post.Id, cancellation);
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private async Task DeleteCommentsAsync(long id, CancellationToken cancellation)
    {
        // The latest first, each read when its turn comes: an answer to her own comment has moved that one's counters before.
        foreach (var commentId in await db.Comments.Where(c => c.AuthorId == id && c.Status != Status.Deleted).OrderByDescending(c => c.Id).Select(c => c.Id).ToListAsync(cancellation))
        {
            var comment = await db.Comments.AsTracking().FirstAsync(c => c.Id == commentId, cancellation);
            var wasPublished = comment.Status == Status.Published;
            await Docket.KeepAsync(db, ThingKind.Comment, commentId, comment.AsWritten(), cancellation);
            await pictures.RemoveAsync(comment, cancellation);
            comment.Wipe(journal.Now);
            await db.SaveChangesAsync(cancellation);
            await CommentCounters.DeletedAsync(db, comment, wasPublished, cancellation);
            await TranslationKeeper.RemoveAsync(db, ThingKind.Comment, commentId, cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
