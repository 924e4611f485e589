using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Knows again the browsers in which a member logged in before, by a sealed cookie that outlives the session and opens nothing: it only says
/// that guesses from here are not those of strangers (docs/adr/0011). It ends with the security stamp, as sessions do.
/// </summary>
public sealed class KnownDevices(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string CookieName = "salam-device";

    // For the computer of a family; whoever comes after them pushes out the one who has been away longest.
    private const int MembersMax = 5;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);
    private readonly IDataProtector seal = protection.CreateProtector("Salam.Forum.KnownDevices");

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no request.");

    /// <summary>Under which key guesses for the member are counted on this device; null where she never logged in.</summary>
    public string? KeyFor(Member member) =>
        Read().FirstOrDefault(d => d.MemberId == member.Id && d.Stamp == member.SecurityStamp) is { } device ? "device " + device.Key : null;

    /// <summary>Notes that the member logged in here.</summary>
    public void Remember(Member member)
    {
        var known = Read();
        // A new key would be a new count: whoever has one keeps it.
        var key = known.FirstOrDefault(d => d.MemberId == member.Id)?.Key ?? Guid.NewGuid().ToString("n");
        var devices = known.Where(d => d.MemberId != member.Id).Prepend(new Device(member.Id, key, member.SecurityStamp!)).Take(MembersMax);
        Context.Response.Cookies.Append(CookieName, seal.Protect(JsonSerializer.Serialize(devices)), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, MaxAge = Kept,
        });
    }

    /// <summary>Keeps a device known whose member has just changed what her security stamp stands for. Makes no device known.</summary>
    public void Renew(Member member)
    {
        if (Read().Any(d => d.MemberId == member.Id))
            Remember(member);
    }

    private List<Device> Read()
    {
        try
        {
            return Context.Request.Cookies[CookieName] is { } cookie ? JsonSerializer.Deserialize<List<Device>>(seal.Unprotect(cookie))! : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private sealed record Device(long MemberId, string Key, string Stamp);
}

/// <summary>
/// Lets known devices past the lock-out of the account, in both steps of a log-in; <see cref="Sessions"/> counts their guesses. Keeps the list
/// of sessions: every way to log in, and every renewal, comes through here.
/// </summary>
public sealed class MemberSignIn(UserManager<Member> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Member> claims, IOptions<IdentityOptions> identity,
    ILogger<SignInManager<Member>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Member> confirmation)
    : SignInManager<Member>(users, http, claims, identity, log, schemes, confirmation)
{
    private KnownDevices Devices => Context.RequestServices.GetRequiredService<KnownDevices>();

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(Member user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var properties = authenticationProperties ?? new();
        await SessionTickets.EnterAsync(Context, user, properties);
        await base.SignInWithClaimsAsync(user, properties, additionalClaims);
    }

    /// <inheritdoc/>
    protected override Task<bool> IsLockedOut(Member user) => Devices.KeyFor(user) is null ? base.IsLockedOut(user) : Task.FromResult(false);

    /// <summary>Strangers' wrong guesses go on counting when a known device logs in between them.</summary>
    protected override Task ResetLockout(Member user) => Devices.KeyFor(user) is null ? base.ResetLockout(user) : Task.CompletedTask;
}
