using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Translation.Corrections;

namespace Salam.Forum.Audiences;

/// <summary>
/// Who may see what: the only place that says it. Named query filters lie on every entity that is scoped, on by
/// default in every query, and beside each stands the same rule for a thing already in memory. A test holds them equal.
/// </summary>
public static class Visibility
{
    /// <summary>The filter by audience, on every <see cref="IScoped"/> entity.</summary>
    public const string AudienceFilter = "Audience";

    /// <summary>The filter by status, on every <see cref="IAuthored"/> entity.</summary>
    public const string StatusFilter = "Status";

    /// <summary>The filter by the reader's level, on every <see cref="IAuthored"/> entity.</summary>
    public const string LevelFilter = "Level";

    /// <summary>The filters on what members write, together: for work on everything of everybody.</summary>
    internal static readonly string[] OnWords = [AudienceFilter, StatusFilter, LevelFilter];

    /// <summary>
    /// The filter on posts that leaves out the threads under the news of projects. They are nobody's posts, and everything that lists, changes, votes on or reports
    /// posts passes them by; only what leads from a comment to the post above it looks past it (<see cref="WithThreads"/>).
    /// </summary>
    public const string ThreadFilter = "Thread";

    /// <summary>The filters on what members write, and with them the one on threads: for work on every comment, wherever it stands.</summary>
    internal static readonly string[] OnWordsAndThreads = [.. OnWords, ThreadFilter];

    private static readonly string[] OnThreads = [ThreadFilter];

    /// <summary>The filter by who reads, on what only moderators or one member may see.</summary>
    public const string ReaderFilter = "Reader";

    /// <summary>The filter on foundations and their projects: public once they were vetted or opened, until then for their staff and administrators.</summary>
    public const string CharityFilter = "Charity";

    /// <summary>Whether the viewer may see the foundation: the twin of <see cref="CharityFilter"/>.</summary>
    /// <param name="foundation">The foundation.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="isStaff">Whether she acts for it.</param>
    public static bool IsVisibleTo(this Foundation foundation, Viewer viewer, bool isStaff) => foundation.VettedAt is not null || isStaff || viewer.IsAdministrator;

    /// <summary>Whether the viewer may see the project, likewise.</summary>
    public static bool IsVisibleTo(this Project project, Viewer viewer, bool isStaff) => project.PublishedAt is not null || isStaff || viewer.IsAdministrator;

    /// <summary>Whether the viewer may see the thing: the twin of the query filters.</summary>
    public static bool IsVisibleTo(this IScoped thing, Viewer viewer) =>
        IsForAudience(thing.Audience, viewer) && IsForReader(thing, viewer)
        && (thing is not IAuthored authored || (IsShownInStatus(authored, viewer) && IsShownAtLevel(authored, viewer)));

    /// <summary>Whether the viewer is among those few whom the thing is for: the twin of <see cref="ReaderFilter"/>.</summary>
    public static bool IsForReader(object thing, Viewer viewer) => thing switch
    {
        // Nobody reviews her own words, or learns who reported them.
        Case review => viewer.IsModerator && review.AuthorId != viewer.MemberId,
        Report report => viewer.IsModerator || IsOwn(report.ReporterId, viewer),
        Appeal appeal => viewer.IsModerator || IsOwn(appeal.MemberId, viewer),
        Notice notice => IsOwn(notice.MemberId, viewer),
        PictureUpload upload => IsOwn(upload.MemberId, viewer),
        TranslationReport report => viewer.IsModerator || IsOwn(report.MemberId, viewer),
        _ => true,
    };

    /// <summary>Whether the viewer belongs to the audience: the twin of <see cref="AudienceFilter"/>.</summary>
    public static bool IsForAudience(Audience audience, Viewer viewer) =>
        audience == Audience.Everyone || audience == viewer.OwnAudience;

    /// <summary>Whether words that grave by that member are there for the viewer at all; her own always are.</summary>
    public static bool IsAtLevel(Severity severity, long authorId, Viewer viewer) => severity <= viewer.MostSevere || IsOwn(authorId, viewer);

    private static bool IsShownInStatus(IAuthored thing, Viewer viewer) =>
        thing.Status switch
        {
            Status.Published => true,
            Status.Held or Status.Removed => viewer.IsModerator || IsOwn(thing.AuthorId, viewer),
            // A deleted comment that was answered leaves a placeholder, or its answers would hang in the air.
            Status.Deleted => thing is Comment { ReplyCount: > 0 },
            _ => false,
        };

