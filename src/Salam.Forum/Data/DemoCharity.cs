using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Text;

namespace Salam.Forum.Data;

/// <summary>
/// An invented foundation of the demo community, which says so in its name, with projects of different kinds. What was given to them is announced and
/// taken into the books like any other donation, so that ledger and sums agree.
/// </summary>
public sealed class DemoCharity(ForumDb db, DonationIntake intake, TimeProvider time)
{
    private const string Site = "https://giving.demo.example/";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Fills in the foundation, for which a member of the demo community acts.</summary>
    public async Task FillAsync(long staff, CancellationToken cancellation)
    {
        var foundation = await FoundAsync(staff, cancellation);
        var well = await OpenAsync(Well(foundation), cancellation);
        var food = await OpenAsync(Food(foundation), cancellation);
        var school = await OpenAsync(School(foundation), cancellation);
        db.Milestones.AddRange(
            new Milestone { ProjectId = well.Id, Amount = 300_000, Title = "The shaft is dug" }, new Milestone { ProjectId = well.Id, Amount = 620_000, Title = "The pump and its panels stand" },
            new Milestone { ProjectId = school.Id, Amount = 4_000_000, Title = "The ground is bought" });
        var (surveyed, fed) = (
            Told(well.Id, -40, -42, "The ground was surveyed, and **water lies at 60 metres**. The people of the village chose the place."),
            Told(food.Id, -12, -9, "Eighty families were given food for a month. We are late with these news: the road was closed."));
        db.ProjectUpdates.AddRange(
            surveyed,
            // Nobody has told of it yet, and it is past its day.
            new ProjectUpdate { ProjectId = well.Id, DueAt = Now.AddDays(-5) }, new ProjectUpdate { ProjectId = well.Id, DueAt = Now.AddDays(30) },
            fed);
        await db.SaveChangesAsync(cancellation);
        await DemoTalk.FillAsync(db, await ThreadsAsync(surveyed, staff, cancellation), surveyed.PostedAt!.Value, cancellation);
        await ThreadsAsync(fed, staff, cancellation);
        var announced = Gifts(foundation, well, [(70, 120_000), (52, 45_050), (33, 90_000), (21, 15_000), (9, 64_500), (2, 10_000)])
            .Concat(Gifts(foundation, food, [(31, 250_000), (18, 80_000), (6, 41_275)])).Concat(Gifts(foundation, school, [(64, 1_250_500), (27, 600_000)]))
            .Append(new Announced(foundation, new Announcement("demo-back-1", $"{well.Id}", -15_000, well.Currency, well.Kind, Day(20), $"demo-{well.Id}-21")));
        if (await intake.TakeAsync([.. announced], cancellation) is var taken && (!taken.Ok || taken.Value.Any(t => t.As != TakenAs.Accepted)))
            throw new InvalidOperationException("A donation of the demo community does not count.");
    }

    private async Task<long> FoundAsync(long staff, CancellationToken cancellation)
    {
        const string policy = "Zakat reaches those to whom it is due **whole**, within one lunar year. What the work costs is paid from other gifts.\n\nThis foundation is invented: nobody can give to it.";
        var foundation = new Foundation
        {
            Name = "Demonstration Foundation (invented)", Slug = Slug.From("Demonstration Foundation (invented)"), Country = "GB", Register = "Register of the demonstration", RegisterNumber = "DEMO-0001", Site = Site,
            Contact = "nobody", PolicyVersion = 1, State = FoundationState.Vetted, AppliedBy = staff, AppliedAt = Now.AddDays(-150), VettedAt = Now.AddDays(-140), VettedBy = Role.Administrator,
            VettedUntil = Now.AddDays(-140).AddMonths(VettingTerm.Months),
        };
        db.Foundations.Add(foundation);
        await db.SaveChangesAsync(cancellation);
        db.FoundationStaff.Add(new FoundationStaff { FoundationId = foundation.Id, MemberId = staff, AddedAt = foundation.AppliedAt });
        db.ZakatPolicies.Add(new ZakatPolicy { FoundationId = foundation.Id, Version = 1, Text = policy, Html = Markdown.Render(policy).Html, CreatedAt = foundation.AppliedAt });
        db.VettingTerms.Add(new VettingTerm { FoundationId = foundation.Id, From = foundation.VettedAt!.Value, Until = foundation.VettedUntil!.Value, By = Role.Administrator });
        await db.SaveChangesAsync(cancellation);
        return foundation.Id;
    }

