using Salam.Forum.Follows;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Whom one follows.</summary>
public sealed class FollowingModel(FollowService follows) : SettingsPage
{
    public override string Section => "Following";

    public IReadOnlyList<FollowedMember> Members { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Members = await follows.MineAsync(cancellation);
}
