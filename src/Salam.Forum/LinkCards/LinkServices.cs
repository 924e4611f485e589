using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Salam.Forum.LinkCards;

/// <summary>Registers what makes link cards.</summary>
internal static class LinkServices
{
    public static IServiceCollection AddLinkCards(this IServiceCollection services)
    {
        services.TryAddSingleton<HostLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton<BlockedHosts>().AddSingleton<LinkFetcher>().AddSingleton<LinkReader>().AddSingleton<CardPictures>();
        return services.AddScoped<LinkKeeper>().AddScoped<LinkCardQueries>().AddScoped<CardMaker>().AddScoped<LinkCardJobs>().AddHostedService<LinkCardWorker>();
    }
}
