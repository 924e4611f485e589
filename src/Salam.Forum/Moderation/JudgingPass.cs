using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Posts;

namespace Salam.Forum.Moderation;

/// <summary>
/// Judges anew what older lists judged, by number and in small steps, each kept once it is done: it may be broken off, goes on where it was, and
/// runs beside an open forum. What a moderator approved is not judged again; what is found indecent now, and was not, is held; what is held
/// stays held whatever is found, since a person decides that. Of charity nothing is held: what is found comes before the administrators.
/// </summary>
public sealed class JudgingPass(ForumDb db, Judge judge, Things things, Docket docket, TimeProvider time, ProjectJudging projects)
{
    /// <summary>Numbers that one step looks at, at most.</summary>
    public const int Step = 300;

    private static readonly ThingKind[] Kinds = [ThingKind.Post, ThingKind.Comment, ThingKind.Member, .. ProjectJudging.Kinds];

    /// <summary>Judges the next things; null when everything was judged by the lists of now.</summary>
    public async Task<JudgingStep?> StepAsync(CancellationToken cancellation)
    {
        foreach (var kind in Kinds)
        {
            var progress = await BeginAsync(kind, cancellation);
            if (progress.LastId < progress.UpTo)
                return ProjectJudging.Kinds.Contains(kind) ? await StepOfProjectsAsync(progress, cancellation) : await StepAsync(progress, cancellation);
        }
        return null;
    }

    private IQueryable<Post> Posts => Things.AllPosts(db).AsNoTracking();

    private IQueryable<Comment> Comments => Things.AllComments(db).AsNoTracking();

    /// <summary>How far things of a kind were judged by the lists of now; a change of the lists begins anew.</summary>
    private async Task<JudgingProgress> BeginAsync(ThingKind kind, CancellationToken cancellation)
    {
        var version = judge.Version;
        if (await db.JudgingProgress.AsNoTracking().FirstOrDefaultAsync(p => p.Kind == kind, cancellation) is { } known && known.JudgedBy == version)
            return known;
        var last = kind switch
        {
            ThingKind.Post => await Posts.MaxAsync(p => (long?)p.Id, cancellation),
            ThingKind.Comment => await Comments.MaxAsync(c => (long?)c.Id, cancellation),
            ThingKind.Project or ThingKind.ProjectUpdate or ThingKind.ProjectReport => await projects.LastAsync(kind, cancellation),
            _ => await db.Members.MaxAsync(m => (long?)m.Id, cancellation),
        } ?? 0;
        var begun = await db.WriteAsync<JudgingProgress>(async () =>
        {
            var progress = await db.JudgingProgress.AsTracking().FirstOrDefaultAsync(p => p.Kind == kind, cancellation);
            if (progress is null)
                db.JudgingProgress.Add(progress = new JudgingProgress { Kind = kind, JudgedBy = version });
            (progress.JudgedBy, progress.LastId, progress.UpTo) = (version, 0, last);
            await db.SaveChangesAsync(cancellation);
            return progress;
        }, cancellation);
        return begun.Value;
    }

    private async Task<JudgingStep> StepAsync(JudgingProgress progress, CancellationToken cancellation)
    {
        var began = time.GetUtcNow().UtcDateTime;
        var read = await (progress.Kind switch
        {
            ThingKind.Post => ReadPosts(progress),
            ThingKind.Comment => ReadComments(progress),
            _ => ReadMembers(progress),
        }).Take(Step).ToListAsync(cancellation);
        // Before the transaction, during which nobody else may write.
        var judged = read.Where(r => r.Text is not null).Select(r => (Row: r, Judged: JudgeRow(progress.Kind, r))).ToList();
        var upTo = read.Count < Step ? progress.UpTo : read[^1].Id;
        return await KeepAsync(progress, upTo, () => KeepAsync(progress.Kind, judged, began, cancellation), cancellation);
    }

    private async Task<JudgingStep> StepOfProjectsAsync(JudgingProgress progress, CancellationToken cancellation)
    {
        var read = await projects.ReadAsync(progress, Step, cancellation);
        var judged = read.ConvertAll(r => (r, projects.JudgeRow(r)));
        return await KeepAsync(progress, read.Count < Step ? progress.UpTo : read[^1].Id, () => projects.KeepAsync(judged, cancellation), cancellation);
    }

