using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Benchmarks;

/// <summary>The forum as the benchmarks set it up, over a folder: its services alone, or the whole web application.</summary>
public static class ForumHost
{
    /// <summary>The settings that differ from a forum in production: no demo, no limits on how often one may act.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Forum:Demo"] = "false",
        ["Forum:RateLimits"] = "false",
        ["Forum:Links:Cards"] = "false",
        ["Serilog:MinimumLevel:Default"] = "Warning",
    };

    public static ForumOptions Options(string folder, IReadOnlyDictionary<string, string>? more = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .AddInMemoryCollection((more ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .AddInMemoryCollection([new("Forum:DataFolder", folder)]).Build();
        return ForumOptions.Read(configuration);
    }

    /// <summary>The forum's services without the web.</summary>
    public static ServiceProvider Services(ForumOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddForum(options);
        return services.BuildServiceProvider();
    }

    /// <summary>The whole web application, built as its own program builds it, not started.</summary>
    public static WebApplication Web(string folder, Uri address, IReadOnlyDictionary<string, string>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Salam.Forum.Web",
            ContentRootPath = Places.Web,
            EnvironmentName = Environments.Production,
            Args = [.. Settings.Concat(more ?? new Dictionary<string, string>(StringComparer.Ordinal)).Select(s => $"--{s.Key}={s.Value}"), $"--Forum:DataFolder={folder}", $"--urls={address}"],
        });
        var options = builder.AddForumWeb();
        var app = builder.Build();
        app.UseForumWeb(options);
        return app;
    }
}
