using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Reading.Name)]
public sealed class LookJourneys(Stage stage) : Journey(stage)
{
    private const int SmallestPhone = 360;
    private const double ShiftLimit = 0.02;

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task Every_page_of_guests_is_accessible_fits_and_stands_still(string lang, string theme, string size)
    {
        var guest = await GuestAsync(Look.Of(lang, theme, size));
        await SeeAsync(guest, Sights.OfGuest);
    }

    /// <summary>Visits pages; asks axe about each, whether it fits into the window and into the narrowest one, and whether it moved while it came.</summary>
    private static async Task SeeAsync(Visit visit, IEnumerable<Sight> sights)
    {
        visit.Allow(404);
        foreach (var sight in sights)
        {
            var answer = await visit.GoAsync(sight.Path);
            if (answer!.Status != sight.Status)
                visit.Note($"answered {answer.Status}, not {sight.Status}");
            await visit.StandStillAsync(ShiftLimit);
            await visit.BeAccessibleAsync();
            await visit.NotScrollSidewaysAsync();
            if (!visit.Look.Phone)
                continue;
            await visit.Page.SetViewportSizeAsync(SmallestPhone, 740);
            await visit.NotScrollSidewaysAsync();
            await visit.Page.SetViewportSizeAsync(390, 844);
        }
    }
}
