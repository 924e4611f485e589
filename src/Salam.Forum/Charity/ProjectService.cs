using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Charity;

/// <summary>What the staff of a foundation does with its projects: write them, have them reviewed, close them, tell what came of them.</summary>
public sealed class ProjectService(ForumDb db, StaffGate gate, Journal journal, Judge judge, ProjectPictures pictures, WishBook wishes)
{
    private const int DraftsMost = 50;
    private const string ReportField = "Report";

    /// <summary>Begins a project as a draft; returns its number.</summary>
    public async Task<Result<long>> CreateAsync(long foundationId, ProjectDraft written, CancellationToken cancellation)
    {
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var story = Markdown.Render(draft.Story!);
        return await db.WriteAsync<long>(async () =>
        {
            if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
                return closed;
            if (await db.Projects.CountAsync(p => p.FoundationId == foundationId && p.PublishedAt == null, cancellation) >= DraftsMost)
                return new Refusal(RefusalKind.TooMany, "DraftsMany", null, DraftsMost);
            var policy = await PolicyAsync(foundationId, draft, cancellation);
            if (!policy.Ok)
                return policy.Refusals[0];
            var project = new Project
            {
                FoundationId = foundationId, Title = draft.Title!, Slug = Slug.From(draft.Title!), Language = draft.Language!, Story = draft.Story!, StoryHtml = story.Html, Excerpt = story.Excerpt, Goal = draft.Goal,
                Currency = draft.Currency!, Category = draft.Category, Country = draft.Country!, Kind = draft.Kind, Recipients = draft.Recipients, Schools = draft.Schools, PolicyVersion = policy.Value, Fees = draft.Fees!,
                DonateUrl = draft.DonateUrl!, StartsAt = draft.StartsAt, EndsAt = draft.EndsAt, CreatedAt = journal.Now, RendererVersion = Markdown.Version, Urgency = Project.UrgencyOf(draft.EndsAt, draft.Goal, 0),
            };
            db.Projects.Add(project);
            await db.SaveChangesAsync(cancellation);
            await SetMilestonesAsync(project.Id, draft, cancellation);
            return await pictures.SetAsync(project.Id, draft.Pictures, cancellation) is { } missing ? missing : project.Id;
        }, cancellation);
    }

    /// <summary>
    /// Changes a project. Once it was open, its currency and what kind of gift it asks for stay as they are, where gifts go and how much is asked for waits for
    /// an administrator, and what its title and story were is written in the log.
    /// </summary>
    public async Task<Result<Done>> EditAsync(long id, ProjectDraft written, CancellationToken cancellation)
    {
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var story = Markdown.Render(draft.Story!);
        return await ActAsync(id, async project =>
        {
            if (project.ChangeRefusal() is { } over)
                return over;
            if (Edits.StaleRefusal(draft.Version, project.EditedAt) is { } stale)
                return stale;
            if (project.PublishedAt is not null && (draft.Currency != project.Currency || draft.Kind != project.Kind))
                return new Refusal(RefusalKind.Conflict, "ProjectPublished", nameof(draft.Currency));
            var policy = await PolicyAsync(project.FoundationId, draft, cancellation);
            if (!policy.Ok)
                return policy.Refusals[0];
            // A draft is judged when it is handed in; what everybody reads, before everybody does.
            if (project.PublishedAt is not null && judge.OfProject(ProjectText.Of(draft)).CharityRefusals() is { Count: > 0 } forbidden)
                return forbidden;
            if (project.PublishedAt is not null)
            {
                await wishes.WishAsync(project, wish => wish with { Goal = draft.Goal, DonateUrl = draft.DonateUrl! }, cancellation);
                await TellAsync(project, draft, cancellation);
                draft = draft with { Goal = project.Goal, DonateUrl = project.DonateUrl };
            }
            var (saysTheSame, language) = (project.Title == draft.Title && project.Story == draft.Story && project.Language == draft.Language, project.Language);
            Write(project, draft, story, policy.Value);
            if (!saysTheSame)
                project.WordsAt = project.EditedAt;
            await db.SaveChangesAsync(cancellation);
            if (language != project.Language)
                await TranslationKeeper.RemoveOfProjectAsync(db, id, cancellation);
            else if (!saysTheSame)
                await TranslationKeeper.RemoveAsync(db, ThingKind.Project, id, cancellation);
            await SetMilestonesAsync(id, draft, cancellation);
            return await pictures.SetAsync(id, draft.Pictures, cancellation) is { } missing ? missing : default(Done);
        }, cancellation);
    }

