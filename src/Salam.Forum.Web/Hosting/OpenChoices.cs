using Salam.Forum.Audiences;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Hosting;

/// <summary>What the charity feed can be narrowed by, kept for some seconds: it is the same for everybody, and reads every open project.</summary>
public sealed class OpenChoices(TimeProvider time, IServiceScopeFactory scopes)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);
    private volatile Held? kept;

    /// <summary>The countries and currencies of what is open.</summary>
    public async ValueTask<CharityChoices> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (kept is { } last && last.Until > now)
            return last.Choices;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = Viewer.Guest;
        var choices = await scope.ServiceProvider.GetRequiredService<ProjectMarkQueries>().ChoicesAsync(cancellation);
        kept = new Held(now + Kept, choices);
        return choices;
    }

    private sealed record Held(DateTimeOffset Until, CharityChoices Choices);
}
