using Microsoft.EntityFrameworkCore;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>
/// The part of the pass over everything that judges what is told of projects. It runs for nobody, and so reads what everybody does. What the lists of now object to
/// is written in the log, once for the same words, and waits there for an administrator (<see cref="ProjectWordsQueries"/>): people gave because of these words, so
/// none of them is hidden before somebody has read it.
/// </summary>
public sealed class ProjectJudging(ForumDb db, Judge judge, Journal journal)
{
    /// <summary>What it judges.</summary>
    internal static readonly ThingKind[] Kinds = [ThingKind.Project, ThingKind.ProjectUpdate, ThingKind.ProjectReport];

    private const string NewsField = "News", ReportField = "Report", Cut = "…";

    /// <summary>The number of the last thing of a kind.</summary>
    internal Task<long?> LastAsync(ThingKind kind, CancellationToken cancellation) => kind == ThingKind.ProjectUpdate
        ? db.ProjectUpdates.MaxAsync(u => (long?)u.Id, cancellation)
        : db.Projects.MaxAsync(p => (long?)p.Id, cancellation);

    /// <summary>The next things that everybody reads.</summary>
    internal Task<List<Row>> ReadAsync(JudgingProgress at, int most, CancellationToken cancellation) => (at.Kind switch
    {
        ThingKind.Project => ReadProjects(at),
        ThingKind.ProjectUpdate => ReadUpdates(at),
        _ => ReadReports(at),
    }).Take(most).ToListAsync(cancellation);

    internal Judged JudgeRow(Row row) => row.Kind switch
    {
        ThingKind.Project => judge.OfProject(new ProjectText(row.Title, row.Text, ProjectText.Lines(row.Pictures), row.Fees, ProjectText.Lines(row.Milestones))),
        // Each of its news is found by itself, whatever was found in another.
        ThingKind.ProjectUpdate => judge.OfMarkdown(row.Text, FormattableString.Invariant($"{NewsField} {row.Id}")),
        _ => judge.OfMarkdown(row.Text, ReportField),
    };

    /// <summary>Writes in the log what is found; returns of how many things.</summary>
    internal async Task<int> KeepAsync(List<(Row Row, Judged Judged)> all, CancellationToken cancellation)
    {
        var found = 0;
        foreach (var (row, judged) in all.Where(x => x.Judged.IsHeld))
        {
            var words = WordsOf(judged);
            if (await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == row.ProjectId, cancellation) is not { } project
                || await db.ModerationLog.AnyAsync(e => e.Kind == ThingKind.Project && e.ThingId == project.Id && e.Act == Act.ProjectWordsMet && e.Words == words, cancellation))
                continue;
            await journal.OfProjectAsync(Act.ProjectWordsMet, project, words, tell: false, cancellation);
            found++;
        }
        return found;
    }

    /// <summary>What was met, by the fields it stands in; tells findings apart that an administrator has seen, and others.</summary>
    private static string WordsOf(Judged judged)
    {
        var fields = judged.Findings.Where(f => f.Severity >= Severity.Indecent).GroupBy(f => f.Field, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(" · ", g.Select(f => f.Words).Distinct(StringComparer.OrdinalIgnoreCase))}");
        var words = string.Join('\n', fields);
        return words.Length <= LogEntry.WordsMax ? words : string.Concat(words.AsSpan(0, LogEntry.WordsMax - Cut.Length), Cut);
    }

    private IQueryable<Row> ReadProjects(JudgingProgress at) => Projects.Where(p => p.Id > at.LastId && p.Id <= at.UpTo).OrderBy(p => p.Id).Select(p => new Row(
        ThingKind.Project, p.Id, p.Id, p.Title, p.Story, p.Fees, db.ProjectPictures.Where(x => x.ProjectId == p.Id && x.Alt != "").OrderBy(x => x.Place).Select(x => x.Alt).ToList(),
        db.Milestones.Where(m => m.ProjectId == p.Id).OrderBy(m => m.Amount).Select(m => m.Title).ToList()));

    private IQueryable<Row> ReadUpdates(JudgingProgress at) =>
        from u in db.ProjectUpdates.AsNoTracking()
        where u.Id > at.LastId && u.Id <= at.UpTo && u.PostedAt != null
        join p in Projects on u.ProjectId equals p.Id
        orderby u.Id
        select new Row(ThingKind.ProjectUpdate, u.Id, p.Id, "", u.Body, "", new List<string>(), new List<string>());

    private IQueryable<Row> ReadReports(JudgingProgress at) => Projects.Where(p => p.Id > at.LastId && p.Id <= at.UpTo && p.ReportedAt != null).OrderBy(p => p.Id)
        .Select(p => new Row(ThingKind.ProjectReport, p.Id, p.Id, "", p.Report, "", new List<string>(), new List<string>()));

    private IQueryable<Project> Projects => db.Projects.AsNoTracking().Where(p => p.PublishedAt != null);

    /// <summary>What is judged.</summary>
    internal sealed record Row(ThingKind Kind, long Id, long ProjectId, string Title, string Text, string Fees, List<string> Pictures, List<string> Milestones);
}
