using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.Hosting;

/// <summary>What a signed-in member's cookie says, beside her id and handle.</summary>
public static class MemberClaims
{
    public const string Circle = "circle", Role = "role", Theme = "theme", OpeningCircle = "opening", NoConsent = "no-consent", NoKeys = "no-keys", SecondFactor = "second-factor", Level = "level", Notices = "notices", Reads = "reads", Wishes = "wishes";

    /// <summary>The theme of the signed-in member.</summary>
    public static Theme ThemeOf(ClaimsPrincipal user) => Enum.TryParse<Theme>(user.FindFirstValue(Theme), out var theme) ? theme : Members.Theme.Device;

    /// <summary>Whether single letters act on the page: for members who did not turn them off. Guests have nowhere to turn them off.</summary>
    public static bool HasKeys(ClaimsPrincipal user) => user.Identity is { IsAuthenticated: true } && !user.HasClaim(c => c.Type == NoKeys);

    /// <summary>How many notices the member had not read when her session was last renewed.</summary>
    public static int NewNoticesOf(ClaimsPrincipal user) => int.TryParse(user.FindFirstValue(Notices), CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>What whoever looks wants to have translated into the language of the page.</summary>
    public static TranslationWishes WishesOf(ClaimsPrincipal user, string lang) => user.Identity is { IsAuthenticated: true }
        ? TranslationWishes.OfMember(lang, user.FindFirstValue(Reads) ?? "", user.FindFirstValue(Wishes) ?? "")
        : TranslationWishes.OfGuest(lang);

    /// <summary>The circle whose feed opens first for the signed-in member; null for all.</summary>
    public static Circle? OpeningCircleOf(ClaimsPrincipal user) => Enum.TryParse<Circle>(user.FindFirstValue(OpeningCircle), out var circle) ? circle : null;
}

/// <summary>Writes into the cookie what every page needs to know of its viewer, so that no page asks the database for it.</summary>
public sealed class MemberClaimsFactory(UserManager<Member> users, IOptions<IdentityOptions> options, NoticeQueries notices) : UserClaimsPrincipalFactory<Member>(users, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Member user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(MemberClaims.Circle, user.Circle.ToString()));
        identity.AddClaim(new Claim(MemberClaims.Role, user.Role.ToString()));
        identity.AddClaim(new Claim(MemberClaims.Theme, user.Theme.ToString()));
        if (user.OpeningCircle is { } circle)
            identity.AddClaim(new Claim(MemberClaims.OpeningCircle, circle.ToString()));
        if (!user.HasKeys)
            identity.AddClaim(new Claim(MemberClaims.NoKeys, "1"));
        if (user.TwoFactorEnabled)
            identity.AddClaim(new Claim(MemberClaims.SecondFactor, "1"));
        if (user.Level != ReadingLevel.Standard)
            identity.AddClaim(new Claim(MemberClaims.Level, user.Level.ToString()));
        // Asked here, once a minute and session, and not by pages.
        if (await notices.UnreadAsync(user.Id, CancellationToken.None) is > 0 and var count)
            identity.AddClaim(new Claim(MemberClaims.Notices, count.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(MemberClaims.Reads, user.Languages));
        if (user.TranslationWishes.Length > 0)
            identity.AddClaim(new Claim(MemberClaims.Wishes, user.TranslationWishes));
        if (user.ConsentAt is null)
            identity.AddClaim(new Claim(MemberClaims.NoConsent, "1"));
        return identity;
    }
}

/// <summary>Says, once per request, who is looking and in which language.</summary>
public static class ViewerAtTheDoor
{
    public static void UseViewer(this WebApplication app) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<CurrentViewer>().Value = From(context.User);
        var lang = context.Request.RouteValues["lang"] as string;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Language.IsKnown(lang) ? lang! : Language.First.Code);
        return next(context);
    });

    /// <summary>The viewer a cookie speaks of; the guest when it lacks anything.</summary>
    public static Viewer From(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true }
            || !long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            || !Enum.TryParse<Circle>(user.FindFirstValue(MemberClaims.Circle), out var circle)
            || !Enum.TryParse<Role>(user.FindFirstValue(MemberClaims.Role), out var role))
            return Viewer.Guest;
        return new Viewer
        {
            MemberId = id, Handle = user.FindFirstValue(ClaimTypes.Name) ?? "", Circle = circle, Role = role, HasSecondFactor = user.HasClaim(c => c.Type == MemberClaims.SecondFactor),
            Level = Enum.TryParse<ReadingLevel>(user.FindFirstValue(MemberClaims.Level), out var level) ? level : ReadingLevel.Standard,
        };
    }
}
