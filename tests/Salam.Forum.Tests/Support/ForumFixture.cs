using System.Data.Common;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.LinkCards;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Support;

/// <summary>A whole forum on a SQLite file of its own, with a clock, a mailer and texts that the tests hold in hand.</summary>
public sealed class ForumFixture : IAsyncLifetime
{
    public const string Password = "bismillah-bismillah";

    private const string Letters = "abdefgkptu";
    private ServiceProvider? services;
    private long handles = 100;

    public FakeClock Clock { get; } = new();

    public FakeMailer Mailer { get; } = new();

    public CommandLog Commands { get; } = new();

    /// <summary>What the settings are made into before the forum starts. Members of tests are all new, so their limits are far away unless a test is about them.</summary>
    public Func<ForumOptions, ForumOptions> Adjust { get; init; } = options => options with { NewPosts = 1_000, NewComments = 1_000, NewLinks = 1_000 };

    /// <summary>Engines that translate; none unless a test is about them.</summary>
    public IReadOnlyList<ITranslationEngine> Engines { get; init; } = [];

    public IServiceProvider Services => services ?? throw new InvalidOperationException("The fixture was not started.");

    public string File { get; private set; } = "";

    /// <summary>A forum beside the one of the test class, empty or on a file that is there already; the caller disposes it.</summary>
    public static async Task<ForumFixture> StartAsync(string? file = null, Func<ForumOptions, ForumOptions>? adjust = null)
    {
        var forum = adjust is null ? new ForumFixture { File = file ?? "" } : new ForumFixture { File = file ?? "", Adjust = adjust };
        await forum.InitializeAsync();
        return forum;
    }

    public async Task InitializeAsync()
    {
        if (File.Length == 0)
            File = await TemplateFile.CopyAsync();
        var options = new ForumOptions
        {
            Provider = Provider.Sqlite, ConnectionString = $"Data Source={File}", DataFolder = Path.GetDirectoryName(File)!, Demo = false, PublicUrl = "https://forum.example",
            Links = new LinkOptions { Cards = false },
        };
        var collection = new ServiceCollection();
        collection.AddLogging(log => log.ClearProviders());
        collection.AddSingleton<TimeProvider>(Clock).AddSingleton<IMailer>(Mailer).AddSingleton<IStringLocalizer, FakeTexts>();
        collection.AddForum(Adjust(options));
        foreach (var engine in Engines)
            collection.AddSingleton(engine);
        collection.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        collection.ConfigureDbContext<SqliteForumDb>(db => db.AddInterceptors(Commands));
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Ends the services and leaves the file.</summary>
    public async Task EndAsync()
    {
        await services!.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    public async Task DisposeAsync()
    {
        await EndAsync();
        System.IO.File.Delete(File);
    }

    /// <summary>A scope seen by that viewer.</summary>
    public Visit As(Viewer viewer) => new(Services, viewer);

    /// <summary>A scope seen by nobody in particular.</summary>
    public Visit AsGuest() => new(Services, Viewer.Guest);

    /// <summary>Signs a member up, confirmed, and returns how she looks at things.</summary>
    public async Task<Viewer> MemberAsync(Circle circle, Role role = Role.Member, string? handle = null)
    {
        handle ??= NewHandle(circle);
        await using var visit = AsGuest();
        var form = new SignUpForm(handle, EmailOf(handle), Password, circle, ["en"], Consent: true, "en");
        _ = (await visit.SignUp.SignUpAsync(form, default)).Value;
        await visit.Db.Members.Where(m => m.NormalizedUserName == Handle.Key(handle)).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.EmailConfirmed, true).SetProperty(m => m.Email, EmailOf(handle)).SetProperty(m => m.NormalizedEmail, Normalise.Fold(EmailOf(handle))).SetProperty(m => m.Role, role)
            .SetProperty(m => m.TwoFactorEnabled, role != Role.Member));
        await visit.Db.UserTokens.Where(t => visit.Db.Members.Any(m => m.Id == t.UserId && m.NormalizedUserName == Handle.Key(handle))).ExecuteDeleteAsync();
        return (await visit.Db.Members.AsNoTracking().FirstAsync(m => m.NormalizedUserName == Handle.Key(handle))).AsViewer();
    }

    public Task<Viewer> BrotherAsync(Role role = Role.Member) => MemberAsync(Circle.Brothers, role);

    public Task<Viewer> SisterAsync(Role role = Role.Member) => MemberAsync(Circle.Sisters, role);

    public static string EmailOf(string handle) => handle + "@post.example";

