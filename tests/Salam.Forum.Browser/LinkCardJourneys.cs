using Salam.Forum.Browser.Hosting;
using Salam.Forum.Tests.LinkCards;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Browser;

/// <summary>A forum that fetches cards, from a stranger's server on this machine alone.</summary>
public sealed class LinkingStage : Stage
{
    private const string Page = """
        <html lang="en"><head><meta property="og:title" content="Neighbours plant a garden behind their mosque"><meta property="og:description" content="Forty families, one afternoon and three hundred seedlings: how a strip of gravel became the greenest place of the street.">
        <meta property="og:site_name" content="The Garden Gazette"><meta property="article:published_time" content="2026-03-04"><meta property="og:image" content="/picture.jpg"></head><article>
        """;

    public Stranger Stranger { get; } = Stranger.Answering(path => path == "/picture.jpg"
        ? Stranger.Whole("200 OK", PictureFiles.Of("jpg", 1_200, 630), "Content-Type: image/jpeg\r\n") : Stranger.Page(Page + string.Concat(Enumerable.Repeat("word ", 700))));

    protected override (string Name, string Value)[] Settings => [("Forum__Links__Cards", "true"), ("Forum__Links__Inside", Stranger.Place)];
}

public sealed class LinkCardJourneys(LinkingStage stage) : Journey(stage), IClassFixture<LinkingStage>
{
    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_link_that_is_posted_gets_its_card_with_source_reading_time_and_picture_from_us_alone(string lang, bool phone)
    {
        var member = await MemberAsync("maryam", new Look(lang, Phone: phone));
        await member.GoAsync("submit");
        await member.Page.Locator(".kinds label").Nth(1).ClickAsync();
        var title = $"How a mosque got its garden, {lang}";
        await member.Page.Locator("#Title").FillAsync(title);
        await member.Page.Locator("#Link").FillAsync(stage.Stranger.Address("/garden").AbsoluteUri);
        await Acts.PublishAsync(member);
        var card = member.Page.Locator("a.link-card");
        for (var i = 0; i < 50 && await card.Locator(".link-told").CountAsync() == 0; i++)
        {
            await Task.Delay(200);
            await member.Page.ReloadAsync();
        }
        await Expect(card.Locator(".link-source")).ToContainTextAsync("The Garden Gazette · 127.0.0.1");
        await Expect(card.Locator("b")).ToHaveTextAsync("Neighbours plant a garden behind their mosque");
        await Expect(card.Locator(".link-facts span")).ToBeVisibleAsync();
        await Expect(card.Locator(".link-pic img").Last).ToBeVisibleAsync();
        // The picture is ours: whoever reads is seen by nobody else.
        Assert.StartsWith(Forum.Address, await card.Locator(".link-pic img").Last.EvaluateAsync<string>("img => img.src"), StringComparison.Ordinal);
        await member.NotScrollSidewaysAsync();
        await member.UnrollAsync();
        await member.BeAccessibleAsync();
        await member.GoAsync("new?circle=all");
        var row = member.Page.Locator(".row", new() { HasText = title });
        await Expect(row.Locator(".link-host")).ToContainTextAsync("The Garden Gazette");
        await Expect(row.Locator(".cover img")).ToBeVisibleAsync();
        await member.NotScrollSidewaysAsync();
    }
}
