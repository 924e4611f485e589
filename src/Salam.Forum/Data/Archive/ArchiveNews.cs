using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Text;
using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>Makes the news of projects of archive lines, with the threads that are under them, and who reads them.</summary>
internal sealed class ArchiveNews(ForumDb db, ArchiveIds ids, ArchiveNumbers numbers)
{
    public async Task<Result<bool>> AddAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadNumber(line.Id) is { } bad)
            return bad;
        if (numbers.Updates.Here(line.Id) is not null)
            return false;
        if (numbers.Projects.Here(line.Project) is not { } project)
            return Refusal.Invalid($"project {line.Project} is not known");
        if (await HereAsync(line, project, cancellation) is { } here)
        {
            numbers.Updates.Learn(line.Id!, here);
            return false;
        }
        var (id, told, text) = (NumberOf(line.Id)!.Value, line.Told?.UtcDateTime, line.Told is null ? "" : Normalise.Input(line.Body));
        if (line.Due is null && told is null)
            return Refusal.Invalid("an update has due, or told, or both");
        if (told is not null && TextRules.CheckMarkdown(text, "Body", 1, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        var rendered = Markdown.Render(text);
        var threads = await ThreadsAsync(line, told, text, rendered);
        if (!threads.Ok)
            return threads.Refusals[0];
        var update = new ProjectUpdate
        {
            Id = await db.ProjectUpdates.AnyAsync(u => u.Id == id, cancellation) ? 0 : id,
            ProjectId = project, DueAt = line.Due?.UtcDateTime, PostedAt = told, Body = text, Html = told is null ? "" : rendered.Html, RendererVersion = told is null ? 0 : Markdown.Version,
        };
        if (update.Id != 0)
            await db.AddNumberedAsync(update, cancellation);
        else
            await db.SaveAloneAsync(update, cancellation);
        db.ChangeTracker.Clear();
        foreach (var thread in threads.Value)
            await db.SaveAloneAsync(thread(update.Id), cancellation);
        numbers.Updates.Learn(line.Id!, update.Id);
        return true;
    }

    /// <summary>The number of the news here, where they are there already: promised for that day, or told unasked at that moment.</summary>
    private async Task<long?> HereAsync(ArchiveLine line, long project, CancellationToken cancellation)
    {
        var (id, due, told) = (NumberOf(line.Id)!.Value, line.Due?.UtcDateTime, line.Told?.UtcDateTime);
        var same = await db.ProjectUpdates.Where(u => u.ProjectId == project && (due != null ? u.DueAt == due : u.DueAt == null && u.PostedAt == told)).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(cancellation);
        return same.Where(u => !numbers.Updates.Has(u)).OrderBy(u => u == id ? 0 : 1).Select(u => (long?)u).FirstOrDefault();
    }

    private async Task<Result<List<Func<long, Posts.Post>>>> ThreadsAsync(ArchiveLine line, DateTime? told, string text, RenderedText rendered)
    {
        var threads = new List<Func<long, Posts.Post>>();
        if (told is not { } at || line.Threads is null)
            return threads;
        if (await ids.MemberAsync(line.Author) is not { } author)
            return Refusal.Invalid($"author {line.Author} is not known");
        var title = Normalise.Input(line.Title).ReplaceLineEndings(" ");
        if (TextRules.Check(title, "Title", Project.TitleMin, Project.TitleMax).FirstOrDefault() is { } wrong)
            return wrong;
        if (Language.Find(line.Language) is not { } language)
            return Refusal.Invalid("LanguageUnknown");
        foreach (var (circle, name) in new[] { (Circle.Brothers, line.Threads.Brothers), (Circle.Sisters, line.Threads.Sisters) })
        {
            if (BadId(name) is not null || line.Threads.Brothers == line.Threads.Sisters)
                return Refusal.Invalid("threads names one of the brothers and another one of the sisters");
            if (await ids.PostAsync(name) is not null)
                return Refusal.Invalid($"the thread {name} is under other news, or a post");
            var (archiveId, key) = ArchiveIds.Split(name!);
            threads.Add(update => NewsThreads.Of(new ToldNews(0, update, author.Id, at, text, rendered), circle, (title, Slug.From(title), language.Code), archiveId, key));
        }
        return threads;
    }

    public async Task<Result<bool>> EventAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Projects.Here(line.Project) is not { } project)
            return Refusal.Invalid($"project {line.Project} is not known");
        if (line.Event is null || BadWord<ProjectEventKind>("event", line.Event) is not null)
            return Refusal.Invalid($"event \"{line.Event}\" is none");
        var update = numbers.Updates.Here(line.Update);
        if (line.Update is not null && update is null)
            return Refusal.Invalid($"update {line.Update} is not known");
        var (kind, at, words) = (Word(line.Event, ProjectEventKind.Told), Moment(line.Created), Normalise.Input(line.Words));
        if (words.Length > ProjectEvent.WordsMax || Normalise.HasForbidden(words))
            return Refusal.Invalid($"words has at most {ProjectEvent.WordsMax} characters, none of them one that controls");
        if (await db.ProjectEvents.AnyAsync(e => e.ProjectId == project && e.Kind == kind && e.At == at && e.UpdateId == update, cancellation))
            return false;
        return await db.SaveAloneAsync(new ProjectEvent { ProjectId = project, Kind = kind, UpdateId = update, Words = words, At = at }, cancellation);
    }

    public async Task<Result<bool>> FollowAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (await ids.MemberAsync(line.Follower) is not { } follower)
            return Refusal.Invalid($"{line.Follower} is not known");
        if (numbers.Projects.Here(line.Project) is not { } project)
            return Refusal.Invalid($"project {line.Project} is not known");
        if (await db.ProjectFollows.AnyAsync(f => f.MemberId == follower.Id && f.ProjectId == project, cancellation))
            return false;
        return await db.SaveAloneAsync(new ProjectFollow { MemberId = follower.Id, ProjectId = project, CreatedAt = Moment(line.Created) }, cancellation);
    }
}
