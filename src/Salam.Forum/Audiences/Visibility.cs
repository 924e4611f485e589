using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Comments;
using Salam.Forum.Data;

namespace Salam.Forum.Audiences;

/// <summary>
/// Who may see what: the only place that says it. Two named query filters lie on every entity that is scoped, on by
/// default in every query, and beside each stands the same rule for a thing already in memory. A test holds them equal.
/// </summary>
public static class Visibility
{
    /// <summary>The filter by audience, on every <see cref="IScoped"/> entity.</summary>
    public const string AudienceFilter = "Audience";

    /// <summary>The filter by status, on every <see cref="IAuthored"/> entity.</summary>
    public const string StatusFilter = "Status";

    /// <summary>Whether the viewer may see the thing: the twin of the query filters.</summary>
    public static bool IsVisibleTo(this IScoped thing, Viewer viewer) =>
        IsForAudience(thing.Audience, viewer) && (thing is not IAuthored authored || IsShownInStatus(authored, viewer));

    /// <summary>Whether the viewer belongs to the audience: the twin of <see cref="AudienceFilter"/>.</summary>
    public static bool IsForAudience(Audience audience, Viewer viewer) =>
        audience == Audience.Everyone || audience == viewer.OwnAudience;

    private static bool IsShownInStatus(IAuthored thing, Viewer viewer) =>
        thing.Status switch
        {
            Status.Published => true,
            Status.Held or Status.Removed => viewer.IsModerator || (viewer.IsMember && thing.AuthorId == viewer.MemberId),
            // A deleted comment that was answered leaves a placeholder, or its answers would hang in the air.
            Status.Deleted => thing is Comment { ReplyCount: > 0 },
            _ => false,
        };

    /// <summary>Lays the filters on every scoped entity of the model.</summary>
    internal static void Apply(ModelBuilder model, ForumDb db)
    {
        foreach (var type in model.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(IScoped))).ToList())
        {
            Call(nameof(FilterByAudience), type, model, db);
            if (type.IsAssignableTo(typeof(IAuthored)) && type != typeof(Comment))
                Call(nameof(FilterByStatus), type, model, db);
        }

        model.Entity<Comment>().HasQueryFilter(StatusFilter, c =>
            c.Status == Status.Published
            || (c.Status == Status.Deleted && c.ReplyCount > 0)
            || (c.Status != Status.Deleted && (c.AuthorId == db.ViewerId || db.ViewerIsModerator)));
    }

    private static void FilterByAudience<T>(ModelBuilder model, ForumDb db) where T : class, IScoped =>
        model.Entity<T>().HasQueryFilter(AudienceFilter, x => x.Audience == Audience.Everyone || x.Audience == db.ViewerAudience);

    private static void FilterByStatus<T>(ModelBuilder model, ForumDb db) where T : class, IAuthored =>
        model.Entity<T>().HasQueryFilter(StatusFilter, x =>
            x.Status == Status.Published
            || (x.Status != Status.Deleted && (x.AuthorId == db.ViewerId || db.ViewerIsModerator)));

    private static void Call(string method, Type type, params object[] arguments) =>
        typeof(Visibility).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, arguments);
}
