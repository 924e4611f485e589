using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Who counts the gifts to a project: its foundation, which announces them, or a platform.</summary>
public sealed class SourceModel(CharityDeskQueries desk, ProjectQueries queries, SourceQueries sources, SourceService service, ForumOptions options) : ProjectDeskPage(desk, queries)
{
    /// <summary>The platform; null for the foundation's own announcements.</summary>
    [BindProperty]
    public Platform? Platform { get; set; }

    [BindProperty]
    public string? Nonprofit { get; set; }

    /// <summary>What the fundraiser, or the reference, is called there.</summary>
    [BindProperty(Name = "Name")]
    public string? Called { get; set; }

    /// <summary>The platforms that the operator allows.</summary>
    public IReadOnlyList<Platform> Choices => [.. options.Platforms.Allowed.Keys.Order()];

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        if (Project.ChangeRefusal() is { } over)
            return RefuseWithoutForm([over]);
        var place = await sources.WishAsync(id, cancellation) is { Ok: true, Value: { } wish } ? wish.Wished.Place : await sources.DetailAsync(id, cancellation) is { Ok: true, Value: { } detail } ? detail.Place : null;
        (Platform, Nonprofit, Called) = (place?.On, place?.Nonprofit, place?.Name);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        // A word that is no platform must not count as none.
        if (!ModelState.IsValid)
            return await OpenProjectAsync(id, cancellation) is { } closed ? closed : Refuse([Refusal.Invalid("FormIncomplete")]);
        var result = await service.SetAsync(id, Platform is { } on ? SourcePlace.Of(on, Nonprofit, Called) : null, cancellation);
        if (result.Ok)
            return await ToProjectAsync(id, cancellation);
        return await OpenProjectAsync(id, cancellation) is { } answer ? answer : Project.ChangeRefusal() is null ? Refuse(result.Refusals) : RefuseWithoutForm(result.Refusals);
    }
}
