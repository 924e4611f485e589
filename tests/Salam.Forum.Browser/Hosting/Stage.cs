using System.Collections.Concurrent;
using Salam.Forum.Audiences;

namespace Salam.Forum.Browser.Hosting;

/// <summary>What the journeys of one collection share: a forum, and who is logged in to it.</summary>
public sealed class Stage : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> states = new(StringComparer.Ordinal);
    private ForumProcess? forum;
    private int members;

    public ForumProcess Forum => forum!;

    /// <inheritdoc/>
    public async Task InitializeAsync() => forum = await ForumProcess.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        var complaints = Forum.Complaints.ToList();
        await Forum.DisposeAsync();
        Assert.True(complaints.Count == 0, "The forum complained:\n" + string.Join('\n', complaints));
    }

    /// <summary>The cookies of a logged-in member; logs in once.</summary>
    public async Task<string> StateAsync(string handle)
    {
        if (states.TryGetValue(handle, out var known))
            return known;
        var visit = await Visit.OpenAsync(Forum.Address, new Look());
        await Acts.LogInAsync(visit, handle);
        var state = await visit.Context.StorageStateAsync();
        await visit.Context.CloseAsync();
        return states[handle] = state;
    }

    /// <summary>Signs up a new member through the pages and her mail; returns her handle.</summary>
    public async Task<string> NewMemberAsync(Circle circle)
    {
        var handle = $"{(circle == Circle.Sisters ? "sister" : "brother")}_{Interlocked.Increment(ref members)}";
        var visit = await Visit.OpenAsync(Forum.Address, new Look());
        await Acts.SignUpAsync(visit, handle, circle);
        await Acts.ConfirmAsync(visit, Forum.LinkIn(await Forum.MailAsync(Acts.Email(handle))));
        await Acts.LogInAsync(visit, handle);
        states[handle] = await visit.Context.StorageStateAsync();
        await visit.Context.CloseAsync();
        return handle;
    }
}
