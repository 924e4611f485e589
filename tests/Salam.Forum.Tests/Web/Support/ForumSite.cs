using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The whole forum behind a real Kestrel on a loopback port, over a SQLite file of its own that ends with it. One per test class.</summary>
public class ForumSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Password = "a-quiet-morning-7";

    /// <summary>Nothing depends on how long a password takes to be checked; a refused log-in takes its time whatever it costs.</summary>
    private static readonly PasswordHasherOptions Quick = new() { IterationCount = 1 };

    private static readonly Lazy<string> PasswordHash = new(() => new PasswordHasher<Member>(Options.Create(Quick)).HashPassword(null!, Password));
    private readonly string folder = Path.Combine(Path.GetTempPath(), "salam-web-" + Guid.NewGuid().ToString("n"));
    private readonly Dictionary<string, Viewer> members = new(StringComparer.Ordinal);

    /// <summary>Waits for a second in which nobody has asked for anything: where more is asked for, only what is asked for again is kept (DoorkeeperTests).</summary>
    public static Task QuietAsync() => Task.Delay(TimeSpan.FromSeconds(1) - TimeSpan.FromMilliseconds(DateTime.UtcNow.Millisecond));

    public ForumSite() => UseKestrel(0);

    protected virtual string Environment => "Development";

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Root { get; private set; } = "";

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(folder, "forum.db");

    /// <summary>Counts the commands of each request, and makes the database fail on demand.</summary>
    public DatabaseWatch Watch { get; } = new();

    public async Task InitializeAsync()
    {
        // As after an earlier start: that an empty folder is enough is tested where programs are started.
        Directory.CreateDirectory(folder);
        await TemplateFile.CopyToAsync(File);
        StartServer();
        Root = ClientOptions.BaseAddress.ToString().TrimEnd('/');
        await AddMembersAsync();
        await SeedAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>A guest with an empty cookie jar.</summary>
    public Visitor Guest() => new(Root);

    /// <summary>Somebody with a fresh session of the member.</summary>
    public async Task<Visitor> SignInAsync(string handle, TimeSpan age = default)
    {
        var visitor = new Visitor(Root) { Handle = handle };
        visitor.Cookies[GuestCache.MemberCookie] = await SessionAsync(handle, age);
        return visitor;
    }

    /// <summary>A visitor for a handle; a guest for the empty one.</summary>
    public async Task<Visitor> VisitorAsync(string handle) => handle.Length == 0 ? Guest() : await SignInAsync(handle);

    /// <summary>The member as a viewer; the guest for the empty handle.</summary>
    public Viewer Viewer(string handle) => handle.Length == 0 ? Salam.Forum.Audiences.Viewer.Guest : members[handle];

    /// <summary>Does something with the services as the member of that handle.</summary>
    public async Task<T> AsAsync<T>(string handle, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = Viewer(handle);
        return await act(scope.ServiceProvider);
    }

    /// <summary>Asks the database itself, past every filter if the query says so.</summary>
    public Task<T> DbAsync<T>(Func<ForumDb, Task<T>> act) => AsAsync("", services => act(services.GetRequiredService<ForumDb>()));

    /// <summary>Where the forum keeps what is no database.</summary>
    public string DataFolder => folder;

    /// <summary>Every route of the application.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environment);
        builder.UseSetting("Forum:DataFolder", folder);
        builder.UseSetting("Forum:Demo", "false");
        builder.UseSetting("Forum:RateLimits", "false");
        builder.UseSetting("Forum:Links:Cards", "false");
        builder.UseSetting("Forum:PublicUrl", "https://forum.example");
        builder.UseSetting("Serilog:WriteTo:0:Args:restrictedToMinimumLevel", "Error");
        builder.ConfigureTestServices(services =>
        {
            services.ConfigureDbContext<SqliteForumDb>(db => db.AddInterceptors(Watch));
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = Quick.IterationCount);
            services.AddSingleton<IStartupFilter>(Watch);
        });
    }

    /// <summary>How many posts, comments, votes and follows there are, whoever may see them.</summary>
    public Task<(int Posts, int Comments, int Votes, int Follows)> TotalsAsync() => DbAsync(async db =>
        (await db.Posts.IgnoreQueryFilters().CountAsync(), await db.Comments.IgnoreQueryFilters().CountAsync(),
            await db.PostVotes.IgnoreQueryFilters().CountAsync() + await db.CommentVotes.IgnoreQueryFilters().CountAsync(), await db.Follows.CountAsync()));

    /// <summary>What a test class puts in beside the members.</summary>
    protected virtual Task SeedAsync() => Task.CompletedTask;

    private async Task AddMembersAsync() => await DbAsync(async db =>
    {
        var cast = Cast.Members.Select(m => new Member
        {
            UserName = m.Handle,
            NormalizedUserName = Handle.Key(m.Handle),
            HandleSkeleton = Handle.SkeletonOf(m.Handle),
            Email = m.Handle + "@members.example",
            NormalizedEmail = Normalise.Fold(m.Handle + "@members.example"),
            EmailConfirmed = true,
            PasswordHash = PasswordHash.Value,
            SecurityStamp = Guid.NewGuid().ToString("n"),
            LockoutEnabled = true,
            Circle = m.Circle,
            Role = m.Role,
            TwoFactorEnabled = m.Role != Role.Member,
            JoinedAt = DateTime.UtcNow.AddDays(-30),
            ConsentAt = DateTime.UtcNow.AddDays(-30),
        }).ToList();
        db.Members.AddRange(cast);
        await db.SaveChangesAsync();
        foreach (var member in cast)
            members[member.Handle] = member.AsViewer();
        return 0;
    });

    private Task<string> SessionAsync(string handle, TimeSpan age) => AsAsync("", async services =>
    {
        var users = services.GetRequiredService<UserManager<Member>>();
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Member>>().CreateAsync((await users.FindByNameAsync(handle))!);
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var issued = DateTimeOffset.UtcNow - age;
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = issued, ExpiresUtc = issued + cookie.ExpireTimeSpan }, IdentityConstants.ApplicationScheme);
        return cookie.TicketDataFormat.Protect(ticket);
    });
}

/// <summary>The members of every test site.</summary>
public static class Cast
{
    public const string Brother = "yasir", Brother2 = "bilal", Brother3 = "hamza", Sister = "ruqayya", Sister2 = "sumayya", Sister3 = "asiya",
        BrotherModerator = "idris", SisterModerator = "safiyya", Administrator = "umar";

    public static readonly IReadOnlyList<(string Handle, Circle Circle, Role Role)> Members =
    [
        (Brother, Circle.Brothers, Role.Member), (Brother2, Circle.Brothers, Role.Member), (Brother3, Circle.Brothers, Role.Member),
        (Sister, Circle.Sisters, Role.Member), (Sister2, Circle.Sisters, Role.Member), (Sister3, Circle.Sisters, Role.Member),
        (BrotherModerator, Circle.Brothers, Role.Moderator), (SisterModerator, Circle.Sisters, Role.Moderator), (Administrator, Circle.Brothers, Role.Administrator),
    ];

    /// <summary>Everybody who may look, the guest as the empty handle.</summary>
    public static readonly IReadOnlyList<string> Viewers = ["", .. Members.Select(m => m.Handle)];
}