    /// <summary>Her own words are always shown to the author, and what was held or removed to moderators. The twin of <see cref="LevelFilter"/>.</summary>
    private static bool IsShownAtLevel(IAuthored thing, Viewer viewer) =>
        IsAtLevel(thing.Severity, thing.AuthorId, viewer) || (viewer.IsModerator && thing.Status is (Status.Held or Status.Removed));

    /// <summary>The rows of a query in which posts that are threads under news are posts like others. Nobody sees more by it: audience, status and level are asked as ever.</summary>
    internal static IQueryable<T> WithThreads<T>(this IQueryable<T> rows) where T : class => rows.IgnoreQueryFilters(OnThreads);

    private static bool IsOwn(long memberId, Viewer viewer) => viewer.IsMember && memberId == viewer.MemberId;

    /// <summary>Lays the filters on every scoped entity of the model.</summary>
    internal static void Apply(ModelBuilder model, ForumDb db)
    {
        foreach (var type in model.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(IScoped))).ToList())
        {
            Call(nameof(FilterByAudience), type, model, db);
            if (type.IsAssignableTo(typeof(IAuthored)))
                Call(nameof(FilterByLevel), type, model, db);
            if (type.IsAssignableTo(typeof(IAuthored)) && type != typeof(Comment))
                Call(nameof(FilterByStatus), type, model, db);
        }

        model.Entity<Comment>().HasQueryFilter(StatusFilter, c =>
            c.Status == Status.Published
            || (c.Status == Status.Deleted && c.ReplyCount > 0)
            || (c.Status != Status.Deleted && (c.AuthorId == db.ViewerId || db.ViewerIsModerator)));
        model.Entity<Post>().HasQueryFilter(ThreadFilter, p => p.UpdateId == null);
        model.Entity<Foundation>().HasQueryFilter(CharityFilter, f =>
            f.VettedAt != null || db.ViewerIsAdministrator || (db.ViewerId != 0 && db.FoundationStaff.Any(s => s.FoundationId == f.Id && s.MemberId == db.ViewerId)));
        model.Entity<Project>().HasQueryFilter(CharityFilter, p =>
            p.PublishedAt != null || db.ViewerIsAdministrator || (db.ViewerId != 0 && db.FoundationStaff.Any(s => s.FoundationId == p.FoundationId && s.MemberId == db.ViewerId)));
        model.Entity<Case>().HasQueryFilter(ReaderFilter, c => db.ViewerIsModerator && c.AuthorId != db.ViewerId);
        model.Entity<Report>().HasQueryFilter(ReaderFilter, r => r.ReporterId == db.ViewerId || db.ViewerIsModerator);
        model.Entity<Appeal>().HasQueryFilter(ReaderFilter, a => a.MemberId == db.ViewerId || db.ViewerIsModerator);
        model.Entity<TranslationReport>().HasQueryFilter(ReaderFilter, r => r.MemberId == db.ViewerId || db.ViewerIsModerator);
        model.Entity<PictureUpload>().HasQueryFilter(ReaderFilter, u => u.MemberId == db.ViewerId);
        model.Entity<Notice>().HasQueryFilter(ReaderFilter, n => n.MemberId == db.ViewerId);
    }

    private static void FilterByLevel<T>(ModelBuilder model, ForumDb db) where T : class, IAuthored =>
        model.Entity<T>().HasQueryFilter(LevelFilter, x =>
            x.Severity <= db.ViewerMostSevere || x.AuthorId == db.ViewerId || (db.ViewerIsModerator && (x.Status == Status.Held || x.Status == Status.Removed)));

    private static void FilterByAudience<T>(ModelBuilder model, ForumDb db) where T : class, IScoped =>
        model.Entity<T>().HasQueryFilter(AudienceFilter, x => x.Audience == Audience.Everyone || x.Audience == db.ViewerAudience);

    private static void FilterByStatus<T>(ModelBuilder model, ForumDb db) where T : class, IAuthored =>
        model.Entity<T>().HasQueryFilter(StatusFilter, x =>
            x.Status == Status.Published
            || (x.Status != Status.Deleted && (x.AuthorId == db.ViewerId || db.ViewerIsModerator)));

    private static void Call(string method, Type type, params object[] arguments) =>
        typeof(Visibility).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, arguments);
}
