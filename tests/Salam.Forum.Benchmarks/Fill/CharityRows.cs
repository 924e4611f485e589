using System.Globalization;
using Microsoft.Data.Sqlite;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Text;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>
/// Fills a forum with charity as large as the design asks for: vetted foundations, projects that ask now, and donations announced to them, with the
/// ledger, the sums of months and the sums of projects that follow from them.
/// </summary>
public sealed class CharityRows(SqliteConnection connection, DateTime now, int donations)
{
    public const int Projects = 10_000, Foundations = 200;

    /// <summary>The project that has a twentieth of all donations.</summary>
    public const int Heaviest = 1;

    private const int Seed = 20_260_102, DaysOfGiving = 365, Every = 1_000_000, HeaviestPart = 20, RefundPart = 50;
    private const long Back = 100;

    private static readonly string[] Countries = ["KE", "BD", "PK", "SO", "YE", "PS", "SY", "ID", "NG", "AF", "SD", "ET", "MA", "TR", "BA", "GB"];
    private static readonly string[] InUse = ["EUR", "GBP", "USD", "KWD", "TRY", "IDR"];

    private readonly Random random = new(Seed);
    private readonly (long Raised, int Count)[] sums = new (long, int)[Projects + 1];
    private readonly Dictionary<(int Project, int Month), (long Amount, int Donations, int Refunds)> months = [];

    /// <summary>Writes all of it; foreign keys are not looked at.</summary>
    public void Write(Action<string> say)
    {
        WriteFoundations();
        WriteGiven(say);
        WriteProjects();
        using (var rows = new RowWriter(connection, "DonationMonths", "FoundationId", "ProjectId", "Kind", "Currency", "Month", "Amount", "Donations", "Refunds"))
        {
            foreach (var ((project, month), sum) in months.OrderBy(m => m.Key))
                rows.Write(FoundationOf(project), project, (int)KindOf(project), CurrencyOf(project), month, sum.Amount, sum.Donations, sum.Refunds);
        }
        say($"{Foundations:N0} foundations, {Projects:N0} projects and {months.Count:N0} sums of months written");
    }

    public static string SlugOf(int project) => Slug.From(TitleOf(project));

    private static string TitleOf(int project) => string.Create(CultureInfo.InvariantCulture, $"Water and bread for the village {project}");

    private static int FoundationOf(int project) => (project - 1) % Foundations + 1;

    public static GiftKind KindOf(int project) => (GiftKind)(project % 4 + 1);

    public static string CurrencyOf(int project) => InUse[project % InUse.Length];

    /// <summary>More than was given, so that all of them ask still.</summary>
    private static long GoalOf(int project) => (project == Heaviest ? 100_000_000_000L : 100_000_000L) + project * 10_000L;

