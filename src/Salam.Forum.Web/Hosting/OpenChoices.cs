using Salam.Forum.Charity;

namespace Salam.Forum.Web.Hosting;

/// <summary>The countries and currencies that the charity feed can be narrowed by: to know them, every open project is read.</summary>
public sealed class OpenChoices(TimeProvider time, IServiceScopeFactory scopes) : KeptForAll<CharityChoices>(time, scopes)
{
    /// <inheritdoc/>
    protected override Task<CharityChoices> ReadAsync(IServiceProvider services, CancellationToken cancellation) => services.GetRequiredService<OpenProjectQueries>().ChoicesAsync(cancellation);
}
