using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Moderation;

namespace Salam.Forum.Browser.Hosting;

/// <summary>Joins, reports and decides beside the pages, in the forum's own database, where a journey begins after that.</summary>
public sealed class Desk(ForumProcess forum) : IAsyncDisposable
{
    private readonly Lazy<ServiceProvider> services = new(() => Services(forum));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => services.IsValueCreated ? services.Value.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Somebody joins, and her address is confirmed.</summary>
    public async Task JoinAsync(string handle, Circle circle)
    {
        var (now, email) = (DateTime.UtcNow, Acts.Email(handle));
        var member = new Member
        {
            UserName = handle, NormalizedUserName = Handle.Key(handle), HandleSkeleton = Handle.SkeletonOf(handle), Circle = circle, OpeningCircle = circle, JoinedAt = now, ConsentAt = now,
            Email = email, EmailConfirmed = true, LockoutEnabled = true,
        };
        var joined = await AskAsync<UserManager<Member>, IdentityResult>(null, members => members.CreateAsync(member, Acts.Password));
        if (!joined.Succeeded)
            throw new InvalidOperationException(joined.ToString());
    }

    /// <summary>A member reports a post.</summary>
    public Task ReportAsync(string reporter, long post) =>
        AskAsync<ReportService, Result<Done>>(reporter, reports => reports.SendAsync(ThingKind.Post, post, Rules.Insult, null, default));

    /// <summary>A member reports a post, and a moderator decides; the entry of the log.</summary>
    public async Task<long> DecideAsync(string moderator, string reporter, long post, Decision decision)
    {
        await ReportAsync(reporter, post);
        var review = await AskAsync<ForumDb, Case>(moderator, db => db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == ThingKind.Post && c.ThingId == post));
        return (await AskAsync<DecisionService, Result<Decided>>(moderator, decisions => decisions.DecideAsync(review.Id, review.Version, decision, default))).Value.EntryId;
    }

    /// <summary>A member appeals.</summary>
    public Task AppealAsync(string member, long entry, string words) => AskAsync<AppealService, Result<Done>>(member, appeals => appeals.SendAsync(entry, words, default));

    /// <summary>Makes a member administrator, as whoever runs the forum does.</summary>
    public Task AppointAsync(string member) => AskAsync<TeamService, Result<bool>>(null, team => team.AppointAsync(member, default));

    /// <summary>Has a member have joined long ago, so that her word weighs in full.</summary>
    public Task AgeAsync(string member) => AskAsync<ForumDb, int>(null, db => db.Members.Where(m => m.NormalizedUserName == Handle.Key(member))
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.JoinedAt, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc))));

    private async Task<TResult> AskAsync<TService, TResult>(string? handle, Func<TService, Task<TResult>> ask) where TService : notnull
    {
        await using var scope = services.Value.CreateAsyncScope();
        if (handle is not null)
            scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = (await scope.ServiceProvider.GetRequiredService<ForumDb>().Members.FirstAsync(m => m.NormalizedUserName == Handle.Key(handle))).AsViewer();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static ServiceProvider Services(ForumProcess forum)
    {
        var collection = new ServiceCollection().AddLogging().AddSingleton<IStringLocalizer, NoTexts>();
        collection.AddForum(new ForumOptions
        {
            Provider = Provider.Sqlite, ConnectionString = $"Data Source={Path.Combine(forum.Data, "forum.db")}", DataFolder = forum.Data, Demo = true, PublicUrl = forum.Address, ModeratorsNeedSecondFactor = false,
        });
        return collection.BuildServiceProvider();
    }

    /// <summary>The forum itself sends the mails.</summary>
    private sealed class NoTexts : IStringLocalizer
    {
        public LocalizedString this[string name] => new(name, name);

        public LocalizedString this[string name, params object[] arguments] => new(name, name);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
