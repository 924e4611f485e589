using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Data.Archive;
using Salam.Forum.Feeds;
using Salam.Forum.Follows;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;
using Salam.Forum.Posts;
using Salam.Forum.Search;
using Salam.Forum.Translation;
using Salam.Forum.Votes;

namespace Salam.Forum;

/// <summary>Puts the forum together.</summary>
public static class ForumServices
{
    /// <summary>The fewest characters of a password.</summary>
    public const int PasswordMin = 10;

    /// <summary>Adds the forum's services, its database and its members' identity; returns the latter for the web to complete.</summary>
    public static IdentityBuilder AddForum(this IServiceCollection services, ForumOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<CurrentViewer>();
        AddDatabase(services, options);
        services.AddScoped<FeedQueries>().AddScoped<PostQueries>().AddScoped<CommentQueries>().AddScoped<OwnCommentQueries>().AddScoped<MemberQueries>();
        services.AddScoped<SearchQueries>().AddScoped<IndexingPass>().AddHostedService<IndexingWorker>();
        services.AddScoped<PostService>().AddScoped<CommentService>().AddScoped<VoteService>().AddScoped<FollowService>();
        services.AddScoped<MemberService>().AddScoped<GuessLimit>().AddScoped<OwnPassword>().AddScoped<SignUpService>().AddScoped<AccountService>().AddScoped<EmailUndo>().AddScoped<AccountLinks>().AddScoped<TwoFactorService>();
        services.AddScoped<SessionService>().AddScoped<SessionQueries>().AddScoped<PasskeyService>().AddScoped<PasskeyProof>();
        services.AddSingleton<LiveFilter>();
        services.AddScoped<Things>().AddScoped<Docket>().AddScoped<Judge>().AddScoped<Brakes>().AddScoped<Journal>().AddScoped<Gate>().AddScoped<Reversal>().AddScoped<Sanctions>();
        services.AddScoped<JudgingPass>().AddScoped<JudgingQueries>().AddHostedService<JudgingWorker>().AddSingleton<HelpLines>();
        services.AddScoped<ReportService>().AddScoped<DecisionService>();
        services.AddScoped<AppealService>().AddScoped<AppealQueries>().AddScoped<NoticeService>().AddScoped<NoticeQueries>().AddScoped<LogQueries>().AddScoped<TeamService>().AddScoped<TeamQueries>();
        services.AddSingleton<MedianKeeper>().AddScoped<StandingQueries>().AddScoped<OwnReportQueries>().AddScoped<LeaveService>().AddScoped<OwnData>();
        services.AddMemoryCache().AddScoped<ReportableQueries>().AddScoped<QueueQueries>().AddScoped<CaseQueries>().AddScoped<ClaimService>().AddScoped<CaseService>().AddScoped<CircleService>();
        services.AddScoped<ForumDatabase>().AddScoped<ArchiveReader>().AddScoped<ArchiveWriter>().AddScoped<Recount>().AddScoped<Rerender>().AddScoped<DemoCommunity>();
        services.AddSingleton<OutboxSignal>().AddScoped<OutboxQueue>().AddScoped<OutboxClaims>().AddScoped<MailLimit>().AddScoped<IOutboxHandler, AccountMail>().AddScoped<IOutboxHandler, NoticeMail>().AddHostedService<MailWorker>();
        services.AddSingleton<Vips>().AddSingleton<UploadTurns>().AddSingleton<IBlobs>(options.Media.S3 is { } bucket ? new S3Blobs(bucket) : new FolderBlobs(options)).AddScoped<PictureService>().AddScoped<PictureKeeper>().AddScoped<PictureQueries>().AddScoped<UploadSweep>();
        services.AddScoped<IOutboxHandler, BlobRemoval>().AddHostedService<BlobWorker>().AddHostedService<UploadSweeper>();
        services.AddLinkCards().AddTranslation(options.Translation);
        services.AddCharity();
        if (options.SmtpHost is null)
            services.TryAddSingleton<IMailer, FileMailer>();
        else
            services.TryAddSingleton<IMailer, SmtpMailer>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(sp =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeyStore(sp.GetRequiredService<IServiceScopeFactory>())));
        // Seals and opens in one pass; every page of a member does it four times.
        services.AddDataProtection().SetApplicationName("Salam.Forum")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        return AddMembers(services);
    }

    private static void AddDatabase(IServiceCollection services, ForumOptions options)
    {
        if (options.Provider == Provider.Sqlite)
        {
            services.AddSingleton(_ => new SqliteLines(options.ConnectionString)).AddHostedService<SqliteCheckpoints>();
            services.AddPooledDbContextFactory<SqliteForumDb>((sp, db) => UseSqlite(db, sp.GetRequiredService<SqliteLines>()));
            services.AddScoped<ForumDb>(sp => sp.GetRequiredService<IDbContextFactory<SqliteForumDb>>().CreateDbContext().SeenBy(sp.GetRequiredService<CurrentViewer>()));
        }
        else
        {
            services.AddPooledDbContextFactory<SqlServerForumDb>(db => UseSqlServer(db, options));
            services.AddScoped<ForumDb>(sp => sp.GetRequiredService<IDbContextFactory<SqlServerForumDb>>().CreateDbContext().SeenBy(sp.GetRequiredService<CurrentViewer>()));
        }
    }

    /// <summary>
    /// Whether a context looks at each row it reads whether another thread reads through it too. A mistake in our code, which the tests would meet; in use it
    /// costs a fiftieth of a page.
    /// </summary>
    private const bool LooksForTwoThreads =
#if DEBUG
        true;
#else
        false;
#endif

    internal static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder db, SqliteLines lines) =>
        db.UseSqlite(lines.ConnectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)).AddInterceptors(lines.Interceptors).EnableThreadSafetyChecks(LooksForTwoThreads);

    internal static DbContextOptionsBuilder UseSqlServer(DbContextOptionsBuilder db, ForumOptions options) =>
        db.EnableThreadSafetyChecks(LooksForTwoThreads).UseSqlServer(options.ConnectionString, server =>
        {
            server.EnableRetryOnFailure();
            if (options.MaxBatchSize is { } size)
                server.MaxBatchSize(size);
            if (options.CompatibilityLevel is { } level)
                server.UseCompatibilityLevel(level);
        });

    private static IdentityBuilder AddMembers(IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, ForumNormalizer>();
        return services.AddIdentityCore<Member>(SetUpIdentity).AddEntityFrameworkStores<ForumDb>().AddDefaultTokenProviders();
    }

    internal static void SetUpIdentity(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        // Handles and addresses have rules of their own, and unique keys.
        identity.User.AllowedUserNameCharacters = "";
        identity.User.RequireUniqueEmail = false;
        // Length is what counts; demanding kinds of characters makes people write passwords on paper.
        identity.Password.RequiredLength = PasswordMin;
        identity.Password.RequiredUniqueChars = 5;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 8;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}