    /// <summary>Hands a draft to the administrators; refused with its words where a post with them would not be taken, or would be held.</summary>
    public Task<Result<Done>> SubmitAsync(long id, CancellationToken cancellation) => ActAsync(
        id, async project => project.State == ProjectState.Draft && judge.OfProject(await TextAsync(project, cancellation)).CharityRefusals() is { Count: > 0 } forbidden
            ? forbidden
            : await MoveAsync(project, ProjectState.InReview, cancellation, ProjectState.Draft), cancellation);

    /// <summary>Has it ask for nothing any more.</summary>
    public Task<Result<Done>> CloseAsync(long id, CancellationToken cancellation) =>
        ActAsync(id, project => MoveAsync(project, ProjectState.Closed, cancellation, ProjectState.Open, ProjectState.Paused, ProjectState.Funded), cancellation);

    /// <summary>Gives it up, and says in the log that it was.</summary>
    public Task<Result<Done>> WithdrawAsync(long id, CancellationToken cancellation) => ActAsync(id, async project =>
    {
        var moved = await MoveAsync(project, ProjectState.Withdrawn, cancellation, ProjectState.Draft, ProjectState.InReview, ProjectState.Open, ProjectState.Paused, ProjectState.Funded);
        if (moved.Ok && project.PublishedAt is not null)
            await journal.OfProjectAsync(Act.ProjectWithdrawn, project, "", tell: false, cancellation);
        return moved;
    }, cancellation);

    /// <summary>What the filter says of words about what came of it, before they are told.</summary>
    public Judged PreviewReport(string? words) => judge.OfMarkdown(Normalise.Input(words), ReportField);

    /// <summary>Tells what came of it and what was spent; until it is closed it cannot be told, and told again it stands corrected.</summary>
    /// <param name="id">The project.</param>
    /// <param name="words">Markdown.</param>
    /// <param name="spent">In smaller units of its currency.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<Done>> ReportAsync(long id, string? words, long spent, CancellationToken cancellation)
    {
        var text = Normalise.Input(words);
        List<Refusal> refusals = [.. TextRules.CheckMarkdown(text, ReportField, Project.StoryMin, Project.StoryMax)];
        if (spent is < 0 or > Currencies.Max)
            refusals.Add(Refusal.Invalid("Amount", "Spent"));
        refusals.AddRange(judge.OfMarkdown(text, ReportField).CharityRefusals());
        if (refusals.Count > 0)
            return refusals;
        var rendered = Markdown.Render(text);
        return await ActAsync(id, async project =>
        {
            if (project.State != ProjectState.Closed)
                return new Refusal(RefusalKind.Conflict, "ProjectNotClosed");
            var (isNew, saysTheSame) = (project.ReportedAt is null, project.Report == text);
            (project.Report, project.ReportHtml, project.ReportRendererVersion, project.Spent, project.ReportedAt) = (text, rendered.Html, Markdown.Version, spent, project.ReportedAt ?? journal.Now);
            project.EditedAt = Edits.Next(journal.Now, project.EditedAt);
            if (!saysTheSame)
                project.ReportWordsAt = project.EditedAt;
            await db.SaveChangesAsync(cancellation);
            if (!saysTheSame)
                await TranslationKeeper.RemoveAsync(db, ThingKind.ProjectReport, id, cancellation);
            if (isNew)
                await db.NoteAsync(id, ProjectEventKind.Reported, journal.Now, cancellation, words: rendered.Excerpt);
            return default(Done);
        }, cancellation);
    }

