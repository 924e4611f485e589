namespace Salam.Forum.Browser.Hosting;

/// <summary>A page worth looking at.</summary>
/// <param name="Name">What a picture of it is called.</param>
/// <param name="Path">Its address below the language.</param>
/// <param name="Status">The status it answers with.</param>
public sealed record Sight(string Name, string Path, int Status = 200);

/// <summary>One page of every kind.</summary>
public static class Sights
{
    /// <summary>The member who sees <see cref="OfMemberAsync"/>.</summary>
    public const string Member = "maryam";

    /// <summary>What guests see.</summary>
    public static readonly IReadOnlyList<Sight> OfGuest =
    [
        new("feed", "best"), new("feed-sisters", "new?circle=sisters"), new("feed-top", "top?period=day"), new("feed-charity", "charity"), new("charity-none", "charity?kind=fitr"),
        new("project", "charity/x-1"), new("project-zakat", "charity/x-2"), new("foundation", "charity/foundation/x-1"), new("give", "charity/1/give"), new("transparency", "charity/transparency"),
        new("post-english", "p/x-32"), new("post-arabic", "p/x-31"), new("post-urdu", "p/x-26"), new("post-link", "p/x-39"),
        new("member", "u/yusuf"), new("member-comments", "u/yusuf?show=comments"), new("moderation-log-open", "moderation/log"), new("missing", "nowhere", 404),
        new("search", "search"), new("search-found", "search?q=prayer"), new("search-arabic", "search?q=صلاة"), new("search-members", "search?q=y&what=members"), new("search-nothing", "search?q=zzzzzz"),
        new("languages", "languages"), new("log-in", "account/login"), new("sign-up", "account/signup"), new("signed-up", "account/signed-up"), new("forgot", "account/forgot"), new("forgot-sent", "account/forgot?sent=true"),
    ];

    /// <summary>What a member sees: her own things, and every form.</summary>
    public static async Task<IReadOnlyList<Sight>> OfMemberAsync(Visit visit)
    {
        await visit.GoAsync($"u/{Member}?show=comments");
        var said = await visit.Page.Locator(".said .meta a").First.GetAttributeAsync("href") ?? "";
        var comment = said![(said.LastIndexOf('/') + 1)..];
        return
        [
            new("member-feed", "new"), new("member-following", "following"), new("member-own", $"u/{Member}"), new("member-other", "u/yusuf"),
            new("member-post-own", "p/x-32"), new("member-post-private", "p/x-8"), new("member-post-rule", "p/x-27"), new("member-thread", said!),
            new("submit", "submit"), new("edit-post", "p/32/edit"), new("delete-post", "p/32/delete"),
            new("apply", "charity/apply"), new("desk", "charity/desk"), new("desk-foundation", "charity/desk/1"), new("desk-project", "charity/desk/project/1"), new("desk-project-new", "charity/desk/1/projects/new"), new("desk-announcements", "charity/desk/1/announcements"),
            new("desk-statements", "charity/desk/1/statements"), new("desk-keys", "charity/desk/1/keys"), new("desk-staff", "charity/desk/1/staff"), new("desk-documents", "charity/desk/1/documents"), new("desk-edit", "charity/desk/1/edit"), new("desk-test", "charity/desk/test/1"),
            new("desk-news", "charity/desk/project/1/update"), new("desk-close", "charity/desk/project/1/close"),
            new("suggest-translation", "translate/post/26/suggest"), new("suggestions", "translate/suggestions"), new("report-post", "report/post/27"), new("report-member", "report/member/1"), new("report-sent", "report/sent"),
            new("comment-new", "p/36/comment"), new("comment-reply", $"c/{comment}/reply"), new("comment-edit", $"c/{comment}/edit"), new("comment-delete", $"c/{comment}/delete"),
            .. ((string[])["profile", "reading", "appearance", "following", "email", "password", "passkeys", "two-factor", "sessions", "notices", "standing", "reports", "data", "leave"]).Select(page => new Sight("settings-" + page, "settings/" + page)),
        ];
    }

    /// <summary>The moderator who sees <see cref="OfModeratorAsync"/>.</summary>
    public const string Moderator = "khadija";

    /// <summary>What a moderator sees: the queue, and a case of every kind, which she reports herself where nobody did yet.</summary>
    public static async Task<IReadOnlyList<Sight>> OfModeratorAsync(Visit visit)
    {
        await visit.GoAsync("p/x-2");
        var comment = (await visit.Page.Locator("#thread > .comment").First.GetAttributeAsync("id"))![1..];
        foreach (var (thing, rule) in new[] { ("post/31", "Sectarian"), ("post/8", "Danger"), ($"comment/{comment}", "Insult"), ("member/1", "Other"), ("post/36", "Spam") })
            await Acts.ReportAsync(visit, thing, rule, "Words of the one who reports it.");
        await visit.GoAsync("moderation");
        var cases = await visit.Page.Locator(".q").EvaluateAllAsync<string[]>("all => all.map(q => q.pathname.replace(/^.[a-z]+./, ''))");
        return
        [
            new("moderation-queue", "moderation"), new("moderation-empty", "moderation?language=ko"),
            .. cases.Select((path, i) => new Sight($"moderation-case-{i}", path)),
            new("moderation-appeals", "moderation/appeals"), new("moderation-translation", "moderation/translation"), new("moderation-suggestions", "translate/suggestions"), new("moderation-log", "moderation/log"), new("moderation-log-narrowed", "moderation/log?act=Removed"), new("moderation-team", "moderation/team"),
            new("moderation-charity", "moderation/charity"), new("moderation-project", "moderation/charity/project/1"), new("moderation-project-pause", "moderation/charity/project/1/pause"),
        ];
    }
}
