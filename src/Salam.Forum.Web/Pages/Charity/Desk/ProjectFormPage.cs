using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Media;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What the pages share that show the form of a project: to begin one, to see its story before, and to change it.</summary>
public abstract class ProjectFormPage(CharityDeskQueries desk) : FoundationDeskPage(desk)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How long a project asks unless it says otherwise, in days.</summary>
    private const int DaysUsual = 90;

    public override string Tab => "Foundation";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public string? Story { get; set; }

    /// <summary>The sum, as it was written.</summary>
    [BindProperty]
    public string? Goal { get; set; }

    [BindProperty]
    public string? Currency { get; set; }

    [BindProperty]
    public ProjectCategory Category { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public GiftKind Kind { get; set; }

    [BindProperty]
    public List<ZakatRecipients> Recipients { get; set; } = [];

    /// <summary>The schools that accept it for zakat.</summary>
    [BindProperty(Name = "Schools")]
    public List<Schools> AcceptedBy { get; set; } = [];

    [BindProperty]
    public string? Fees { get; set; }

    [BindProperty]
    public string? DonateUrl { get; set; }

    /// <summary>The first day, as fields for days have it.</summary>
    [BindProperty]
    public string? StartsAt { get; set; }

    /// <summary>The last day, likewise.</summary>
    [BindProperty]
    public string? EndsAt { get; set; }

    [BindProperty]
    public List<string?> MilestoneTitles { get; set; } = [];

    /// <summary>Their sums, as they were written.</summary>
    [BindProperty]
    public List<string?> MilestoneAmounts { get; set; } = [];

    /// <summary>The state of the project that the change began from.</summary>
    [BindProperty]
    public long? Version { get; set; }

    /// <summary>The project being changed; null for a new one.</summary>
    public long? EditedId { get; protected set; }

    /// <summary>Whether it was opened, and its currency and kind stay as they are.</summary>
    public bool IsPublished { get; protected set; }

    /// <summary>The story rendered, when asked to see it before.</summary>
    public string? PreviewHtml { get; private set; }

    /// <summary>Where the form goes.</summary>
    public string Action => EditedId is { } id ? Paths.ProjectDesk(Lang, id, "edit") : Paths.FoundationDesk(Lang, Foundation.Id, "projects/new");

    /// <summary>Where the story is seen before.</summary>
    public string PreviewAction => Paths.WithQuery(Paths.FoundationDesk(Lang, Foundation.Id, "projects/preview"), ("project", EditedId?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>How many rows for milestones the form shows: those that are filled in, and some more.</summary>
    public int MilestoneRows => Math.Min(Milestone.Most, Math.Max(MilestoneTitles.Count, MilestoneAmounts.Count) + 3);

    /// <summary>What was filled in.</summary>
    protected ProjectDraft Draft => new()
    {
        Title = Title, Language = Language, Story = Story, Goal = Money.Read(Goal, Code) ?? 0, Currency = Currency, Category = Category, Country = Country, Kind = Kind,
        Recipients = Recipients.Aggregate(ZakatRecipients.None, (all, one) => all | one), Schools = AcceptedBy.Aggregate(default(Schools), (all, one) => all | one),
        Fees = Fees, DonateUrl = DonateUrl, StartsAt = Day(StartsAt, default), EndsAt = Day(EndsAt, LastSecond), Milestones = Milestones(), Version = Version, Pictures = Named,
    };

    private static readonly TimeOnly LastSecond = new(23, 59, 59);

    private string? Code => Currency?.Trim().ToUpperInvariant();

    /// <summary>Fills in what a new form starts with.</summary>
    protected void Begin()
    {
        (Language, StartsAt, EndsAt) = (Lang, Field(Now), Field(Now.AddDays(DaysUsual)));
    }

    /// <summary>Fills in a project.</summary>
    protected void Begin(Project project, IReadOnlyList<Milestone> milestones)
    {
        Mark(project);
        (Title, Language, Story, Currency, Goal) = (project.Title, project.Language, project.Story, project.Currency, Money.Field(project.Goal, project.Currency));
        (Category, Country, Kind, Fees, DonateUrl) = (project.Category, project.Country, project.Kind, project.Fees, project.DonateUrl);
        (StartsAt, EndsAt, Version) = (Field(project.StartsAt), Field(project.EndsAt), Edits.Version(project.EditedAt));
        Recipients = [.. Enum.GetValues<ZakatRecipients>().Where(r => r != ZakatRecipients.None && project.Recipients.HasFlag(r))];
        AcceptedBy = [.. Enum.GetValues<Schools>().Where(s => s != Schools.None && project.Schools.HasFlag(s))];
        (MilestoneTitles, MilestoneAmounts) = ([.. milestones.Select(m => m.Title)], [.. milestones.Select(m => Money.Field(m.Amount, project.Currency))]);
    }

    /// <summary>Fills in the pictures that a project has.</summary>
    protected async Task BeginWithPicturesAsync(long id, CancellationToken cancellation) => Name(await Services.GetRequiredService<PictureQueries>().OfProjectAsync(id, cancellation));

    /// <summary>Says which project the form is of, and leaves its fields as they were sent.</summary>
    protected void Mark(Project project) => (EditedId, IsPublished) = (project.Id, project.PublishedAt is not null);

    /// <summary>Renders the story.</summary>
    protected void ShowPreview() => PreviewHtml = Markdown.Render(Normalise.Input(Story)).Html;

    /// <summary>The milestones that are filled in; a row with nothing in it is none.</summary>
    private List<MilestoneDraft> Milestones() =>
    [
        .. Enumerable.Range(0, Math.Min(Math.Max(MilestoneTitles.Count, MilestoneAmounts.Count), Milestone.Most + 1)).Select(i => (Title: MilestoneTitles.ElementAtOrDefault(i), Amount: MilestoneAmounts.ElementAtOrDefault(i)))
            .Where(m => !string.IsNullOrWhiteSpace(m.Title) || !string.IsNullOrWhiteSpace(m.Amount)).Select(m => new MilestoneDraft(m.Title, Money.Read(m.Amount, Code) ?? 0)),
    ];

    private static string Field(DateTime moment) => moment.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>A day as fields for days send it, whatever calendar their reader sees; what is none counts as the beginning of all days, which no project has.</summary>
    private static DateTime Day(string? text, TimeOnly time) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToDateTime(time, DateTimeKind.Utc) : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
}
