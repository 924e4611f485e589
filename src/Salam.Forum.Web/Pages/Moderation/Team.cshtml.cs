using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Who acts for the community, by circle; administrators give and withdraw roles.</summary>
public sealed class TeamModel(TeamQueries queries, TeamService team, PageKeeper pages) : ForumPage
{
    public IReadOnlyList<TeamMember> Members { get; private set; } = [];

    /// <summary>Whether a role was just changed.</summary>
    public bool Saved { get; private set; }

    [BindProperty]
    public string? Handle { get; set; }

    /// <summary>The name of the role; as it was sent, since a word that is no role must not pass for one.</summary>
    [BindProperty]
    public string? Role { get; set; }

    public async Task<IActionResult> OnGetAsync(bool saved, CancellationToken cancellation)
    {
        (Head.Title, Saved) = (T["Moderation.Team"], saved);
        var members = await queries.AllAsync(cancellation);
        if (!members.Ok)
            return RefuseWithoutForm(members.Refusals);
        Members = members.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await team.SetRoleAsync(Handle, Enum.GetValues<Role>().FirstOrDefault(role => role.ToString() == Role), cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(Audience.Everyone, cancellation);
            return Redirect(Paths.WithQuery(Paths.Moderation(Lang, "team"), ("saved", "true")));
        }
        return await OnGetAsync(saved: false, cancellation) is PageResult ? Refuse(result.Refusals) : NotFound();
    }
}
