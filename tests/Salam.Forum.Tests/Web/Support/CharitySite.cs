using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>A foundation of a test site, with a key to sign with.</summary>
/// <param name="At">When its gifts are given: one moment, so that no message changes at midnight.</param>
public sealed record SiteCharity(long Foundation, long Project, NewHookKey Key, DateTime At);

/// <summary>What a program was told.</summary>
public sealed record HookAnswer(int Status, string Body, HttpResponseHeaders Headers)
{
    private JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? Said => Json.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;
}

/// <summary>A site with foundations, and programs of theirs that send.</summary>
public class CharitySite : ForumSite
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false });

    public Viewer Staff => Viewer(Cast.Sister) with { HasSecondFactor = true };

    /// <summary>A vetted foundation with an open project and one key.</summary>
    public async Task<SiteCharity> CharityAsync()
    {
        var administrator = Viewer(Cast.Administrator);
        var foundation = (await ActAsync<FoundationService, Result<long>>(Staff, s => s.ApplyAsync(Charities.Draft() with { RegisterNumber = Guid.NewGuid().ToString("n") }, default))).Value;
        foreach (var step in Enum.GetValues<VettingStep>())
            _ = (await ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, step, "Looked up and found.", default))).Value;
        _ = (await ActAsync<VettingService, Result<DateTime>>(administrator, v => v.VetAsync(foundation, 0, default))).Value;
        var project = (await ActAsync<ProjectService, Result<long>>(Staff, s => s.CreateAsync(foundation, Charities.ProjectDraft(goal: 1_000_000_000, ends: DateTime.UtcNow.AddDays(60)), default))).Value;
        _ = (await ActAsync<ProjectService, Result<Done>>(Staff, s => s.SubmitAsync(project, default))).Value;
        var version = Edits.Version((await ActAsync<ProjectQueries, ProjectView?>(administrator, q => q.ShowAsync(project, default)))!.Project.EditedAt);
        _ = (await ActAsync<ProjectReviewService, Result<Done>>(administrator, s => s.PublishAsync(project, version, default))).Value;
        return new SiteCharity(foundation, project, (await AddKeyAsync(foundation)).Value, DateTime.UtcNow);
    }

    public Task<Result<NewHookKey>> AddKeyAsync(long foundation) => ActAsync<HookKeyService, Result<NewHookKey>>(Staff, k => k.AddAsync(foundation, default));

    public async Task<T> ActAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> act) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = viewer;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Signs a message and sends it.</summary>
    public Task<HookAnswer> SendAsync(SiteCharity charity, string body, DateTime? at = null, string path = "") =>
        SendAsync(charity.Foundation, body, HookSignature.Write(charity.Key, at ?? DateTime.UtcNow, Encoding.UTF8.GetBytes(body)), path);

    /// <summary>Sends a message with that header, or without any.</summary>
    public async Task<HookAnswer> SendAsync(long foundation, string body, string? signature, string path = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/hooks/charity/{foundation}{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation(HookSignature.Header, signature);
        using var answer = await Client.SendAsync(request);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return new HookAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers);
    }

    public async Task<(long Raised, int Donations)> SumsAsync(long project)
    {
        var row = (await ActAsync<ProjectQueries, ProjectView?>(Salam.Forum.Audiences.Viewer.Guest, q => q.ShowAsync(project, default)))!.Project;
        return (row.Raised, row.Donations);
    }

    /// <summary>A message about one donation.</summary>
    public static string Gift(SiteCharity charity, string name, string amount = "2500", string more = "") =>
        $$"""{"donation":"{{name}}","project":{{charity.Project}},"amount":{{amount}},"currency":"EUR","kind":"sadaqah","given_at":"{{charity.At:yyyy-MM-ddTHH:mm:ssZ}}"{{more}}}""";
}

/// <summary>The same with its limits on.</summary>
public sealed class LimitedCharitySite : CharitySite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Forum:RateLimits", "true");
    }
}
