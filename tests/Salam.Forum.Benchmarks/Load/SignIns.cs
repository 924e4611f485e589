using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>What a signed-in member's browser sends.</summary>
public sealed record SignIn(string Cookie, string Token, int Circle);

/// <summary>
/// Signs members in without their passwords: seals their cookies with the forum's own keys, which lie in its database, and fetches a page for
/// each to get the two halves of the form token.
/// </summary>
public sealed partial class SignIns(WebApplication web)
{
    private const int AtOnce = 8;
    private readonly List<(ClaimsPrincipal Principal, int Circle, bool IsModerator)> members = [];
    private string[] forms = [], tokens = [];

    /// <summary>Reads the members whose cookies will be made.</summary>
    public async Task ReadAsync(long after)
    {
        await using var scope = web.Services.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Member>>();
        foreach (var member in await scope.ServiceProvider.GetRequiredService<ForumDb>().Members.AsNoTracking().Where(m => m.Id > after).OrderBy(m => m.Id).ToListAsync())
            members.Add((await claims.CreateAsync(member), (int)member.Circle, member.Role == Role.Moderator));
    }

    /// <summary>Fetches a page for each member.</summary>
    public async Task FetchTokensAsync(Uri forum)
    {
        (forms, tokens) = (new string[members.Count], new string[members.Count]);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = forum };
        await Parallel.ForAsync(0, members.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, cancellation) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/en/best") { Headers = { { "Cookie", Seal(members[i].Principal) } } };
            using var answer = await client.SendAsync(request, cancellation);
            var page = await answer.Content.ReadAsStringAsync(cancellation);
            tokens[i] = Token().Match(page).Groups["token"].Value;
            forms[i] = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(c => c.Split(';')[0]).FirstOrDefault(c => c.StartsWith("salam-form=", StringComparison.Ordinal)) ?? "" : "";
            if (tokens[i].Length == 0 || forms[i].Length == 0)
                throw new InvalidOperationException($"The forum does not take the forged cookie: {(int)answer.StatusCode}, {page.Length} characters");
        });
    }

    /// <summary>Fresh cookies, as of members who signed in this moment: an older one makes the forum look the member up again.</summary>
    public IReadOnlyList<SignIn> Fresh() => Fresh(moderators: false);

    /// <summary>The same of moderators.</summary>
    public IReadOnlyList<SignIn> FreshModerators() => Fresh(moderators: true);

    private IReadOnlyList<SignIn> Fresh(bool moderators) =>
        [.. members.Index().Where(m => m.Item.IsModerator == moderators).Select(m => new SignIn($"{Seal(m.Item.Principal)}; {forms[m.Index]}", tokens[m.Index], m.Item.Circle))];

    private string Seal(ClaimsPrincipal member)
    {
        var cookie = web.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = DateTimeOffset.UtcNow;
        var ticket = new AuthenticationTicket(member, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + cookie.ExpireTimeSpan, IsPersistent = true }, IdentityConstants.ApplicationScheme);
        return $"{GuestCache.MemberCookie}={cookie.TicketDataFormat.Protect(ticket)}";
    }

    [GeneratedRegex("name=\"token\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Token();
}
