using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Ties a sealed cookie to its row in the list of sessions, by a key that stands in both. The row is looked up when the security stamp is,
/// once a minute and session, and at once on the pages of settings and accounts; no other page pays for it.
/// </summary>
public static class SessionTickets
{
    private const string KeyName = "session";

    /// <summary>The key of the session that the request belongs to; null for guests.</summary>
    public static async Task<string?> KeyAsync(HttpContext context) => KeyOf((await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Properties);

    /// <summary>Begins a session for a cookie that is about to be written, or lets the one go on that it belongs to.</summary>
    public static async Task EnterAsync(HttpContext context, Member member, AuthenticationProperties properties)
    {
        var sessions = context.RequestServices.GetRequiredService<SessionService>();
        if (KeyOf(properties) is { } key)
            await sessions.GoOnAsync(member, key, context.RequestAborted);
        else
            properties.Items[KeyName] = await sessions.BeginAsync(member, SeenDevice.Of(context.Request), await KeyAsync(context), context.RequestAborted);
    }

    /// <summary>Has each session looked up in the list, together with its stamp.</summary>
    public static void Check(CookieAuthenticationOptions cookie)
    {
        var stamp = cookie.Events.OnValidatePrincipal;
        cookie.Events.OnValidatePrincipal = async context =>
        {
            var atOnce = IsOfAccount(context.HttpContext.Request.Path);
            if (!atOnce && !IsDue(context))
                return;
            var issued = context.Properties.IssuedUtc;
            // The validator looks at once where it does not know how old a cookie is; the cookie is renewed by its age, which must come back.
            context.Properties.IssuedUtc = atOnce ? null : issued;
            await stamp(context);
            context.Properties.IssuedUtc = issued;
            if (context.Principal is null || await IsOpenAsync(context))
                return;
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        };
    }

    /// <summary>Where cookies are written anew and secrets are changed: a session that was ended shall not outlive its end by it.</summary>
    private static bool IsOfAccount(PathString path) =>
        path.Value!.Contains("/settings/", StringComparison.OrdinalIgnoreCase) || path.Value.Contains("/account/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the session is to be looked up again. The validator knows it too, but to ask it, all of Identity is put together for every request.</summary>
    private static bool IsDue(CookieValidatePrincipalContext context)
    {
        var stamp = context.HttpContext.RequestServices.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value;
        return context.Properties.IssuedUtc is not { } issued || (stamp.TimeProvider ?? TimeProvider.System).GetUtcNow() - issued > stamp.ValidationInterval;
    }

    private static async Task<bool> IsOpenAsync(CookieValidatePrincipalContext context)
    {
        var (services, cancellation) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        if (KeyOf(context.Properties) is { } key)
        {
            var id = long.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);
            return await services.GetRequiredService<SessionService>().IsOpenAsync(id, key, cancellation);
        }
        // Of before there was a list. It has just been found good, and its cookie is written anew.
        if (await services.GetRequiredService<UserManager<Member>>().GetUserAsync(context.Principal!) is { } member
            && await services.GetRequiredService<SessionService>().TryBeginAsync(member, SeenDevice.Of(context.HttpContext.Request), cancellation) is { } begun)
            context.Properties.Items[KeyName] = begun;
        return true;
    }

    private static string? KeyOf(AuthenticationProperties? properties) => properties?.Items.TryGetValue(KeyName, out var key) is true ? key : null;
}
