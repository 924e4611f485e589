using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Data;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity;

/// <summary>Puts charity together.</summary>
internal static class CharityServices
{
    public static void AddCharity(this IServiceCollection services)
    {
        services.AddScoped<StaffGate>().AddScoped<FoundationService>().AddScoped<VettingService>().AddScoped<StaffService>().AddScoped<DocumentService>().AddScoped<DocumentFiles>().AddScoped<FoundationQueries>();
        services.AddScoped<ProjectService>().AddScoped<ProjectPictures>().AddScoped<ProjectNewsService>().AddScoped<NewsThreadQueries>().AddScoped<ProjectReviewService>().AddScoped<ProjectQueries>().AddScoped<CharityFeedQueries>();
        services.AddScoped<OpenProjectQueries>().AddScoped<CharityDeskQueries>().AddScoped<CharityReviewQueries>().AddScoped<TransparencyQueries>().AddScoped<DemoCharity>();
        services.AddScoped<ProjectFollowService>().AddScoped<ProjectFollowQueries>().AddScoped<ProjectCardQueries>();
        services.AddScoped<NightReminderService>().AddScoped<NightReminderJob>().AddScoped<IOutboxHandler, NightMailer>().AddHostedService<NightReminderWorker>();
        services.AddScoped<ProjectSweep>().AddHostedService<ProjectSweeper>();
        services.AddSingleton<HookSecrets>().AddScoped<HookKeyService>().AddScoped<HookDoor>().AddScoped<DonationIntake>().AddScoped<AsideService>().AddScoped<StatementService>();
        services.AddScoped<DonationQueries>().AddScoped<LedgerQueries>().AddScoped<DonationRecount>();
        services.AddSingleton<PlatformHttp>().AddSingleton<IRaisedSource, EveryOrgSource>().AddSingleton<IRaisedSource, JustGivingSource>();
        services.AddScoped<PlatformBooks>().AddScoped<SourceJobs>().AddScoped<SourceService>().AddScoped<WishBook>().AddScoped<WishService>().AddScoped<SourceQueries>().AddHostedService<SourceWorker>();
        services.AddScoped<RestService>().AddScoped<ProjectJudging>().AddScoped<ProjectWordsQueries>();
        // One line for the whole process, which the host runs.
        services.AddSingleton<DonationLine>().AddHostedService(sp => sp.GetRequiredService<DonationLine>());
        services.AddScoped<IOutboxHandler, DonationRetry>().AddHostedService<DonationWorker>();
    }
}
