using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>A report as its sender finds it again; never who decided.</summary>
/// <param name="Thing">What it was about, as far as she sees it now; the title is a member's handle where it was about her.</param>
/// <param name="Folded">What the filter found in it, where that is folded for her; null where it is open.</param>
public sealed record OwnReport(long Id, Rules Rule, string Words, DateTime SentAt, ReportOutcome Outcome, ToldThing Thing, Categories? Folded = null);

/// <summary>Reads the reports that the viewer sent.</summary>
public sealed class OwnReportQueries(ForumDb db, CurrentViewer viewer)
{
    private const int PageSize = 20, ExcerptRead = 400;

    /// <summary>Her reports, the newest first.</summary>
    public async Task<Result<Page<OwnReport>>> PageAsync(string? after, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var me = viewer.Value.MemberId;
        // Cases are not hers to see; of hers only which thing it was is read.
        var reports = db.Reports.IgnoreQueryFilters([Visibility.ReaderFilter, Visibility.ThreadFilter]).AsNoTracking().Where(r => r.ReporterId == me);
        if (cursor.Value is { Id: var last })
            reports = reports.Where(r => r.Id < last);
        var rows = await (
            from r in reports
            join c in db.Cases on r.CaseId equals c.Id
            join post in db.Posts on c.PostId equals (long?)post.Id into posts
            from p in posts.DefaultIfEmpty()
            orderby r.Id descending
            select new
            {
                Report = r, c.Kind, c.ThingId, c.PostId, Title = (string?)p.Title, Slug = (string?)p.Slug,
                Handle = c.Kind == ThingKind.Member ? db.Members.Where(Member.IsShown).Where(m => m.Id == c.ThingId).Select(m => m.UserName).FirstOrDefault() : null,
                Body = c.Kind == ThingKind.Comment ? db.Comments.Where(x => x.Id == c.ThingId && x.Status != Status.Deleted).Select(x => x.Body.Substring(0, ExcerptRead)).FirstOrDefault() : null,
                PostFound = c.Kind == ThingKind.Post && p.Severity > Severity.Clean ? (Categories?)p.Found : null,
                CommentFound = c.Kind == ThingKind.Comment ? db.Comments.Where(x => x.Id == c.ThingId && x.Severity > Severity.Clean).Select(x => (Categories?)x.Found).FirstOrDefault() : null,
            }).Take(PageSize + 1).ToListAsync(cancellation);
        var mine = rows.ConvertAll(r => new OwnReport(r.Report.Id, r.Report.Rule, r.Report.Words, r.Report.CreatedAt, r.Report.Outcome,
            new ToldThing(r.Kind, r.ThingId, r.PostId, r.Title ?? r.Handle ?? "", r.Slug ?? "", r.Body is null ? "" : ExcerptText.Of(r.Body)),
            viewer.Value.Folds(Severity.Sensitive, authorId: 0) ? r.CommentFound ?? r.PostFound : null));
        return Page<OwnReport>.Cut(mine, PageSize, r => new Cursor(0, r.Id));
    }
}
