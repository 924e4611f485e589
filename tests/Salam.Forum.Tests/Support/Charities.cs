using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Outbox;

namespace Salam.Forum.Tests.Support;

/// <summary>A vetted foundation with an open project, and those who act for it.</summary>
internal sealed record CharityWorld(long Foundation, long Project, Viewer Staff, Viewer Administrator);

/// <summary>Foundations, projects and announcements for tests.</summary>
internal static class Charities
{
    private static long numbers;

    public static FoundationDraft Draft(string? policy = "Zakat reaches the poor **whole**.") => new()
    {
        Name = "Wells of Mercy", Country = "gb", Register = "Charity Commission", RegisterNumber = $"{Interlocked.Increment(ref numbers)}", Site = "https://wells.example", Contact = "office at wells", Policy = policy,
    };

    public static ProjectDraft ProjectDraft(string title = "A well for the village", string currency = "EUR", long goal = 100_000, GiftKind kind = GiftKind.Sadaqah, DateTime? ends = null) => new()
    {
        Title = title, Language = "en", Story = "The village has no water, and the children walk an hour for it each morning before school.", Goal = goal, Currency = currency, Category = ProjectCategory.Water,
        Country = "KE", Kind = kind, Recipients = ZakatRecipients.Poor, Schools = Schools.Hanafi | Schools.Shafii, Fees = "Five in a hundred pay for the office.", DonateUrl = "https://wells.example/give",
        StartsAt = (ends ?? FakeClock.Start.AddDays(60)).AddDays(-90), EndsAt = ends ?? FakeClock.Start.AddDays(60), Milestones = [new MilestoneDraft("The pump", 40_000)],
    };

    public static async Task<CharityWorld> CharityAsync(this ForumFixture forum, ProjectDraft? draft = null)
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var administrator = await forum.BrotherAsync(Role.Administrator);
        var foundation = (await forum.ActAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(Draft(), default))).Value;
        await forum.VetAsync(administrator, foundation);
        return new CharityWorld(foundation, await forum.OpenProjectAsync(staff, administrator, foundation, draft), staff, administrator);
    }

    public static async Task VetAsync(this ForumFixture forum, Viewer administrator, long foundation)
    {
        foreach (var step in Enum.GetValues<VettingStep>())
            _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, step, "Looked up and found.", default))).Value;
        _ = (await forum.GiveBadgeAsync(administrator, foundation)).Value;
    }

    public static async Task<Result<DateTime>> GiveBadgeAsync(this ForumFixture forum, Viewer administrator, long foundation)
    {
        await using var visit = forum.As(administrator);
        var version = Edits.Version((await visit.Db.Foundations.FindAsync(foundation))!.EditedAt);
        return await visit.Get<VettingService>().VetAsync(foundation, version, default);
    }

    public static async Task<long> OpenProjectAsync(this ForumFixture forum, Viewer staff, Viewer administrator, long foundation, ProjectDraft? draft = null)
    {
        var project = (await forum.ActAsync<ProjectService, Result<long>>(staff, s => s.CreateAsync(foundation, draft ?? ProjectDraft(), default))).Value;
        _ = (await forum.ActAsync<ProjectService, Result<Done>>(staff, s => s.SubmitAsync(project, default))).Value;
        _ = (await forum.PublishAsync(administrator, project)).Value;
        return project;
    }

    public static async Task<Result<Done>> PublishAsync(this ForumFixture forum, Viewer administrator, long project)
    {
        await using var visit = forum.As(administrator);
        var version = Edits.Version((await visit.Db.Projects.FindAsync(project))!.EditedAt);
        return await visit.Get<ProjectReviewService>().PublishAsync(project, version, default);
    }

    public static Announcement Gift(CharityWorld world, string name, long amount, string? refundOf = null, string currency = "EUR", GiftKind kind = GiftKind.Sadaqah, DateOnly? day = null, string? project = null) =>
        new(name, project ?? $"{world.Project}", amount, currency, kind, day ?? DateOnly.FromDateTime(FakeClock.Start), refundOf);

    public static async Task<IReadOnlyList<Taken>> TakeAsync(this ForumFixture forum, CharityWorld world, params Announcement[] said)
    {
        await using var visit = forum.AsGuest();
        return (await visit.Get<DonationIntake>().TakeAsync([.. said.Select(a => new Announced(world.Foundation, a))], default)).Value;
    }

    /// <summary>Looks at everything that is aside again, as the outbox would.</summary>
    public static async Task RetryAsync(this ForumFixture forum, long foundation)
    {
        await using var visit = forum.AsGuest();
        await visit.Get<IEnumerable<IOutboxHandler>>().First(h => h.Kind == DonationRetry.Name).HandleAsync($$"""{"FoundationId":{{foundation}}}""", default);
    }

    public static async Task<T> ActAsync<TService, T>(this ForumFixture forum, Viewer viewer, Func<TService, Task<T>> act) where TService : notnull
    {
        await using var visit = forum.As(viewer);
        return await act(visit.Get<TService>());
    }

    public static async Task<(long Raised, int Donations, ProjectState State)> SumsAsync(this ForumFixture forum, long project)
    {
        await using var visit = forum.As(new Viewer { MemberId = 1, Role = Role.Administrator, Circle = Circle.Brothers });
        var row = (await visit.Db.Projects.FindAsync(project))!;
        return (row.Raised, row.Donations, row.State);
    }
}
