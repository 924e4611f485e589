using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Text;
using Serilog;
using Serilog.Events;

namespace Salam.Forum.Web.Hosting;

/// <summary>Puts the web application together: services, and the order of what a request passes through.</summary>
public static class ForumWeb
{
    /// <summary>The largest request: a post of 40,000 characters fits, whatever its script.</summary>
    internal const int RequestMax = 1 << 20;

    /// <summary>Bytes of pages kept for guests: some thousand, compressed as browsers ask for them. They live for seconds, so more would only be walked past.</summary>
    private const long KeptPagesMax = 24 << 20;

    /// <summary>Adds everything, and returns the settings that were read.</summary>
    /// <exception cref="SettingException">A setting has a value that cannot be used.</exception>
    public static ForumOptions AddForumWeb(this WebApplicationBuilder builder)
    {
        var options = ForumOptions.Read(builder.Configuration);
        builder.Logging.ClearProviders().AddSerilog(new LoggerConfiguration().ReadFrom.Configuration(builder.Configuration).Filter.ByExcluding(IsToldAtTheStart).CreateLogger(), dispose: true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestMax;
        });
        var services = builder.Services;
        AddMembers(services.AddForum(options), services);
        services.AddLocalization(localization => localization.ResourcesPath = "Resources");
        services.AddSingleton<IStringLocalizer>(sp => sp.GetRequiredService<IStringLocalizerFactory>().Create(typeof(Texts)));
        services.AddSingleton<Words>().AddSingleton<Assets>().AddSingleton<Icons>().AddSingleton<TagHelpers.Pieces>().AddSingleton<BestOfDay>().AddSingleton<OpenChoices>().AddSingleton<OpenBooks>().AddSingleton<PageKeeper>().AddSingleton<HookLimits>();
        services.Configure<WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<FormOptions>(form => (form.ValueLengthLimit, form.BufferBodyLengthLimit, form.ValueCountLimit) = (RequestMax, RequestMax, 200));
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<LanguageConstraint>("lang"));
        services.AddScoped<DocumentForm>().AddScoped<HookTester>();
        services.AddAntiforgery(antiforgery => (antiforgery.Cookie.Name, antiforgery.Cookie.SecurePolicy, antiforgery.FormFieldName, antiforgery.SuppressXFrameOptionsHeader) =
            ("salam-form", CookieSecurePolicy.SameAsRequest, "token", true));
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = KeptPagesMax;
            cache.AddPolicy(GuestCache.Policy, new GuestCache(new Doorkeeper(TimeProvider.System)));
        });
        services.AddResponseCompression(compression =>
        {
            // Sealed form tokens differ in every answer, so their length gives nothing away over TLS.
            compression.EnableForHttps = true;
            compression.Providers.Add<PageBrotli>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        services.AddForumRateLimits(options);
        services.AddRazorPages(pages => PublicPages.Apply(pages.Conventions)).AddMvcOptions(mvc => mvc.Filters.Add<ConsentGate>());
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As many as are trusted: the first one that is not is the visitor.
            forwarded.ForwardLimit = null;
            foreach (var network in options.TrustedProxies)
                forwarded.KnownIPNetworks.Add(network);
        });
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return options;
    }

    /// <summary>Lays out what a request passes through.</summary>
    public static void UseForumWeb(this WebApplication app, ForumOptions options)
    {
        app.UseForwardedHeaders();
        app.UseRequestLog();
        app.UseAnswerHeaders();
        if (!options.Demo && !app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseForumStatusPages();
        app.UseRouting();
        app.UsePageMethods();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseViewer();
        if (options.RateLimits)
            app.UseRateLimiter();
        app.UseUnannouncedForms();
        app.UseLargeForms();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapFrontDoor();
        app.MapDocuments();
        app.MapSearchEngineFiles();
        app.MapAtomFiles();
        app.MapCharityFiles();
        app.MapPictures();
        app.MapCharityHooks();
        app.MapHealthChecks("/health");
    }

    /// <summary>Brings the database up to date, fills the demo, and tells a newcomer where to look.</summary>
    public static async Task PrepareForumAsync(this WebApplication app, ForumOptions options)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForumDatabase>().PrepareAsync(CancellationToken.None);
        if (options.Demo)
            await scope.ServiceProvider.GetRequiredService<DemoCommunity>().FillAsync(CancellationToken.None);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(options.Demo ? DemoNotice(app, options) : $"Salam.Forum is open at {app.Urls.FirstOrDefault() ?? options.PublicUrl}   Data: {options.DataFolder}"));
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SettingException">It cannot listen where the settings say.</exception>
    public static async Task ListenAsync(this WebApplication app)
    {
        var told = app.Configuration["urls"];
        try
        {
            await app.StartAsync();
        }
        // A port that is taken, an address that is none of this machine's, https without a certificate.
        catch (Exception e) when (e is IOException or InvalidOperationException or FormatException or System.Net.Sockets.SocketException)
        {
            // The settings, since by now the server has forgotten where it was to listen.
            var where = string.IsNullOrWhiteSpace(told) ? "ASPNETCORE_URLS is empty, but the forum cannot listen where it would then" : $"ASPNETCORE_URLS is \"{told}\", but the forum cannot listen there";
            throw new SettingException($"{where}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>What the host logs, with a trace, when it cannot start: <see cref="ListenAsync"/> says it in a sentence, and what that does not know ends the program with its own trace.</summary>
    private static bool IsToldAtTheStart(LogEvent entry) => entry.MessageTemplate.Text == "Hosting failed to start";

    private static string DemoNotice(WebApplication app, ForumOptions options)
    {
        var logIns = string.Join('\n', DemoCommunity.LogIns.Select(l => $"    {l.Who,-10} {l.Handle,-10} {DemoCommunity.Password}"));
        return $"""

              Salam.Forum is open at  {app.Urls.FirstOrDefault() ?? options.PublicUrl}

              It shows the demo community. Log in as
            {logIns}

              Data: {options.DataFolder}   Mails: {Path.Combine(options.DataFolder, "mail")}   Stop: Ctrl+C

            """;
    }

    private static void AddMembers(IdentityBuilder members, IServiceCollection services)
    {
        members.AddSignInManager<MemberSignIn>().AddClaimsPrincipalFactory<MemberClaimsFactory>();
        services.AddScoped<HelpPanel>().AddScoped<KnownDevices>().AddScoped<Passkeys>().AddScoped<Sessions>().AddScoped<Pages.Moderation.Desk>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = GuestCache.MemberCookie;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = SessionService.Lasts;
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = ToLogIn;
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        // How soon a change of password, role or circle, and the end of a session, reaches sessions that are open elsewhere.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, SessionTickets.Check);
        // What stands between two steps of a log-in ends when it was said to, however often it is looked at.
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => cookie.SlidingExpiration = false);
        services.AddOptions<IdentityPasskeyOptions>().Configure<ForumOptions>(Passkeys.SetUp);
    }

    /// <summary>Where to go on after logging in: the page itself, also for what was sent from it; not the bare acts, which show nothing.</summary>
    private static string? WayBack(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString
        : request.Path.Value!.Contains("/vote/", StringComparison.Ordinal) ? null
        : request.Path.Value;

    private static Task ToLogIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal) || request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        var lang = request.RouteValues["lang"] as string is { } l && Language.IsKnown(l) ? l : FrontDoor.Choose(request);
        context.Response.Redirect(Paths.LogIn(lang, WayBack(request)));
        return Task.CompletedTask;
    }
}
