using System.Text;
using Salam.Forum.Benchmarks.Fill;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>The messages of a foundation's program, signed before they are sent: the load generator cannot sign.</summary>
public static class HookLoad
{
    private const int Foundation = 1, Run = 60_000;

    /// <summary>Where they are sent.</summary>
    public static string Path => $"/hooks/charity/{Foundation}";

    /// <summary>Gives the foundation a key, as the forum would have sealed it.</summary>
    public static async Task<NewHookKey> AddKeyAsync(WebApplication web)
    {
        await using var scope = web.Services.CreateAsyncScope();
        var key = new NewHookKey(HookSecrets.NewName(), HookSecrets.NewSecret());
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        db.HookKeys.Add(new HookKey { FoundationId = Foundation, Name = key.Name, Sealed = scope.ServiceProvider.GetRequiredService<HookSecrets>().Seal(key.Secret), CreatedAt = DateTime.UtcNow });
        await db.SaveChangesAsync();
        return key;
    }

    /// <summary>More messages than a run can send, each another donation, signed in this moment.</summary>
    public static IEnumerable<(string Body, string Signature)> Messages(NewHookKey key, ref int after)
    {
        var (from, now, list) = (after, DateTime.UtcNow, new List<(string, string)>(Run));
        after += Run;
        for (var n = from; n < from + Run; n++)
        {
            // Every project of the foundation in turn.
            var project = 1 + n % 50 * CharityRows.Foundations;
            var body = $$"""{"donation":"load-{{n}}","project":{{project}},"amount":2500,"currency":"{{CharityRows.CurrencyOf(project)}}","kind":"{{LedgerLine.NameOf(CharityRows.KindOf(project))}}","given_at":"{{now:yyyy-MM-ddTHH:mm:ssZ}}"}""";
            list.Add((body, HookSignature.Write(key, now, Encoding.UTF8.GetBytes(body))));
        }
        return list;
    }
}
