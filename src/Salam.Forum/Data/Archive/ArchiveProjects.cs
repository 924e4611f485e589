using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Media;
using Salam.Forum.Text;
using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>Makes projects of archive lines, with all that is written in their form. Their sums are not read: the ledger says them.</summary>
internal sealed class ArchiveProjects(ForumDb db, ArchiveNumbers numbers, DateTimeOffset now)
{
    private IQueryable<Project> Projects => db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]);

    public async Task<Result<bool>> AddAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadNumber(line.Id) is { } bad)
            return bad;
        if (numbers.Projects.Here(line.Id) is not null)
            return false;
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation)
            return Refusal.Invalid($"foundation {line.Foundation} is not known");
        var title = Normalise.Input(line.Title).ReplaceLineEndings(" ");
        if (await HereAsync(line, foundation, title, cancellation) is { } here)
        {
            numbers.Projects.Learn(line.Id!, here);
            return false;
        }
        if (await BadAsync(line, foundation, cancellation) is { } wrong)
            return wrong;
        var draft = Draft(line);
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        if ((await BadSourceAsync(line.Source, cancellation) ?? BadWish(line.Wish, draft)) is { } badPlace)
            return badPlace;
        var id = NumberOf(line.Id)!.Value;
        var project = Made(line, draft, foundation, await Projects.AnyAsync(p => p.Id == id, cancellation) ? 0 : id);
        if (project.Id != 0)
            await db.AddNumberedAsync(project, cancellation);
        else
            await db.SaveAloneAsync(project, cancellation);
        db.ChangeTracker.Clear();
        await AddPartsAsync(line, draft, project.Id, cancellation);
        numbers.Projects.Learn(line.Id!, project.Id);
        numbers.Touch(project.Id);
        return true;
    }

    /// <summary>What came of a project: apart from it, since its words may be as long as its story.</summary>
    public async Task<Result<bool>> ReportAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Projects.Here(line.Project) is not { } project)
            return Refusal.Invalid($"project {line.Project} is not known");
        var there = await Projects.Where(p => p.Id == project).Select(p => new { p.State, p.ReportedAt }).FirstAsync(cancellation);
        if (there.ReportedAt is not null)
            return false;
        if (there.State != ProjectState.Closed)
            return Refusal.Invalid($"project {line.Project} is not closed, and only then is told what came of it");
        var text = Normalise.Input(line.Body);
        if (TextRules.CheckMarkdown(text, "Report", Project.StoryMin, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        if (line.Spent is not (>= 0 and <= Currencies.Max) || line.Created is null)
            return Refusal.Invalid($"a report has spent, from 0 to {Currencies.Max}, and created");
        var (html, spent, reported, words) = (Markdown.Render(text).Html, line.Spent, Moment(line.Created), Moment(line.Edited ?? line.Created));
        await Projects.Where(p => p.Id == project).ExecuteUpdateAsync(set => set.SetProperty(p => p.Report, text).SetProperty(p => p.ReportHtml, html).SetProperty(p => p.ReportRendererVersion, Markdown.Version)
            .SetProperty(p => p.Spent, spent).SetProperty(p => p.ReportedAt, reported).SetProperty(p => p.ReportWordsAt, words), cancellation);
        return true;
    }

    /// <summary>
    /// The number of the project here, where it is there already: of those that its foundation began at that moment the one of its number, else of its title,
    /// else the first, and none that another line of the archive is.
    /// </summary>
    private async Task<long?> HereAsync(ArchiveLine line, long foundation, string title, CancellationToken cancellation)
    {
        var (created, id) = (Moment(line.Created), NumberOf(line.Id)!.Value);
        var same = await Projects.Where(p => p.FoundationId == foundation && p.CreatedAt == created).OrderBy(p => p.Id).Select(p => new { p.Id, p.Title }).ToListAsync(cancellation);
        return same.Where(p => !numbers.Projects.Has(p.Id)).OrderBy(p => p.Id == id ? 0 : p.Title == title ? 1 : 2).Select(p => (long?)p.Id).FirstOrDefault();
    }

    private async Task<Refusal?> BadAsync(ArchiveLine line, long foundation, CancellationToken cancellation)
    {
        if (BadWord<ProjectState>("state", line.State) is { } bad)
            return bad;
        if (Word(line.State, ProjectState.Draft) is not (ProjectState.Draft or ProjectState.InReview or ProjectState.Withdrawn) && line.Published is null)
            return Refusal.Invalid($"a project that is {line.State} has published");
        if (FlagsOf<ZakatRecipients>(line.Recipients) is null || FlagsOf<Schools>(line.Schools) is null)
            return Refusal.Invalid("recipients or schools holds a word that is none");
        if (line.Milestones?.Any(m => m is null) is true || line.Starts is null || line.Ends is null)
            return Refusal.Invalid("a project has starts and ends, and milestones that are some");
        if (TextRules.Check(Normalise.Input(line.Words), "Words", 0, Project.ReasonMax).FirstOrDefault() is { } words)
            return words;
        var policy = line.Policy ?? 0;
        if (GiftOf(line.Gift) == GiftKind.Zakat ? !await db.ZakatPolicies.AnyAsync(p => p.FoundationId == foundation && p.Version == policy, cancellation) : policy != 0)
            return Refusal.Invalid($"policy {policy} is no version of the policy of foundation {line.Foundation}, which a project that asks for zakat names, and no other");
        return await ArchivePictures.BadAsync(db, line.Pictures, cancellation);
    }

    private static ProjectDraft Draft(ArchiveLine line) => new ProjectDraft
    {
        Title = line.Title, Language = line.Language, Story = line.Body, Goal = line.Goal ?? 0, Currency = line.Currency, Category = BadWord<ProjectCategory>("", line.Category) is null ? Word(line.Category, default(ProjectCategory)) : default,
        Country = line.Country, Kind = GiftOf(line.Gift) ?? default, Recipients = (ZakatRecipients)FlagsOf<ZakatRecipients>(line.Recipients)!.Value, Schools = (Schools)FlagsOf<Schools>(line.Schools)!.Value, Fees = line.Fees,
        DonateUrl = line.Donate, StartsAt = Moment(line.Starts), EndsAt = Moment(line.Ends), Milestones = [.. (line.Milestones ?? []).Select(m => new MilestoneDraft(m.Title, m.Amount))],
        Pictures = [.. (line.Pictures ?? []).Select(p => new PictureDraft(Guid.ParseExact(p.Key!, "n"), p.Alt ?? ""))],
    }.Normalised();

    private static Project Made(ArchiveLine line, ProjectDraft draft, long foundation, long id)
    {
        var story = Markdown.Render(draft.Story!);
        return new Project
        {
            Id = id, FoundationId = foundation, Title = draft.Title!, Slug = Slug.From(draft.Title!), Language = draft.Language!, Story = draft.Story!, StoryHtml = story.Html, Excerpt = story.Excerpt,
            RendererVersion = Markdown.Version, Goal = draft.Goal, Currency = draft.Currency!, Category = draft.Category, Country = draft.Country!, Kind = draft.Kind, Recipients = draft.Recipients, Schools = draft.Schools,
            PolicyVersion = line.Policy ?? 0, Fees = draft.Fees!, DonateUrl = draft.DonateUrl!, StartsAt = draft.StartsAt, EndsAt = draft.EndsAt, Urgency = Project.UrgencyOf(draft.EndsAt, draft.Goal, 0),
            State = Word(line.State, ProjectState.Draft), Reason = Normalise.Input(line.Words), RestedAt = line.Rested?.UtcDateTime, CreatedAt = Moment(line.Created), PublishedAt = line.Published?.UtcDateTime,
            EditedAt = line.Edited?.UtcDateTime, WordsAt = line.WordsEdited?.UtcDateTime,
        };
    }

    private async Task<Refusal?> BadSourceAsync(ArchiveSource? source, CancellationToken cancellation)
    {
        if (source is null)
            return null;
        if (PlaceOf(source.Platform, source.Nonprofit, source.Name) is not { } place || place.Refusals().Any())
            return Refusal.Invalid("the source names no place of a platform");
        if ((BadWord<SourceTrouble>("trouble", source.Trouble) ?? BadMoment("asked", source.Asked, now) ?? BadMoment("looked", source.Looked, now)) is { } bad)
            return bad;
        if (source.Total is < 0 or > Currencies.Max || source.Failures is < 0 || source.Givers is < 0 || (source.Currency is not null && !Currencies.IsKnown(source.Currency)))
            return Refusal.Invalid("the source says a sum that is none");
        return await db.ProjectSources.AnyAsync(s => s.Platform == place.On && s.Nonprofit == place.Nonprofit && s.Name == place.Name, cancellation)
            ? Refusal.Invalid($"what is given at {source.Platform}, {place.Name}, is counted for another project here") : null;
    }

    private Refusal? BadWish(ArchiveWish? wish, ProjectDraft draft)
    {
        if (wish is null)
            return null;
        if (wish.Platform is not null && (PlaceOf(wish.Platform, wish.Nonprofit, wish.Name) is not { } place || place.Refusals().Any()))
            return Refusal.Invalid("the wish names no place of a platform");
        return BadMoment("wished", wish.Wished, now) ?? (draft with { Goal = wish.Goal, DonateUrl = Normalise.Input(wish.Donate) }).Refusals().FirstOrDefault();
    }

    private async Task AddPartsAsync(ArchiveLine line, ProjectDraft draft, long id, CancellationToken cancellation)
    {
        // One by one: their order is that of their numbers.
        foreach (var milestone in draft.Milestones)
            await db.SaveAloneAsync(new Milestone { ProjectId = id, Title = milestone.Title!, Amount = milestone.Amount }, cancellation);
        ArchivePictures.Add(db, id, draft.Pictures, line.Pictures);
        if (line.Source is { } source)
            db.Add(Made(source, id));
        if (line.Wish is { } wish)
        {
            var place = PlaceOf(wish.Platform, wish.Nonprofit, wish.Name);
            db.Add(new ProjectWish
            {
                ProjectId = id, Goal = wish.Goal, DonateUrl = Normalise.Input(wish.Donate), Platform = place?.On, Nonprofit = place?.Nonprofit ?? "", Name = place?.Name ?? "", WishedAt = wish.Wished.UtcDateTime,
            });
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static ProjectSource Made(ArchiveSource source, long id)
    {
        var place = PlaceOf(source.Platform, source.Nonprofit, source.Name)!;
        return new ProjectSource
        {
            ProjectId = id, Platform = place.On, Nonprofit = place.Nonprofit, Name = place.Name, DueAt = source.Due.UtcDateTime, AskedAt = source.Asked?.UtcDateTime, LookedAt = source.Looked?.UtcDateTime,
            Failures = source.Failures ?? 0, Trouble = Word(source.Trouble, SourceTrouble.None), Total = source.Total ?? 0, Currency = source.Currency ?? "", Givers = source.Givers,
        };
    }

    private static SourcePlace? PlaceOf(string? platform, string? nonprofit, string? name) =>
        platform is null || BadWord<Platform>("platform", platform) is not null ? null : SourcePlace.Of(Word(platform, Platform.EveryOrg), nonprofit, name);
}