    private async Task<Project> OpenAsync(Project project, CancellationToken cancellation)
    {
        var story = Markdown.Render(project.Story);
        (project.Slug, project.StoryHtml, project.Excerpt) = (Slug.From(project.Title), story.Html, story.Excerpt);
        (project.PublishedAt, project.State, project.Urgency) = (project.CreatedAt, ProjectState.Open, Project.UrgencyOf(project.EndsAt, project.Goal, 0));
        db.Projects.Add(project);
        await db.SaveChangesAsync(cancellation);
        return project;
    }

    private Project Well(long foundation) => Begun(
        foundation, "A well for the village (demonstration)", "The children of the village walk an hour for water before school. A well of 60 metres with a pump that the sun drives would end that.\n\n*This project is invented. It shows what one looks like.*",
        850_000, "EUR", GiftKind.Sadaqah, ProjectCategory.Water, "KE", 24);

    private Project Food(long foundation)
    {
        var project = Begun(
            foundation, "Food for families who owe (demonstration)", "Families who fell into debt through illness are given staple food for three months, so that what they earn can pay what they owe.\n\n*This project is invented. It shows what one looks like.*",
            600_000, "GBP", GiftKind.Zakat, ProjectCategory.Food, "BD", 40);
        (project.Recipients, project.Schools, project.PolicyVersion) = (ZakatRecipients.Poor | ZakatRecipients.Needy | ZakatRecipients.Debtors, Schools.Hanafi | Schools.Maliki | Schools.Shafii | Schools.Hanbali, 1);
        return project;
    }

    private Project School(long foundation) => Begun(
        foundation, "A school that stays (demonstration)", "Ground and a house for a school of eight classes, held as an endowment: what it earns from its shops pays its teachers.\n\n*This project is invented. It shows what one looks like.*",
        9_000_000, "KWD", GiftKind.Waqf, ProjectCategory.Education, "ID", 120);

    private Project Begun(long foundation, string title, string story, long goal, string currency, GiftKind kind, ProjectCategory category, string country, int days) => new()
    {
        FoundationId = foundation, Title = title, Slug = "", Language = "en", Story = story, StoryHtml = "", Excerpt = "", Goal = goal, Currency = currency, Kind = kind, Category = category, Country = country,
        Fees = "Nothing is taken off; the work itself is paid from other gifts.", DonateUrl = Site + "give", StartsAt = Now.AddDays(-90), EndsAt = Now.AddDays(days), CreatedAt = Now.AddDays(-95),
    };

    private ProjectUpdate Told(long project, int due, int told, string words) =>
        new() { ProjectId = project, DueAt = Now.AddDays(due), PostedAt = Now.AddDays(told), Body = words, Html = Markdown.Render(words).Html };

    private Task<IReadOnlyList<Posts.Post>> ThreadsAsync(ProjectUpdate told, long staff, CancellationToken cancellation) =>
        NewsThreads.OpenAsync(db, new ToldNews(told.ProjectId, told.Id, staff, told.PostedAt!.Value, told.Body, Markdown.Render(told.Body)), cancellation);

    private IEnumerable<Announced> Gifts(long foundation, Project project, (int DaysAgo, long Amount)[] gifts) =>
        gifts.Select(g => new Announced(foundation, new Announcement($"demo-{project.Id}-{g.DaysAgo}", $"{project.Id}", g.Amount, project.Currency, project.Kind, Day(g.DaysAgo))));

    private DateOnly Day(int ago) => DateOnly.FromDateTime(Now.AddDays(-ago));
}