    /// <summary>Writes what was found, and how far the pass has come, in one.</summary>
    private async Task<JudgingStep> KeepAsync(JudgingProgress progress, long upTo, Func<Task<int>> keep, CancellationToken cancellation)
    {
        var held = await db.WriteAsync<int>(async () =>
        {
            var count = await keep();
            await db.JudgingProgress.Where(p => p.Kind == progress.Kind && p.JudgedBy == progress.JudgedBy).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastId, upTo), cancellation);
            return count;
        }, cancellation);
        return new JudgingStep(progress.Kind, upTo, progress.UpTo, held.Value);
    }

    private Judged JudgeRow(ThingKind kind, Row row) => kind switch
    {
        ThingKind.Post => judge.OfPost(row.Title, row.Text, row.Link, row.Pictures),
        ThingKind.Member => judge.OfText(row.Title + "\n\n" + row.Text, ""),
        _ => judge.OfComment(row.Text!, row.Pictures),
    };

    /// <summary>Writes what differs; returns how many were held, or brought before a moderator.</summary>
    private async Task<int> KeepAsync(ThingKind kind, List<(Row Row, Judged Judged)> all, DateTime began, CancellationToken cancellation)
    {
        if (kind == ThingKind.Member)
            return await KeepMembersAsync(all, cancellation);
        // Most are judged as before. Whatever was changed since it was read was judged then.
        foreach (var same in all.Where(x => Same(x.Row, x.Judged)).GroupBy(x => x.Judged.By, StringComparer.Ordinal))
            await MarkAsync(kind, [.. same.Select(x => x.Row.Id)], same.Key, began, cancellation);
        var held = 0;
        foreach (var (row, judged) in all.Where(x => !Same(x.Row, x.Judged)))
        {
            if (await StoreAsync(kind, row, judged, cancellation) == 0 || row.Thing.Status != Status.Published || !judged.IsHeld || row.Severity >= Severity.Indecent)
                continue;
            if (await things.MoveAsync(kind, [row.Id], Status.Published, Status.Held, cancellation) == 0)
                continue;
            await docket.FoundAsync(row.Thing with { Status = Status.Held }, judged.Found, danger: false, cancellation);
            held++;
        }
        return held;
    }

    private static bool Same(Row row, Judged judged) => row.Severity == judged.Severity && row.Found == judged.Found;

    private Task<int> MarkAsync(ThingKind kind, long[] ids, string by, DateTime began, CancellationToken cancellation) => kind == ThingKind.Post
        ? Posts.Where(p => ids.Contains(p.Id) && (p.EditedAt == null || p.EditedAt <= began)).ExecuteUpdateAsync(set => set.SetProperty(p => p.JudgedBy, by), cancellation)
        : Comments.Where(c => ids.Contains(c.Id) && (c.EditedAt == null || c.EditedAt <= began)).ExecuteUpdateAsync(set => set.SetProperty(c => c.JudgedBy, by), cancellation);

    private Task<int> StoreAsync(ThingKind kind, Row row, Judged judged, CancellationToken cancellation) => kind == ThingKind.Post
        ? Posts.Where(p => p.Id == row.Id && p.EditedAt == row.EditedAt && !p.IsApproved).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Severity, judged.Severity).SetProperty(p => p.Found, judged.Found).SetProperty(p => p.JudgedBy, judged.By), cancellation)
        : Comments.Where(c => c.Id == row.Id && c.EditedAt == row.EditedAt && !c.IsApproved).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Severity, judged.Severity).SetProperty(c => c.Found, judged.Found).SetProperty(c => c.JudgedBy, judged.By), cancellation);

    private async Task<int> KeepMembersAsync(List<(Row Row, Judged Judged)> all, CancellationToken cancellation)
    {
        foreach (var some in all.GroupBy(x => x.Judged.By, StringComparer.Ordinal))
        {
            var ids = some.Select(x => x.Row.Id).ToArray();
            await db.Members.Where(m => ids.Contains(m.Id) && m.JudgedBy != some.Key).ExecuteUpdateAsync(set => set.SetProperty(m => m.JudgedBy, some.Key), cancellation);
        }
        var found = 0;
        foreach (var (row, judged) in all.Where(x => x.Judged.IsHeld))
        {
            // Nobody stores of a member what was found: her case tells whether a moderator has seen it already.
            if (await docket.KnowsAsync(ThingKind.Member, row.Id, judged.Found, cancellation))
                continue;
            await docket.FoundAsync(row.Thing, judged.Found, danger: false, cancellation);
            found++;
        }
        return found;
    }

    private IQueryable<Row> ReadPosts(JudgingProgress at) => Posts.Where(p => p.UpdateId == null && p.Id > at.LastId && p.Id <= at.UpTo).OrderBy(p => p.Id).Select(p => new Row(
        p.Id, p.Status == Status.Deleted || p.IsApproved || p.JudgedBy == at.JudgedBy ? null : p.Title, p.Status == Status.Deleted || p.IsApproved || p.JudgedBy == at.JudgedBy ? null : p.Body,
        p.LinkUrl, p.Severity, p.Found, p.EditedAt, new Thing(ThingKind.Post, p.Id, p.Id, p.AuthorId, p.Circle, p.Audience, p.Language, p.Status), p.PictureWords));

    private IQueryable<Row> ReadComments(JudgingProgress at) =>
        from c in Comments
        where c.Id > at.LastId && c.Id <= at.UpTo
        join p in Posts on c.PostId equals p.Id
        orderby c.Id
        select new Row(
            c.Id, null, c.Status == Status.Deleted || c.IsApproved || c.JudgedBy == at.JudgedBy ? null : c.Body, null, c.Severity, c.Found, c.EditedAt,
            new Thing(ThingKind.Comment, c.Id, c.PostId, c.AuthorId, p.Circle, c.Audience, c.Language, c.Status), c.PictureAlt);

    private IQueryable<Row> ReadMembers(JudgingProgress at) => db.Members.AsNoTracking().Where(m => m.Id > at.LastId && m.Id <= at.UpTo).OrderBy(m => m.Id).Select(m => new Row(
        m.Id, m.UserName, m.LeftAt != null ? null : m.About, null, Severity.Clean, Categories.None, null,
        new Thing(ThingKind.Member, m.Id, null, m.Id, m.Circle, Audience.Everyone, m.Languages, Status.Published), ""));

    /// <summary>What is judged, and the state it was read in; without a text where there is nothing to judge.</summary>
    private sealed record Row(long Id, string? Title, string? Text, string? Link, Severity Severity, Categories Found, DateTime? EditedAt, Thing Thing, string Pictures = "");
}

/// <summary>What one step of the pass did.</summary>
/// <param name="Kind">What it judged.</param>
/// <param name="LastId">The number it came to.</param>
/// <param name="UpTo">The number the pass goes to.</param>
/// <param name="Held">How many it held, or brought before a moderator.</param>
public sealed record JudgingStep(ThingKind Kind, long LastId, long UpTo, int Held);
