using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>What a moderator's desk is laid out from.</summary>
public sealed record Desk(QueueQueries Queue, CaseQueries Cases, ClaimService Claims, TranslationQueries Translations);

/// <summary>What the pages at a moderator's desk share: the queue, and beside it the case that is open.</summary>
public abstract partial class DeskPage(Desk desk) : ForumPage
{
    private QueueFilter? filter;

    public QueuePage Queue { get; private set; } = null!;

    /// <summary>The case that is open; null for the queue alone.</summary>
    public CaseView? Case { get; private set; }

    /// <summary>What the viewer has just done.</summary>
    public CaseEntry? Did { get; private set; }

    /// <summary>The decision that was sent and not done; the form shows it again.</summary>
    public Decision? Sent { get; protected set; }

    /// <summary>The decision that is grave, and asked about once more.</summary>
    public Decision? Asked { get; protected set; }

    /// <summary>The part of the queue that is shown, from the address: forms have fields of the same names.</summary>
    public QueueFilter Filter => filter ??= new QueueFilter(
        Value("kind", "post", "comment", "member") is { } kind ? Enum.Parse<ThingKind>(kind, ignoreCase: true) : null,
        Value("circle", "brothers", "sisters") is { } circle ? Enum.Parse<Circle>(circle, ignoreCase: true) : null,
        Value("rule", [.. Enum.GetNames<Rules>().Where(r => r != nameof(Rules.None))]) is { } rule ? Enum.Parse<Rules>(rule) : null,
        Language.Find(Request.Query["language"])?.Code, Request.Query["after"]);

    /// <summary>Whether single letters act on the page.</summary>
    public bool HasKeys => MemberClaims.HasKeys(User) && Queue.ActRefusal is null;

    /// <summary>The case after the open one in the list; null at its end.</summary>
    public long? Next => Queue.Rows.SkipWhile(r => r.Id != Case?.Id).Skip(1).Select(r => (long?)r.Id).FirstOrDefault();

    /// <summary>Reads the desk, with a case if one is opened; that one is claimed. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenAsync(long? caseId, CancellationToken cancellation)
    {
        var left = Left();
        if (caseId is { } id)
        {
            var found = await desk.Cases.ShowAsync(id, cancellation);
            if (!found.Ok)
                return RefuseWithoutForm(found.Refusals);
            Case = found.Value;
            Translations = await desk.Translations.OfAsync(
                MemberClaims.WishesOf(User, Lang), Case.Above.Append(Case.Thing).OfType<CaseText>().Select(text => Original.Of(text, Case, Viewer)), withBodies: true, cancellation);
            // Whoever may look but not act claims nothing, and it is of no account here.
            _ = await desk.Claims.ClaimAsync(id, left, cancellation);
        }
        else if (left is { } back)
            _ = await desk.Claims.ReleaseAsync(back, cancellation);
        var page = await desk.Queue.PageAsync(Filter, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Queue = page.Value;
        if (long.TryParse(Request.Query["did"], CultureInfo.InvariantCulture, out var did))
            Did = await desk.Cases.OwnAsync(did, cancellation);
        Head.Title = Case is null ? T["Queue.Title"] : T["Case.Title." + Case.Kind, Case.Author.Handle];
        return null;
    }

    /// <summary>Whether there is such a case for the viewer.</summary>
    protected Task<bool> IsThereAsync(long caseId, CancellationToken cancellation) => desk.Cases.IsThereAsync(caseId, cancellation);

    /// <summary>The case that the viewer comes from.</summary>
    private long? Left() =>
        CaseAddress().Match(Request.Headers.Referer.ToString()) is { Success: true } from && long.TryParse(from.Groups["id"].ValueSpan, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string? Value(string name, params ReadOnlySpan<string> known)
    {
        foreach (var one in known)
        {
            if (string.Equals(one, Request.Query[name], StringComparison.OrdinalIgnoreCase))
                return one;
        }
        return null;
    }

    [GeneratedRegex(@"/moderation/case/(?<id>\d{1,19})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex CaseAddress();
}
