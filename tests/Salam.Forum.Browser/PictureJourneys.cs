using System.Text;
using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class PictureJourneys(Stage stage) : Journey(stage)
{
    /// <summary>Draws a picture and pastes it where the words are written, as from a clipboard.</summary>
    private const string Paste = """
        async ([width, height, text]) => {
          const sheet = Object.assign(document.createElement('canvas'), { width, height });
          const ink = sheet.getContext('2d');
          const sky = ink.createLinearGradient(0, 0, 0, height);
          sky.addColorStop(0, '#3a5a8c'); sky.addColorStop(.6, '#c7a15a'); sky.addColorStop(1, '#0f6b52');
          ink.fillStyle = sky; ink.fillRect(0, 0, width, height);
          ink.fillStyle = '#fbf9f4'; ink.beginPath(); ink.arc(width * .7, height * .35, height * .12, 0, 7); ink.fill();
          ink.font = `${height / 8}px serif`; ink.fillText(text, width * .06, height * .9);
          const file = new File([await new Promise((done) => sheet.toBlob(done, 'image/png'))], 'drawn.png', { type: 'image/png' });
          const data = new DataTransfer(); data.items.add(file);
          document.querySelector('#Body, form.reply textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """;

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_picture_is_pasted_described_posted_and_shown_in_the_width_that_is_needed(string lang, bool phone)
    {
        var member = await MemberAsync("maryam", new Look(lang, Phone: phone));
        await member.GoAsync("submit");
        var title = $"The garden behind our mosque, {lang}";
        await member.Page.Locator("#Title").FillAsync(title);
        await member.Page.EvaluateAsync(Paste, new object[] { 1_900, 1_200, "dawn" });
        await member.Page.EvaluateAsync(Paste, new object[] { 900, 1_400, "noon" });
        await Expect(member.Page.Locator(".shot:not(.shot--under)")).ToHaveCountAsync(2);
        await Expect(member.Page.Locator("#said")).Not.ToBeEmptyAsync();
        await member.Page.Locator("[name=PictureAlts]").First.FillAsync("The sun over green hills");
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync(title);
        var first = member.Page.Locator(".pic img[srcset]").First;
        await Expect(first).ToHaveAttributeAsync("alt", "The sun over green hills");
        Assert.Equal("480w 960w 1600w", string.Join(" ", (await first.GetAttributeAsync("srcset"))!.Split(", ").Select(s => s.Split(' ')[1])));
        await member.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.pic img[srcset]')].slice(0, 1).every((img) => img.complete && img.naturalWidth)");
        var asked = await first.EvaluateAsync<string>("img => new URL(img.currentSrc).pathname");
        // Two stand side by side, so that none needs more on either screen.
        Assert.EndsWith("/480.webp", asked, StringComparison.Ordinal);
        await member.StandStillAsync(0.02);
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
        await member.GoAsync("new?circle=all");
        var row = member.Page.Locator(".row", new() { HasText = title });
        await Expect(row.Locator(".cover img")).ToBeVisibleAsync();
        await Expect(row.Locator(".cover-n")).ToBeVisibleAsync();
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_beside_the_field_and_one_picture_is_taken_out_again()
    {
        var member = (await MemberAsync("yusuf")).Allow(400);
        await member.GoAsync("submit");
        await member.Page.Locator("#Pictures-f").SetInputFilesAsync(
        [
            new FilePayload { Name = "drawing.png", MimeType = "image/png", Buffer = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>") },
            new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = PictureFiles.WithPlace(800, 600) },
        ]);
        await Expect(member.Page.Locator("#Pictures-e")).ToContainTextAsync("We take JPEG");
        await Expect(member.Page.Locator(".shot")).ToHaveCountAsync(1);
        await Expect(member.Page.Locator(".shot img")).ToBeVisibleAsync();
        await member.BeAccessibleAsync();
        // Not checked, which would wait to see it so: it goes with its picture.
        await member.Page.Locator(".shot-drop").ClickAsync();
        await Expect(member.Page.Locator(".shot")).ToHaveCountAsync(0);
        await Expect(member.Page.Locator("#Pictures-f")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_sisters_private_picture_is_hers_and_other_sisters_and_says_nothing_of_where_it_was_taken()
    {
        var sister = await MemberAsync("maryam");
        await sister.GoAsync("submit");
        await sister.Page.Locator("#Title").FillAsync("Only for sisters: our new kitchen");
        await sister.Page.Locator("#Pictures-f").SetInputFilesAsync(new FilePayload { Name = "kitchen.jpg", MimeType = "image/jpeg", Buffer = PictureFiles.WithPlace(1_200, 900) });
        await Expect(sister.Page.Locator(".shot:not(.shot--under)")).ToHaveCountAsync(1);
        await sister.Page.Locator("input[name=OwnCircleOnly][value=true]").CheckAsync();
        await Acts.PublishAsync(sister);
        var picture = sister.Page.Locator(".pic");
        var address = (await picture.GetAttributeAsync("href"))!;
        Assert.Equal(200, (await sister.GoAsync(address))!.Status);
        var (brother, guest) = ((await MemberAsync("yusuf")).Allow(404), (await GuestAsync()).Allow(404));
        Assert.Equal(404, (await brother.GoAsync(address))!.Status);
        Assert.Equal(404, (await guest.GoAsync(address))!.Status);
        var files = Directory.GetFiles(Path.Combine(Forum.Data, "blobs"), "*.webp", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files.Select(File.ReadAllBytes), file =>
        {
            Assert.DoesNotContain(PictureFiles.Camera, Encoding.Latin1.GetString(file), StringComparison.Ordinal);
            Assert.DoesNotContain("EXIF", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Blurred_pictures_are_asked_for_once_a_reader_wants_them()
    {
        var sister = await MemberAsync("maryam");
        await sister.GoAsync("submit");
        await sister.Page.Locator("#Title").FillAsync("Pictures from the hospital");
        await sister.Page.EvaluateAsync(Paste, new object[] { 1_000, 700, "ward" });
        await Expect(sister.Page.Locator(".shot:not(.shot--under)")).ToHaveCountAsync(1);
        await sister.Page.Locator("[name=BlurPictures]").CheckAsync();
        await Acts.PublishAsync(sister);
        await Expect(sister.Page.Locator(".veil-say")).ToBeVisibleAsync();
        await Expect(sister.Page.Locator(".pic")).ToBeHiddenAsync();
        var asked = new List<string>();
        sister.Page.Request += (_, request) => asked.Add(request.Url);
        await sister.Page.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.DoesNotContain(asked, url => url.Contains("/pictures/", StringComparison.Ordinal));
        await sister.BeAccessibleAsync();
        await sister.Page.Locator(".pics-veil summary").PressAsync("Enter");
        await Expect(sister.Page.Locator(".pic")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_picture_is_pasted_into_a_comment_another_takes_its_place_and_it_is_shown(string lang, bool phone)
    {
        var member = await MemberAsync("maryam", new Look(lang, Phone: phone));
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync($"Show us your garden, {lang}");
        await member.Page.Locator("#Body").FillAsync("Ours is small.");
        await Acts.PublishAsync(member);
        await member.Page.EvaluateAsync(Paste, new object[] { 900, 600, "dawn" });
        await Expect(member.Page.Locator(".shot:not(.shot--under)")).ToHaveCountAsync(1);
        var first = await member.Page.Locator("[name=PictureKeys]").InputValueAsync();
        await member.Page.EvaluateAsync(Paste, new object[] { 700, 1_100, "noon" });
        await Expect(member.Page.Locator($"[name=PictureKeys]:not([value=\"{first}\"])")).ToHaveCountAsync(1);
        await Expect(member.Page.Locator(".shot")).ToHaveCountAsync(1);
        await member.Page.Locator("[name=PictureAlts]").FillAsync("The sun over green hills");
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
        await member.Page.Locator("form.reply textarea").First.FillAsync("Ours, in May.");
        await member.Page.Locator("form.reply .btn--main").First.ClickAsync();
        var shown = member.Page.Locator(".comment .pic img[srcset]");
        await Expect(shown).ToHaveAttributeAsync("alt", "The sun over green hills");
        await shown.ScrollIntoViewIfNeededAsync();
        await member.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.comment .pic img[srcset]')].every((img) => img.complete && img.naturalWidth)");
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Enter_in_the_title_publishes(bool script)
    {
        var member = await MemberAsync("yusuf", new Look(Script: script));
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("Published by the key Enter");
        await member.Page.Locator("#Body").FillAsync("Some words.");
        await member.Page.Locator("#Title").PressAsync("Enter");
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("Published by the key Enter");
    }

    [Fact]
    public async Task Without_script_pictures_are_added_and_posted_with_the_form()
    {
        var member = await MemberAsync("yusuf", new Look(Script: false));
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("A picture without any script");
        await member.Page.Locator("#Pictures-f").SetInputFilesAsync(new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = PictureFiles.Of("jpg") });
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Add pictures" }).ClickAsync();
        await Expect(member.Page.Locator(".shot")).ToHaveCountAsync(1);
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("A picture without any script");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator(".pic")).ToHaveCountAsync(1);
    }
}
