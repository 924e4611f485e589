using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;

namespace Salam.Forum.Tests.Web;

/// <summary>What is none of the choices of a form is refused, not taken for one of them; the rest of the form stays.</summary>
public sealed class SettingsFormTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Theory]
    [InlineData("reading", "OpeningCircle", "Nonsense")]
    [InlineData("reading", "OpeningCircle", "brothers, sisters")]
    [InlineData("reading", "OpeningCircle", "3")]
    [InlineData("reading", "OpeningCircle", " ")]
    [InlineData("reading", "OpeningCircle", null)]
    [InlineData("reading", "Level", "Nonsense")]
    [InlineData("reading", "Level", "Strict, Off")]
    [InlineData("reading", "Level", "1")]
    [InlineData("reading", "Level", null)]
    [InlineData("reading", "Languages", "Nonsense")]
    [InlineData("reading", "Languages", "")]
    [InlineData("reading", "Languages", null)]
    [InlineData("appearance", "Theme", "Nonsense")]
    [InlineData("appearance", "Theme", "7")]
    [InlineData("appearance", "Theme", "")]
    [InlineData("appearance", "Theme", null)]
    [InlineData("appearance", "Keys", "maybe")]
    [InlineData("appearance", "Keys", null)]
    public async Task What_is_no_choice_is_refused_beside_its_field_and_nothing_changes(string page, string field, string? value)
    {
        var member = await site.SignInAsync(Cast.Sister);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["OpeningCircle"] = "Brothers", ["Languages"] = "tr", ["Level"] = "Off", ["Theme"] = "Dark", ["Keys"] = "false" };
        fields.Remove(field);
        if (value is not null)
            fields[field] = value;
        var before = await SettingsAsync();
        foreach (var lang in new[] { "en", "ar" })
        {
            var answer = await member.PostAsync($"/{lang}/settings/{page}", fields.Select(f => (f.Key, f.Value)));
            Assert.Equal((400, lang), (answer.Status, answer.Page.DocumentElement.GetAttribute("lang")));
            Assert.NotEmpty(answer.Page.QuerySelector($"#{field}-e")!.TextContent);
            if (page == "reading" && field != "Languages")
                Assert.True(answer.Page.QuerySelector("input[name=Languages][value=tr]")!.HasAttribute("checked"));
            if (page == "reading" && field != "OpeningCircle")
                Assert.True(answer.Page.QuerySelector("input[name=OpeningCircle][value=Brothers]")!.HasAttribute("checked"));
        }
        Assert.Equal(before, await SettingsAsync());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Brothers", Circle.Brothers)]
    [InlineData("Sisters", Circle.Sisters)]
    public async Task Each_choice_is_kept_and_shown_again(string value, Circle? kept)
    {
        var member = await site.SignInAsync(Cast.Sister2);
        Assert.Equal(302, (await member.PostAsync("/en/settings/reading", [("OpeningCircle", value), ("Languages", "ar"), ("Languages", "tr"), ("Level", "Standard")])).Status);
        Assert.Equal(kept, await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister2).Select(m => m.OpeningCircle).FirstAsync()));
        var page = (await member.GetAsync("/en/settings/reading")).Page;
        Assert.Equal(value, Assert.Single(page.QuerySelectorAll("input[name=OpeningCircle][checked]")).GetAttribute("value"));
    }

    [Fact]
    public async Task Whoever_turns_the_keys_off_has_none_on_any_page_until_she_turns_them_on()
    {
        var member = await site.SignInAsync(Cast.Brother);
        Assert.Equal("1", await KeysAsync(member));
        foreach (var (chosen, expected) in new[] { ("false", ""), ("true", "1") })
        {
            Assert.Equal(302, (await member.PostAsync("/en/settings/appearance", [("Theme", "Device"), ("Keys", chosen)])).Status);
            Assert.Equal(expected, await KeysAsync(member));
            Assert.Equal(expected, await KeysAsync(await site.SignInAsync(Cast.Brother)));
            Assert.Equal(chosen, Assert.Single((await member.GetAsync("/ar/settings/appearance")).Page.QuerySelectorAll("input[name=Keys][checked]")).GetAttribute("value"));
        }
        // A guest could not turn them off.
        Assert.Equal("", await KeysAsync(site.Guest()));

        static async Task<string?> KeysAsync(Visitor visitor) => (await visitor.GetAsync("/en/best")).Page.Body!.GetAttribute("data-keys");
    }

    [Theory]
    [InlineData("Circle", "Nonsense")]
    [InlineData("Circle", "3")]
    [InlineData("Consent", "maybe")]
    [InlineData("Languages", "Nonsense")]
    public async Task A_sign_up_with_what_is_no_choice_is_refused(string field, string value)
    {
        var guest = site.Guest();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Handle"] = "Newcomer", ["Email"] = "newcomer@post.example", ["Password"] = ForumSite.Password, ["Circle"] = "Sisters", ["Languages"] = "en", ["Consent"] = "true",
            ["token"] = Visitor.TokenIn(await guest.GetAsync("/en/account/signup"))!,
        };
        fields[field] = value;
        var answer = await guest.PostRawAsync("/en/account/signup", [.. fields.Select(f => (f.Key, f.Value))]);
        Assert.Equal(400, answer.Status);
        Assert.Equal("#" + field, Assert.Single(answer.Page.QuerySelectorAll(".errors a")).GetAttribute("href"));
        Assert.Equal("Newcomer", answer.Page.QuerySelector("#Handle")!.GetAttribute("value"));
    }

    private Task<(Circle?, string, Theme, bool)> SettingsAsync() => site.DbAsync(async db =>
    {
        var member = await db.Members.AsNoTracking().FirstAsync(m => m.UserName == Cast.Sister);
        return (member.OpeningCircle, member.Languages, member.Theme, member.HasKeys);
    });
}
