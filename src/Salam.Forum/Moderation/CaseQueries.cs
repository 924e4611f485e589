using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Media;

namespace Salam.Forum.Moderation;

/// <summary>Reads one case whole. What was held or removed is read only once the case was seen through the gate.</summary>
public sealed class CaseQueries(ForumDb db, CurrentViewer viewer, Gate gate, TimeProvider time, LiveFilter filter)
{
    private const int ReportsMost = 50, HistoryMost = 10;

    /// <summary>A case with its thing, reports and author; missing for who does not review it.</summary>
    public async Task<Result<CaseView>> ShowAsync(long id, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var entered = await gate.EnteredAsync(cancellation);
        if (await FindAsync(id, entered, cancellation) is not { } found)
            return Refusal.Missing;
        var (review, postId) = found;
        var texts = await TextsAsync(review, postId, cancellation);
        var thing = texts.FirstOrDefault(t => t.Id == review.ThingId && t.IsPost == (review.Kind == ThingKind.Post));
        var history = await EntriesAsync(gate.Log(entered).Where(e => e.MemberId == review.Author.Id && e.Act != Act.CircleEntered), cancellation);
        var (reports, standing) = await ReportsAsync(id, review.Author.Id, cancellation);
        var refusal = gate.MemberRefusal(Act.Suspended, review.Author.Circle, review.Author.Role, entered);
        var view = review with
        {
            Author = review.Author with { Standing = standing },
            Thing = thing is { Status: Status.Deleted } ? null : thing,
            Above = [.. texts.Where(t => t != thing)],
            Marked = [.. Marked(review, thing)],
            Reports = reports,
            History = history,
            Last = (await EntriesAsync(Deciding(review, entered), cancellation)).FirstOrDefault(),
            Appeal = await AppealAsync(review, entered, cancellation),
            MemberRefusal = refusal,
        };
        return await gate.ActRefusalAsync(cancellation) is null ? view with { Acts = [.. Enum.GetValues<Act>().Where(a => IsOpenTo(a, view, entered))] } : view;
    }

    /// <summary>Whether there is such a case for the viewer.</summary>
    public async Task<bool> IsThereAsync(long id, CancellationToken cancellation) =>
        gate.LookRefusal() is null && await gate.Cases(await gate.EnteredAsync(cancellation)).AnyAsync(c => c.Id == id, cancellation);