    /// <summary>A handle nobody has, of letters that look like no other ones.</summary>
    public string NewHandle(Circle circle) =>
        (circle == Circle.Sisters ? "sister-" : "brother-") + string.Concat(Interlocked.Increment(ref handles).ToString().Select(d => Letters[d - '0']));

    /// <summary>A draft that breaks no rule.</summary>
    public static PostDraft Draft(string title = "Where does one pray in Lisbon?", bool ownCircleOnly = false) => new()
    {
        Title = title, Body = "Looking for a quiet place near the river.", Language = "en", OwnCircleOnly = ownCircleOnly, SubmitKey = Guid.NewGuid(),
    };

    public Task<long> PostAsync(Viewer author, bool ownCircleOnly = false) => PostAsync(author, Draft(ownCircleOnly: ownCircleOnly));

    public async Task<long> PostAsync(Viewer author, PostDraft draft)
    {
        await using var visit = As(author);
        return (await visit.Posts.SubmitAsync(draft, default)).Value.Id;
    }

    public static CommentDraft Answer(long postId, long? parentId = null, string body = "Wa alaykum as-salam.") => new(postId, parentId, body, "en", Guid.NewGuid());

    public async Task<long> CommentAsync(Viewer author, long postId, long? parentId = null)
    {
        await using var visit = As(author);
        return (await visit.Comments.ReplyAsync(Answer(postId, parentId), default)).Value.Id;
    }

    public async Task VoteAsync(Viewer voter, long postId, int value)
    {
        await using var visit = As(voter);
        _ = (await visit.Votes.OnPostAsync(postId, value, default)).Value;
    }

    public async Task<Result<PostAddress>> DeletePostAsync(Viewer author, long id)
    {
        await using var visit = As(author);
        return await visit.Posts.DeleteAsync(id, default);
    }

    public async Task DeleteCommentAsync(Viewer author, long id)
    {
        await using var visit = As(author);
        _ = (await visit.Comments.DeleteAsync(id, default)).Value;
    }

    /// <summary>The row as it stands, whoever may see it.</summary>
    public async Task<Post> PostRowAsync(long id)
    {
        await using var visit = AsGuest();
        return await visit.Db.Posts.IgnoreQueryFilters().AsNoTracking().FirstAsync(p => p.Id == id);
    }

    /// <summary>The row as it stands, whoever may see it.</summary>
    public async Task<Comment> CommentRowAsync(long id)
    {
        await using var visit = AsGuest();
        return await visit.Db.Comments.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Id == id);
    }

    public async Task SetStatusAsync(long postId, Status status)
    {
        await using var visit = AsGuest();
        await visit.Db.Posts.IgnoreQueryFilters().Where(p => p.Id == postId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status));
    }

    public async Task SetCommentStatusAsync(long commentId, Status status)
    {
        await using var visit = AsGuest();
        await visit.Db.Comments.IgnoreQueryFilters().Where(c => c.Id == commentId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status));
    }

    /// <summary>Runs SQL past every rule of the forum; returns the rows it changed.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>How the engine would run a command, step by step.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync(SentCommand command)
    {
        await using var connection = await OpenAsync();
        await using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + command.Sql;
        foreach (var (name, value) in command.Parameters)
        {
            var parameter = explain.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            explain.Parameters.Add(parameter);
        }
        var steps = new List<string>();
        await using var rows = await explain.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            steps.Add(rows.GetString(3));
        // Newer engines call a subquery that they walk by its name alone, as they do a table.
        var walked = steps.Where(step => step.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || step.StartsWith("MATERIALIZE ", StringComparison.Ordinal)).Select(step => "SCAN " + step.Split(' ', 2)[1]).ToHashSet(StringComparer.Ordinal);
        return [.. steps.Select(step => walked.Contains(step) ? "SCAN SUBQUERY " + step[5..] : step)];
    }

    /// <summary>One number read past every rule of the forum.</summary>
    public async Task<long> NumberAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Foreign Keys=True;Default Timeout=10");
        await connection.OpenAsync();
        return connection;
    }

    public TranslationWorker Translators() => ActivatorUtilities.CreateInstance<TranslationWorker>(Services);

    public LinkCardWorker CardWorker() => ActivatorUtilities.CreateInstance<LinkCardWorker>(Services);

    public MailWorker Worker() => ActivatorUtilities.CreateInstance<MailWorker>(Services);

    /// <summary>Does everything that is due in the outbox.</summary>
    public async Task DeliverAsync()
    {
        using var worker = Worker();
        while (await worker.DoSomeAsync(default))
        {
        }
    }
}