    private void WriteFoundations()
    {
        using (var rows = new RowWriter(connection, "Foundations", "Id", "Name", "Slug", "Country", "Register", "RegisterNumber", "Site", "Contact", "PolicyVersion", "State", "Round", "AppliedBy", "AppliedAt", "VettedAt", "VettedBy", "VettedUntil"))
        {
            for (var id = 1; id <= Foundations; id++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"Open Hands {id}");
                rows.Write(id, name, Slug.From(name), Countries[id % Countries.Length], "Register", id.ToString(CultureInfo.InvariantCulture), "https://hands.example/", "office", 0, (int)FoundationState.Vetted, 1, 1, now.AddDays(-400), now.AddDays(-390), (int)Role.Administrator, now.AddDays(300));
            }
        }
        using var terms = new RowWriter(connection, "VettingTerms", "FoundationId", "From", "Until", "By");
        for (var id = 1; id <= Foundations; id++)
            terms.Write(id, now.AddDays(-390), now.AddDays(300), (int)Role.Administrator);
    }

    private void WriteProjects()
    {
        const string Story = "The village has no water, and the children walk an hour for it each morning before school. A well of sixty metres with a pump that the sun drives would end that, and bread is given until it stands.";
        var html = Markdown.Render(Story);
        using (var rows = new RowWriter(connection, "Projects", "Id", "FoundationId", "Title", "Slug", "Language", "Story", "StoryHtml", "Excerpt", "Goal", "Currency", "Raised", "Donations", "Category", "Country", "Kind", "Recipients", "Schools",
            "PolicyVersion", "Fees", "DonateUrl", "StartsAt", "EndsAt", "State", "Reason", "CreatedAt", "PublishedAt", "Urgency", "Report", "ReportHtml", "RendererVersion", "ReportRendererVersion"))
        {
            for (var id = 1; id <= Projects; id++)
            {
                var ends = now.AddHours(24 + random.Next(24 * 300));
                rows.Write(id, FoundationOf(id), TitleOf(id), SlugOf(id), "en", Story, html.Html, html.Excerpt, GoalOf(id), CurrencyOf(id), sums[id].Raised, sums[id].Count, id % 10 + 1, Countries[id % Countries.Length], (int)KindOf(id),
                    KindOf(id) == GiftKind.Zakat ? 3 : 0, KindOf(id) == GiftKind.Zakat ? 5 : 0, 0, "Five in a hundred pay for the office.", "https://hands.example/give", now.AddDays(-DaysOfGiving - 1), ends, (int)ProjectState.Open, "", now.AddDays(-DaysOfGiving - 3),
                    now.AddDays(-DaysOfGiving - 2), Project.UrgencyOf(ends, GoalOf(id), sums[id].Raised), "", "", Markdown.Version, 0);
            }
        }
        using (var rows = new RowWriter(connection, "ProjectMilestones", "Id", "ProjectId", "Amount", "Title"))
        {
            for (var id = 1; id <= Projects * 2; id++)
                rows.Write(id, (id + 1) / 2, GoalOf((id + 1) / 2) / (id % 2 + 1), "A part of the work stands");
        }
        using (var rows = new RowWriter(connection, "ProjectUpdates", "Id", "ProjectId", "DueAt", "PostedAt", "Body", "Html", "RendererVersion"))
        {
            for (var id = 1; id <= Projects * 4; id++)
                rows.Write(id, (id + 3) / 4, now.AddDays(-20 * (id % 4) + 15), id % 4 == 0 ? null : now.AddDays(-20 * (id % 4)), id % 4 == 0 ? "" : Story, id % 4 == 0 ? "" : html.Html, Markdown.Version);
        }
    }

    private void WriteGiven(Action<string> say)
    {
        var (hash, project) = (LedgerHead.Genesis, Heaviest);
        using (var given = new RowWriter(connection, "Donations", "Id", "FoundationId", "Name", "Variant", "Project", "Amount", "Currency", "Kind", "GivenOn", "RefundOf", "ArrivedAt", "State", "Reason", "ProjectId", "LedgerNumber", "Refunded", "IsLate"))
        using (var lines = new RowWriter(connection, given, "DonationLedger", "Number", "FoundationId", "ProjectId", "Kind", "Amount", "Currency", "GivenOn", "AcceptedAt", "Hash"))
        {
            for (var n = 1; n <= donations; n++)
            {
                // Each fiftieth gives back a part of the one before it.
                var (isBack, isGivenBack) = (n % RefundPart == 0, (n + 1) % RefundPart == 0);
                project = isBack ? project : n % HeaviestPart == 0 ? Heaviest : 1 + random.Next(Projects);
                var at = now.AddDays(-DaysOfGiving) + TimeSpan.FromDays(DaysOfGiving) * ((double)n / donations);
                at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
                var amount = isBack ? -Back : 500 + random.Next(20_000);
                var line = new LedgerLine { Number = n, FoundationId = FoundationOf(project), ProjectId = project, Kind = KindOf(project), Amount = amount, Currency = CurrencyOf(project), GivenOn = DateOnly.FromDateTime(at), AcceptedAt = at };
                hash = line.Seal(hash);
                var name = n.ToString(CultureInfo.InvariantCulture);
                given.Write(n, line.FoundationId, name, 0, project.ToString(CultureInfo.InvariantCulture), amount, line.Currency, (int)line.Kind, line.GivenOn, isBack ? (n - 1).ToString(CultureInfo.InvariantCulture) : null, at, (int)DonationState.Accepted, (int)AsideReason.None, project, n, isGivenBack ? Back : 0, 0);
                lines.Write(n, line.FoundationId, project, (int)line.Kind, amount, line.Currency, line.GivenOn, at, hash);
                Count(project, line.GivenOn, amount, isBack);
                if (n % Every == 0)
                    say($"{n:N0} donations");
            }
        }
        using var head = connection.CreateCommand();
        head.CommandText = "UPDATE DonationLedgerHead SET Number = $number, Hash = $hash";
        head.Parameters.AddWithValue("$number", donations);
        head.Parameters.AddWithValue("$hash", hash);
        head.ExecuteNonQuery();
    }

    private void Count(int project, DateOnly day, long amount, bool isBack)
    {
        sums[project] = (sums[project].Raised + amount, sums[project].Count + (isBack ? 0 : 1));
        var key = (project, DonationMonth.Of(day));
        var month = months.GetValueOrDefault(key);
        months[key] = (month.Amount + amount, month.Donations + (isBack ? 0 : 1), month.Refunds + (isBack ? 1 : 0));
    }
}