    /// <summary>An entry of the log that the viewer made herself, to be told what she did; null when there is none.</summary>
    public async Task<CaseEntry?> OwnAsync(long entryId, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is not null)
            return null;
        var me = viewer.Value.MemberId;
        return (await EntriesAsync(gate.Log(await gate.EnteredAsync(cancellation)).Where(e => e.Id == entryId && e.ActorId == me), cancellation)).FirstOrDefault();
    }

    private async Task<(CaseView Case, long? PostId)?> FindAsync(long id, Circle? entered, CancellationToken cancellation)
    {
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var counted = gate.Log(entered).Where(e => !db.ModerationLog.Any(u => u.About == e.Id && (u.Act == Act.Undone || u.Act == Act.AppealGranted)));
        var found = await (
            from c in gate.Cases(entered).AsNoTracking()
            where c.Id == id
            join m in db.Members on c.AuthorId equals m.Id
            select new
            {
                c.PostId,
                Case = new CaseView(
                    c.Id, c.Kind, c.ThingId, c.Audience, c.State, c.Version, c.Rules, c.Found, c.Weight, c.OpenedAt, c.Words,
                    c.ClaimedUntil > now && c.ClaimedBy != me ? db.Members.Where(x => x.Id == c.ClaimedBy).Select(x => x.UserName).FirstOrDefault() : null,
                    new CaseAuthor(m.Id, m.UserName!, m.Circle, m.Role, m.JoinedAt, m.SilencedUntil, m.SuspendedUntil, m.LeftAt != null, m.About,
                        counted.Count(e => e.MemberId == m.Id && (e.Act == Act.Removed || e.Act == Act.EverythingRemoved)),
                        counted.Count(e => e.MemberId == m.Id && e.Act == Act.Warned),
                        counted.Count(e => e.MemberId == m.Id && (e.Act == Act.Silenced || e.Act == Act.Suspended || e.Act == Act.Banned)), m.Languages)),
            }).FirstOrDefaultAsync(cancellation);
        return found is null ? null : (found.Case, found.PostId);
    }

    /// <summary>What was decided on the case; beside that what took away everything its author wrote, since that settled all her cases and names but one.</summary>
    private IQueryable<LogEntry> Deciding(CaseView review, Circle? entered) => gate.Log(entered).Where(e =>
        (e.Kind == review.Kind && e.ThingId == review.ThingId && e.CaseId == review.Id && e.Act != Act.Held)
        || (e.Act == Act.EverythingRemoved && e.MemberId == review.Author.Id && !db.ModerationLog.Any(u => u.About == e.Id && (u.Act == Act.Undone || u.Act == Act.AppealGranted))));

    /// <summary>What the author says against a decision on the case, while that waits.</summary>
    private Task<CaseAppeal?> AppealAsync(CaseView review, Circle? entered, CancellationToken cancellation) => (
        from a in gate.Appeals(entered).AsNoTracking()
        where a.MemberId == review.Author.Id && a.Granted == null
        join e in gate.Log(entered) on a.EntryId equals e.Id
        where e.CaseId == review.Id && !db.ModerationLog.Any(u => u.About == e.Id && u.Act == Act.Undone)
        orderby a.Id descending
        select new CaseAppeal(a.Words, a.CreatedAt)).FirstOrDefaultAsync(cancellation);

    /// <summary>The post, then the comment above the comment, then the comment; whatever there is of them.</summary>
    private async Task<List<CaseText>> TextsAsync(CaseView review, long? postId, CancellationToken cancellation)
    {
        if (postId is null)
            return [];
        var texts = await (
            from p in Things.AllPosts(db)
            where p.Id == postId
            join m in db.Members on p.AuthorId equals m.Id
            select new CaseText(true, p.Id, p.Title, p.Slug, p.Body, p.BodyHtml, p.Language, p.LinkUrl, p.Status, m.UserName!, p.CreatedAt, p.EditedAt, p.IsLocked, p.SlowMinutes, null)
            {
                PictureWords = p.PictureWords,
                CardPicture = Things.AllCards(db).Where(x => x.PostId == p.Id && x.PictureWidth > 0).Select(x => new PictureView(x.Key, x.PictureWidth, x.PictureHeight, x.Title, x.Placeholder)).FirstOrDefault(),
                Pictures = Things.AllPictures(db).Where(x => x.PostId == p.Id).OrderBy(x => x.Place).Select(x => new PictureView(x.Key, x.Width, x.Height, x.Alt, x.Placeholder)).ToList(),
            }).ToListAsync(cancellation);
        // With a post its comments are gone, for everybody.
        if (review.Kind != ThingKind.Comment || !texts.Exists(t => t.Status != Status.Deleted))
            return texts.ConvertAll(Standing);
        var (all, id) = (Things.AllComments(db), review.ThingId);
        var comments = await (
            from c in all
            where c.Id == id || all.Any(below => below.Id == id && below.ParentId == c.Id)
            join m in db.Members on c.AuthorId equals m.Id
            orderby c.Id
            select new
            {
                Text = new CaseText(false, c.Id, "", "", c.Body, c.BodyHtml, c.Language, null, c.Status, m.UserName!, c.CreatedAt, c.EditedAt, false, 0, c.ParentId) { PictureWords = c.PictureAlt },
                Picture = c.PictureKey == null ? null : new PictureView(c.PictureKey.Value, c.PictureWidth, c.PictureHeight, c.PictureAlt, c.PicturePlaceholder),
            }).ToListAsync(cancellation);
        return texts.Concat(comments.Select(c => c.Text with { Pictures = c.Picture is null ? [] : [c.Picture] })).Select(Standing).ToList();
    }

    /// <summary>What its author deleted is gone for everybody.</summary>
    private static CaseText Standing(CaseText text) => text.Status == Status.Deleted ? text with { Title = "", Slug = "", Source = "", Html = "", LinkUrl = null, Pictures = [], CardPicture = null, PictureWords = "" } : text;

    private IEnumerable<MarkedText> Marked(CaseView review, CaseText? thing)
    {
        (string Field, string? Text)[] parts = review.Kind == ThingKind.Member
            ? [("Handle", review.Author.Handle), ("About", review.Author.About)]
            : [("Title", thing?.Title), ("Link", thing?.LinkUrl), (PictureService.Field, thing?.PictureWords), ("Body", string.IsNullOrEmpty(thing?.Source) ? review.Words : thing.Source)];
        return parts.Where(p => !string.IsNullOrEmpty(p.Text)).Select(p => MarkedText.OfPart(p.Field, p.Text!, filter.Current)).OfType<MarkedText>();
    }

    /// <summary>The reports of a case, and how far its author is known, which the reports that she sent herself tell: both past the audience, and in one query.</summary>
    private async Task<(List<CaseReport> Reports, Standing OfAuthor)> ReportsAsync(long id, long authorId, CancellationToken cancellation)
    {
        var reports = db.Reports.IgnoreQueryFilters([Visibility.AudienceFilter]);
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await (
            from a in db.Members
            where a.Id == authorId
            join one in reports on id equals one.CaseId into all
            from r in all.DefaultIfEmpty()
            join one in db.Members on r.ReporterId equals one.Id into senders
            from m in senders.DefaultIfEmpty()
            orderby r.Id descending
            select new
            {
                a.JoinedAt,
                Upheld = reports.Count(x => x.ReporterId == a.Id && x.Outcome == ReportOutcome.Upheld),
                Dismissed = reports.Count(x => x.ReporterId == a.Id && x.Outcome == ReportOutcome.Dismissed),
                Report = r == null ? null : new
                {
                    r.Rule, r.Words, r.Weight, r.Outcome, r.CreatedAt, Handle = m.UserName!, m.JoinedAt,
                    Upheld = reports.Count(x => x.ReporterId == m.Id && x.Outcome == ReportOutcome.Upheld),
                    Dismissed = reports.Count(x => x.ReporterId == m.Id && x.Outcome == ReportOutcome.Dismissed),
                },
            }).Take(ReportsMost).ToListAsync(cancellation);
        return (
            [.. from row in rows where row.Report is not null let r = row.Report select new CaseReport(r.Rule, r.Words, r.Weight, r.Outcome, r.CreatedAt, r.Handle, Known(r.JoinedAt, r.Upheld, r.Dismissed))],
            Known(rows[0].JoinedAt, rows[0].Upheld, rows[0].Dismissed));

        Standing Known(DateTime joinedAt, int upheld, int dismissed) => ReportWeight.StandingOf(now - joinedAt, upheld, dismissed);
    }

    private Task<List<CaseEntry>> EntriesAsync(IQueryable<LogEntry> log, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        return log.AsNoTracking().OrderByDescending(e => e.Id).Take(HistoryMost)
            .Select(e => new CaseEntry(
                e.Id, e.Act, e.Kind, e.Rule, e.Words, e.At, e.Until, db.Members.Where(m => m.Id == e.ActorId).Select(m => m.UserName).FirstOrDefault(), e.ActorId == me,
                db.ModerationLog.Any(u => u.About == e.Id && (u.Act == Act.Undone || u.Act == Act.AppealGranted)))).ToListAsync(cancellation);
    }

    /// <summary>Whether the act makes sense now and is the viewer's to do; the service that does it asks again.</summary>
    private bool IsOpenTo(Act act, CaseView view, Circle? entered)
    {
        if (!Decision.IsFor(act, view.Kind) || (view.State == CaseState.Decided && new Decision(act).Settles(view.Kind)))
            return false;
        var now = time.GetUtcNow().UtcDateTime;
        return act switch
        {
            Act.Approved => view.Thing is not { Status: Status.Removed },
            Act.Removed => view.Thing is { Status: Status.Published or Status.Held },
            Act.Restored => view.Thing is { Status: Status.Removed },
            Act.CommentsLocked => view.Post is { IsLocked: false, Status: not Status.Deleted },
            Act.CommentsUnlocked => view.Post is { IsLocked: true, Status: not Status.Deleted },
            Act.SlowModeSet => view.Post is { Status: not Status.Deleted },
            Act.Released => (view.Author.SilencedUntil > now || view.Author.SuspendedUntil > now) && OnMember(),
            Act.AboutRemoved => view.Author.About.Length > 0 && OnMember(),
            _ => OnMember(),
        };

        bool OnMember() => !view.Author.HasLeft && gate.MemberRefusal(act, view.Author.Circle, view.Author.Role, entered) is null;
    }
}
