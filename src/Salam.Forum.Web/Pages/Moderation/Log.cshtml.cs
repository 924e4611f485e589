using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>The log of moderation: without names for everybody, whole for moderators.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class LogModel(LogQueries queries) : ForumPage
{
    /// <summary>What everybody reads.</summary>
    public Page<LogRow>? Rows { get; private set; }

    /// <summary>What moderators read.</summary>
    public Page<FullLogRow>? Full { get; private set; }

    /// <summary>Which of it they asked for.</summary>
    public LogFilter Filter { get; private set; } = new();

    /// <summary>The one thing as it stands in the address, such as <c>post-12</c>; null for all.</summary>
    public string? Thing { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? member, string? act, string? thing, string? after, CancellationToken cancellation)
    {
        Head.Title = T["Log.Title"];
        if (!Viewer.IsModerator)
            return await ShowWithoutNamesAsync(after, cancellation);
        if (Read(member, act, thing) is not { } filter)
            return RefuseWithoutForm([Refusal.Invalid("Choice")]);
        (Filter, Thing) = (filter, thing);
        var page = await queries.FullAsync(filter, after, cancellation);
        if (page.Ok)
            Full = page.Value;
        else if (page.Refusals[0].Field is not null)
            return Refuse(page.Refusals);
        else
            return RefuseWithoutForm(page.Refusals);
        return Page();
    }

    /// <summary>The address of a thing's part of the log.</summary>
    public static string NameOf(ThingKind kind, long id) => $"{kind.ToString().ToLowerInvariant()}-{id}";

    private async Task<IActionResult> ShowWithoutNamesAsync(string? after, CancellationToken cancellation)
    {
        var page = await queries.PublicAsync(after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Rows = page.Value;
        (Head.Description, Head.Canonical) = (T["Log.About"], after is null ? Paths.Moderation(Lang, "log") : null);
        return Page();
    }

    /// <summary>What the address asks for; null when it names no act, or no thing, that there can be.</summary>
    private static LogFilter? Read(string? member, string? act, string? thing)
    {
        var filter = new LogFilter(member);
        if (!string.IsNullOrEmpty(act))
        {
            if (Enum.GetNames<Act>().FirstOrDefault(name => name == act) is not { } known)
                return null;
            filter = filter with { Act = Enum.Parse<Act>(known) };
        }
        if (string.IsNullOrEmpty(thing))
            return filter;
        foreach (var kind in Enum.GetValues<ThingKind>())
        {
            var start = kind.ToString().ToLowerInvariant() + "-";
            if (thing.StartsWith(start, StringComparison.Ordinal) && long.TryParse(thing[start.Length..], System.Globalization.CultureInfo.InvariantCulture, out var id))
                return filter with { Kind = kind, ThingId = id };
        }
        return null;
    }
}
