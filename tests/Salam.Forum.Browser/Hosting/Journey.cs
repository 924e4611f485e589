namespace Salam.Forum.Browser.Hosting;

/// <summary>A test that visits pages. Its visitors are watched from the first page to the last; what went wrong fails the test at its end.</summary>
public abstract class Journey(Stage stage) : IAsyncLifetime
{
    private readonly List<Visit> visits = [];

    protected Stage Stage => stage;

    protected ForumProcess Forum => stage.Forum;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        foreach (var visit in visits)
            await visit.Context.CloseAsync();
        var troubles = visits.SelectMany(visit => visit.Troubles).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(troubles.Count == 0, string.Join('\n', troubles));
    }

    /// <summary>A guest comes.</summary>
    protected Task<Visit> GuestAsync(Look? look = null) => OpenAsync(look ?? new Look(), null);

    /// <summary>A guest comes by another name of the forum.</summary>
    protected Task<Visit> GuestAtAsync(string address, Look? look = null) => OpenAsync(look ?? new Look(), null, address);

    /// <summary>A member comes, logged in.</summary>
    protected async Task<Visit> MemberAsync(string handle, Look? look = null) => await OpenAsync(look ?? new Look(), await stage.StateAsync(handle));

    private async Task<Visit> OpenAsync(Look look, string? state, string? address = null)
    {
        var visit = await Visit.OpenAsync(address ?? Forum.Address, look, state);
        visits.Add(visit);
        return visit;
    }
}
