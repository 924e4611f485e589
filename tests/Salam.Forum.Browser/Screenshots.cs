using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

/// <summary>Pictures of every page, for people to look at. Taken only where FORUM_SCREENSHOTS names a folder.</summary>
[Collection(Looking.Name)]
[Trait("Kind", "Screenshots")]
public sealed class Screenshots(Stage stage) : Journey(stage)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("FORUM_SCREENSHOTS");

    [PictureTheory]
    [InlineData("en", "light", "wide")]
    [InlineData("en", "dark", "phone")]
    [InlineData("ar", "dark", "wide")]
    [InlineData("ar", "light", "phone")]
    public async Task Pictures_are_taken_of_every_page(string lang, string theme, string size)
    {
        var look = Look.Of(lang, theme, size) with { IsSharp = size == "phone" };
        var folder = Directory.CreateDirectory(Path.Combine(Folder!, $"{lang}-{theme}-{size}")).FullName;
        await Stage.JudgedAsync();
        await TakeAsync(await GuestAsync(look), Sights.OfGuest, folder);
        var member = await MemberAsync(Sights.Member, look);
        await TakeAsync(member, await Sights.OfMemberAsync(member), folder);
        var moderator = await MemberAsync(Sights.Moderator, look);
        await TakeAsync(moderator, await Sights.OfModeratorAsync(moderator), folder);
    }

    private static async Task TakeAsync(Visit visit, IEnumerable<Sight> sights, string folder)
    {
        visit.Allow(404);
        foreach (var sight in sights)
        {
            await visit.GoAsync(sight.Path);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, sight.Name + ".png"), Animations = ScreenshotAnimations.Disabled });
        }
    }

    /// <summary>A theory that is skipped where no folder is named.</summary>
    private sealed class PictureTheoryAttribute : TheoryAttribute
    {
        public PictureTheoryAttribute()
        {
            if (string.IsNullOrEmpty(Folder))
                Skip = "FORUM_SCREENSHOTS names no folder.";
        }
    }
}
