using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

/// <summary>What only members see: nearly half of all pages, so that they are looked at beside the others.</summary>
[Collection(LookingAsMember.Name)]
public sealed class MemberLookJourneys(Stage stage) : Journey(stage)
{
    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_of_members_is_accessible_fits_and_stands_still(string lang, string size)
    {
        await Stage.JudgedAsync();
        var member = await MemberAsync(Sights.Member, Look.Of(lang, "light", size));
        await LookJourneys.SeeAsync(member, await Sights.OfMemberAsync(member));
    }
}