    private Task<Result<Done>> ActAsync(long id, Func<Project, Task<Result<Done>>> act, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        // How urgent it is follows from its sum, which whoever counts gifts at this moment moves.
        await DonationIntake.HoldAsync(db, cancellation);
        if (await db.Projects.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } project)
            return Refusal.Missing;
        return await gate.RefusalAsync(project.FoundationId, cancellation) is { } closed ? closed : await act(project);
    }, cancellation);

    private async Task<Result<Done>> MoveAsync(Project project, ProjectState to, CancellationToken cancellation, params ProjectState[] from)
    {
        if (!from.Contains(project.State))
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        var before = project.State;
        (project.State, project.EditedAt) = (to, Edits.Next(journal.Now, project.EditedAt));
        await db.SaveChangesAsync(cancellation);
        await db.NoteMoveAsync(project, before, journal.Now, cancellation);
        return default(Done);
    }

    /// <summary>The version of the foundation's zakat policy that a project stands under; refused where it asks for zakat and has none.</summary>
    private async Task<Result<int>> PolicyAsync(long foundationId, ProjectDraft draft, CancellationToken cancellation)
    {
        if (draft.Kind != GiftKind.Zakat)
            return 0;
        var version = await db.Foundations.Where(f => f.Id == foundationId).Select(f => f.PolicyVersion).FirstAsync(cancellation);
        return version > 0 ? version : new Refusal(RefusalKind.Conflict, "ZakatPolicyMissing", nameof(draft.Kind));
    }

    private async Task<ProjectText> TextAsync(Project project, CancellationToken cancellation)
    {
        var milestones = await db.Milestones.Where(m => m.ProjectId == project.Id).OrderBy(m => m.Amount).Select(m => m.Title).ToListAsync(cancellation);
        return new ProjectText(project.Title, project.Story, await pictures.WordsAsync(project.Id, cancellation), project.Fees, ProjectText.Lines(milestones));
    }

    /// <summary>Writes into the log what a project that everybody sees was called, and how its story began.</summary>
    private async Task TellAsync(Project project, ProjectDraft draft, CancellationToken cancellation)
    {
        if (draft.Title != project.Title)
            await journal.OfProjectAsync(Act.ProjectRetitled, project, project.Title, tell: false, cancellation);
        if (draft.Story != project.Story)
            await journal.OfProjectAsync(Act.ProjectRetold, project, project.Excerpt, tell: false, cancellation);
    }

    private void Write(Project project, ProjectDraft draft, RenderedText story, int policy)
    {
        (project.Title, project.Slug, project.Language, project.Story, project.StoryHtml, project.Excerpt) = (draft.Title!, Slug.From(draft.Title!), draft.Language!, draft.Story!, story.Html, story.Excerpt);
        project.RendererVersion = Markdown.Version;
        (project.Goal, project.Currency, project.Category, project.Country, project.Kind) = (draft.Goal, draft.Currency!, draft.Category, draft.Country!, draft.Kind);
        (project.Recipients, project.Schools, project.PolicyVersion, project.Fees, project.DonateUrl) = (draft.Recipients, draft.Schools, policy, draft.Fees!, draft.DonateUrl!);
        (project.StartsAt, project.EndsAt, project.Urgency) = (draft.StartsAt, draft.EndsAt, Project.UrgencyOf(draft.EndsAt, draft.Goal, project.Raised));
        project.State = project.State switch
        {
            ProjectState.Open when project.Raised >= draft.Goal => ProjectState.Funded,
            ProjectState.Funded when project.Raised < draft.Goal => ProjectState.Open,
            var state => state,
        };
        project.EditedAt = Edits.Next(journal.Now, project.EditedAt);
    }

    private async Task SetMilestonesAsync(long id, ProjectDraft draft, CancellationToken cancellation)
    {
        await db.Milestones.Where(m => m.ProjectId == id).ExecuteDeleteAsync(cancellation);
        db.Milestones.AddRange(draft.Milestones.Select(m => new Milestone { ProjectId = id, Title = m.Title!, Amount = m.Amount }));
        await db.SaveChangesAsync(cancellation);
    }
}
