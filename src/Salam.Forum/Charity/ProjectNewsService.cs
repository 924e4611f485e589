using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>News of projects: promised for a day, and told.</summary>
public sealed class ProjectNewsService(ForumDb db, TimeProvider time, StaffGate gate, CurrentViewer viewer, Judge judge)
{
    private const string BodyField = "Body";

    /// <summary>Promises news until a day, which from then on everybody sees. A promise is not taken back.</summary>
    public Task<Result<long>> PromiseAsync(long projectId, DateTime dueAt, CancellationToken cancellation) => ActAsync(projectId, async now =>
    {
        var due = DateTime.SpecifyKind(dueAt, DateTimeKind.Utc);
        if (due <= now || due > now.AddDays(Project.DaysMax * 2))
            return Refusal.Invalid("DueDay", "DueAt");
        if (await db.ProjectUpdates.CountAsync(u => u.ProjectId == projectId && u.DueAt != null, cancellation) >= ProjectUpdate.PromisedMost)
            return new Refusal(RefusalKind.Conflict, "UpdatesMany", null, ProjectUpdate.PromisedMost);
        return await AddAsync(new ProjectUpdate { ProjectId = projectId, DueAt = due }, cancellation);
    }, cancellation);

    /// <summary>What the filter says of news before they are told.</summary>
    public Judged Preview(string? words) => judge.OfMarkdown(Normalise.Input(words), BodyField);

    /// <summary>Tells news: those that were promised where a promise is named, else unasked. Returns their number.</summary>
    public async Task<Result<long>> TellAsync(long projectId, long? promiseId, string? words, CancellationToken cancellation)
    {
        var text = Normalise.Input(words);
        if (TextRules.CheckMarkdown(text, BodyField, 1, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        if (judge.OfMarkdown(text, BodyField).CharityRefusals() is { Count: > 0 } forbidden)
            return forbidden;
        var rendered = Markdown.Render(text);
        return await ActAsync(projectId, async now =>
        {
            var result = await ToldAsync(now);
            if (result.Ok && !await db.Posts.WithThreads().AnyAsync(p => p.UpdateId == result.Value, cancellation))
                await NewsThreads.OpenAsync(db, new ToldNews(projectId, result.Value, viewer.Value.MemberId, now, text, rendered), cancellation);
            return result;
        }, cancellation);

        async Task<Result<long>> ToldAsync(DateTime now)
        {
            var today = await db.ProjectUpdates.Where(u => u.ProjectId == projectId && u.PostedAt > now.AddDays(-1)).OrderByDescending(u => u.Id).Take(ProjectUpdate.DayMost).Select(u => new { u.Id, u.Body }).ToListAsync(cancellation);
            if (promiseId is not { } id)
            {
                // The same form once more is the same news.
                if (today.Find(u => u.Body == text) is { } same)
                    return same.Id;
                if (today.Count >= ProjectUpdate.DayMost)
                    return new Refusal(RefusalKind.TooMany, "NewsMany", null, ProjectUpdate.DayMost);
                var added = await AddAsync(new ProjectUpdate { ProjectId = projectId, PostedAt = now, Body = text, Html = rendered.Html, RendererVersion = Markdown.Version }, cancellation);
                await db.NoteAsync(projectId, ProjectEventKind.Told, now, cancellation, added.Value, rendered.Excerpt);
                return added;
            }
            // Told once: whoever was quicker has told it.
            var told = await db.ProjectUpdates.Where(u => u.Id == id && u.ProjectId == projectId && u.PostedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.PostedAt, now).SetProperty(u => u.Body, text).SetProperty(u => u.Html, rendered.Html).SetProperty(u => u.RendererVersion, Markdown.Version), cancellation);
            if (told != 1)
                return Refusal.Missing;
            await db.NoteAsync(projectId, ProjectEventKind.Told, now, cancellation, id, rendered.Excerpt);
            return id;
        }
    }

    private async Task<Result<long>> AddAsync(ProjectUpdate update, CancellationToken cancellation)
    {
        db.ProjectUpdates.Add(update);
        await db.SaveChangesAsync(cancellation);
        return update.Id;
    }

    private Task<Result<long>> ActAsync(long projectId, Func<DateTime, Task<Result<long>>> act, CancellationToken cancellation) => db.WriteAsync<long>(async () =>
    {
        var project = await db.Projects.Where(p => p.Id == projectId).Select(p => new { p.FoundationId, p.PublishedAt }).FirstOrDefaultAsync(cancellation);
        if (project is null)
            return Refusal.Missing;
        if (await gate.RefusalAsync(project.FoundationId, cancellation) is { } closed)
            return closed;
        return project.PublishedAt is null ? new Refusal(RefusalKind.Conflict, "ProjectState") : await act(time.GetUtcNow().UtcDateTime);
    }, cancellation);
}
