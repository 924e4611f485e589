using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The forum in each of its languages: pages, numbers, moments, acts.</summary>
public sealed class LanguagePagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    public static TheoryData<string> All => [.. Language.All.Select(l => l.Code)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Pages_speak_the_language_of_their_address(string lang)
    {
        var texts = TextsTests.Read(lang == "en" ? "Texts.resx" : $"Texts.{lang}.resx");
        var post = await site.PostAsync(Cast.Sister);
        var (guest, member) = (site.Guest(), await site.SignInAsync(Cast.Brother));
        foreach (var (visitor, path) in new[]
        {
            (guest, "best"), (guest, "top?period=year"), (guest, "charity"), (guest, $"u/{Cast.Sister}"), (guest, "search?q=words"), (guest, "account/login"), (guest, "account/signup"), (guest, "languages"), (guest, "moderation/log"),
            (member, "following"), (member, post.Path()[4..]), (member, "submit"), (member, "settings/reading"), (member, "settings/standing"), (member, "settings/notices"), (member, $"report/post/{post.Id}"),
        })
        {
            var answer = await visitor.GetAsync($"/{lang}/{path}");
            Assert.Equal((path, 200, lang, Language.Find(lang)!.RightToLeft ? "rtl" : "ltr"), (path, answer.Status, answer.Page.DocumentElement.GetAttribute("lang"), answer.Page.DocumentElement.GetAttribute("dir")));
            Assert.Equal(new[] { "Best", "New", "Top", "Following", "Charity" }.Select(kind => texts["Feed." + kind]), answer.Page.QuerySelectorAll(".feeds a").Select(a => a.TextContent.Trim()));
            Assert.Equal(texts["Reading.Interface"], answer.Page.QuerySelector("#languages-link")!.GetAttribute("aria-label"));
            // A moment for machines is written in one calendar, whatever that of the language is.
            Assert.All(answer.Page.QuerySelectorAll("time"), time => Assert.Equal(DateTime.UtcNow, DateTime.Parse(time.GetAttribute("datetime")!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), TimeSpan.FromDays(40)));
        }
        var missing = await guest.GetAsync($"/{lang}/p/none-999999");
        Assert.Equal((404, texts["Status.404"]), (missing.Status, missing.Page.QuerySelector("h1")!.TextContent));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Members_vote_and_write_in_it(string lang)
    {
        var post = await site.PostAsync(Cast.Sister);
        var sister = await site.SignInAsync(Cast.Sister2);
        var down = await sister.PostAsync($"/{lang}/vote/post/{post.Id}", [("value", "-1")], ("Accept", "application/json"));
        using var json = JsonDocument.Parse(down.Body);
        Assert.Equal((200, "−" + Digits.In(lang, "1")), (down.Status, json.RootElement.GetProperty("score").GetString()));
        var page = (await sister.GetAsync(post.Path(lang))).Page;
        Assert.Equal("−" + Digits.In(lang, "1"), page.QuerySelector(".vote .score")!.TextContent);
        Assert.Contains("−" + Digits.In(lang, "1"), page.QuerySelector(".vote")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        var form = page.QuerySelector("form.composer, form[action$='/comment']")!;
        var sent = await sister.PostAsync(form.GetAttribute("action")!, [("Body", "May Allah reward you."), ("Language", lang), ("SubmitKey", Guid.NewGuid().ToString("n"))]);
        Assert.Equal(302, sent.Status);
        Assert.StartsWith($"/{lang}/", sent.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "22 November 2026, 09:05 UTC")]
    [InlineData("es", "22 de noviembre de 2026, 09:05 UTC")]
    [InlineData("de", "22. November 2026, 09:05 UTC")]
    [InlineData("ru", "22 ноября 2026 г., 09:05 UTC")]
    [InlineData("tr", "22 Kasım 2026, 09:05 UTC")]
    [InlineData("id", "22 November 2026, 09:05 UTC")]
    [InlineData("bn", "২২ নভেম্বর, ২০২৬, ০৯:০৫ UTC")]
    [InlineData("fa", "۱ آذر ۱۴۰۵, ۰۹:۰۵ UTC")]
    [InlineData("zh", "2026年11月22日, 09:05 UTC")]
    [InlineData("ko", "2026년 11월 22일, 09:05 UTC")]
    public void A_moment_is_written_as_the_language_writes_it(string lang, string expected) =>
        Assert.StartsWith(expected + " · ", In(lang, words => words.Exact(new DateTime(2026, 11, 22, 9, 5, 0, DateTimeKind.Utc))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(All))]
    public void Numbers_are_written_in_the_digits_of_the_language_alone(string lang)
    {
        var zero = Digits.ZeroOf(lang);
        var moment = new DateTime(2026, 11, 22, 9, 5, 0, DateTimeKind.Utc);
        Assert.All(In(lang, words => new[] { words.Count("Comments", 12), words.Ago(moment.AddHours(-5), moment), words.Exact(moment), words["Status.404.Text"], words["Refusal.Days", 365], Words.Number(12_345) }), said =>
            Assert.DoesNotContain(said, c => char.IsDigit(c) && (c < zero || c > zero + 9)));
    }

    private T In<T>(string lang, Func<Words, T> say)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(lang);
            return say(site.Services.GetRequiredService<Words>());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
