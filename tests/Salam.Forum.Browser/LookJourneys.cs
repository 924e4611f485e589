using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Looking.Name)]
public sealed class LookJourneys(Stage stage) : Journey(stage)
{
    private const int SmallestPhone = 360;
    private const int Finger = 44;
    private const double ShiftLimit = 0.02;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_of_guests_is_accessible_fits_and_stands_still(string lang, string size)
    {
        var guest = await GuestAsync(Look.Of(lang, "light", size));
        await SeeAsync(guest, Sights.OfGuest);
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_of_members_is_accessible_fits_and_stands_still(string lang, string size)
    {
        await Stage.JudgedAsync();
        var member = await MemberAsync(Sights.Member, Look.Of(lang, "light", size));
        await SeeAsync(member, await Sights.OfMemberAsync(member));
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_of_moderators_is_accessible_fits_and_stands_still(string lang, string size)
    {
        await Stage.JudgedAsync();
        var moderator = await MemberAsync(Sights.Moderator, Look.Of(lang, "light", size));
        await SeeAsync(moderator, await Sights.OfModeratorAsync(moderator));
    }

    [Fact]
    public async Task A_finger_finds_what_it_presses()
    {
        var member = await MemberAsync(Sights.Member, Look.Of("en", "light", "phone"));
        foreach (var path in (string[])["top?circle=all", "p/x-32", "settings/profile", "submit"])
        {
            await member.GoAsync(path);
            var low = await member.Page.Locator(":is(.top, .feeds, .seg, .period, .vote, .row, .post-acts, .c-foot, .settings-list, .btns, .bottom) :is(a, button)").EvaluateAllAsync<string[]>(
                $"all => all.filter(e => e.getClientRects().length && !e.closest('.row>h2') && e.getBoundingClientRect().height < {Finger}).map(e => e.outerHTML.slice(0, 120))");
            Assert.Empty(low.Distinct(StringComparer.Ordinal));
        }
    }

    /// <summary>Visits pages; asks axe about each by day and by night, whether it fits into the window and the narrowest one, and whether it moved while it came.</summary>
    private static async Task SeeAsync(Visit visit, IEnumerable<Sight> sights)
    {
        visit.Allow(404);
        foreach (var sight in sights)
        {
            var answer = await visit.GoAsync(sight.Path);
            if (answer!.Status != sight.Status)
                visit.Note($"answered {answer.Status}, not {sight.Status}");
            await visit.StandStillAsync(ShiftLimit);
            await visit.NotScrollSidewaysAsync();
            await visit.UnrollAsync();
            await visit.BeAccessibleAsync();
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await visit.BeLegibleAsync();
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await visit.RollAsync();
            if (visit.Look.Phone)
            {
                await visit.Page.SetViewportSizeAsync(SmallestPhone, 740);
                await visit.NotScrollSidewaysAsync();
                await visit.Page.SetViewportSizeAsync(visit.Look.Width, visit.Look.Height);
            }
        }
    }
}
