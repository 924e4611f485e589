using Salam.Forum.Browser.Hosting;
using Salam.Forum.Text;

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
    public async Task Every_page_of_moderators_is_accessible_fits_and_stands_still(string lang, string size)
    {
        await Stage.JudgedAsync();
        var moderator = await MemberAsync(Sights.Moderator, Look.Of(lang, "light", size));
        await SeeAsync(moderator, await Sights.OfModeratorAsync(moderator));
    }

    [Theory]
    [InlineData("", "best", "account/signup", "moderation/log")]
    [InlineData(Sights.Moderator, "new", "settings/standing", "moderation", "moderation/translation", "translate/suggestions")]
    public async Task Every_language_fits_the_smallest_phone(string handle, params string[] pages)
    {
        var visit = handle.Length == 0 ? await GuestAsync(Look.Of("en", "light", "phone")) : await MemberAsync(handle, Look.Of("en", "light", "phone"));
        await visit.Page.SetViewportSizeAsync(SmallestPhone, 800);
        foreach (var language in Language.All)
        {
            foreach (var page in pages)
            {
                await visit.GoAsync($"/{language.Code}/{page}");
                await visit.NotScrollSidewaysAsync();
            }
        }
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

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_header_of_moderators_keeps_within_its_padding_on_every_phone(string lang)
    {
        var moderator = await MemberAsync(Sights.Moderator, Look.Of(lang, "light", "phone"));
        await moderator.GoAsync("moderation");
        foreach (var width in (int[])[360, 375, 390, 393, 400, 412, 420, 430, 480])
        {
            await moderator.Page.SetViewportSizeAsync(width, 844);
            var room = await moderator.Page.EvaluateAsync<double>("""
                () => {
                  const [bar, ...parts] = ['.top-in', '.brand', '.top-acts > :last-child'].map((one) => document.querySelector(one).getBoundingClientRect());
                  const padding = parseFloat(getComputedStyle(document.querySelector('.top-in')).paddingInlineStart);
                  return Math.min(...parts.map((part) => Math.min(part.left - bar.left, bar.right - part.right))) - padding;
                }
                """);
            if (room < -0.5)
                moderator.Note($"the header of a window of {width} lies {-room} beyond its padding");
        }
        // Keys are for keyboards.
        Assert.Equal(0, await moderator.Page.Locator("kbd").EvaluateAllAsync<int>("all => all.filter(key => key.getClientRects().length).length"));
    }

    [Fact]
    public async Task In_a_case_for_moderators_words_of_the_other_direction_stand_where_the_page_begins()
    {
        var moderator = await MemberAsync(Sights.Moderator, Look.Of("ar", "light", "wide"));
        var cases = await Sights.OfModeratorAsync(moderator);
        var seen = 0;
        foreach (var sight in cases.Where(s => s.Name.StartsWith("moderation-case", StringComparison.Ordinal)))
        {
            await moderator.GoAsync(sight.Path);
            var away = await moderator.Page.Locator(".case-list .case-said, .case-text > h3, .case-text > .prose").EvaluateAllAsync<double[]>(
                "all => all.map(e => { const box = e.parentElement; return box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingInlineStart) - e.getBoundingClientRect().right; })");
            Assert.All(away, gap => Assert.InRange(gap, -2, 2));
            seen += away.Length;
        }
        Assert.True(seen > 5);
    }

    [Fact]
    public async Task A_circle_to_pick_breaks_no_word_on_any_phone()
    {
        var member = await MemberAsync(Sights.Member, Look.Of("en", "light", "phone"));
        await member.GoAsync("settings/reading");
        foreach (var width in (int[])[390, 360, 320])
        {
            await member.Page.SetViewportSizeAsync(width, 740);
            var names = await member.Page.Locator(".picks--s b").EvaluateAllAsync<double[][]>("""
                all => all.map(e => {
                  const text = document.createRange(); text.selectNodeContents(e);
                  const box = e.parentElement.getBoundingClientRect(), word = text.getBoundingClientRect();
                  return [text.getClientRects().length, Math.min(word.left - box.left, box.right - word.right)];
                })
                """);
            Assert.Equal(3, names.Length);
            Assert.All(names, name => Assert.True(name is [1, >= 4], string.Join(' ', name)));
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_words_of_a_wide_button_keep_their_distance_from_its_edges(string lang)
    {
        var guest = await GuestAsync(Look.Of(lang, "light", "wide"));
        await guest.GoAsync("best");
        var gaps = await guest.Page.Locator(".btn--wide").EvaluateAllAsync<double[]>("""
            all => all.filter(e => e.getClientRects().length).map(e => {
              const text = document.createRange(); text.selectNodeContents(e);
              const box = e.getBoundingClientRect(), words = text.getBoundingClientRect();
              return Math.min(words.left - box.left, box.right - words.right);
            })
            """);
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.True(gap >= 12, $"{gap}"));
    }

    [Fact]
    public async Task The_figures_of_ones_standing_break_no_word_and_notices_give_their_words_the_whole_width()
    {
        await Stage.JudgedAsync();
        var member = await MemberAsync(Sights.Member, Look.Of("en", "light", "phone"));
        await member.GoAsync("settings/standing");
        foreach (var width in (int[])[375, 360])
        {
            await member.Page.SetViewportSizeAsync(width, 740);
            var heads = await member.Page.Locator(".figures thead th").EvaluateAllAsync<int[]>("all => all.map(e => { const r = document.createRange(); r.selectNodeContents(e); return r.getClientRects().length - e.textContent.trim().split(/\\s+/).length; })");
            Assert.All(heads, more => Assert.True(more <= 0));
        }
        await member.GoAsync("settings/notices");
        var share = await member.Page.Locator(".facts-list dd").First.EvaluateAsync<double>("e => e.clientWidth / e.parentElement.clientWidth");
        Assert.InRange(share, 0.95, 1);
    }

    /// <summary>The colours of the night are those of every language: each size shows them in one, and in both in the long run.</summary>
    private static bool IsLookedAtByNight(Look look) => LongRun.IsAsked || look.Phone == (look.Lang == "ar");

    /// <summary>Visits pages; asks axe about each by day and by night, whether it fits into the window and the narrowest one, and whether it moved while it came.</summary>
    internal static async Task SeeAsync(Visit visit, IEnumerable<Sight> sights)
    {
        visit.Allow(404);
        await Axe.BringAsync(visit.Context);
        foreach (var sight in sights)
        {
            var answer = await visit.GoAsync(sight.Path);
            if (answer!.Status != sight.Status)
                visit.Note($"answered {answer.Status}, not {sight.Status}");
            await visit.StandStillAsync(ShiftLimit);
            await visit.NotScrollSidewaysAsync();
            await visit.UnrollAsync();
            await visit.BeAccessibleAsync();
            if (IsLookedAtByNight(visit.Look))
            {
                await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await visit.BeLegibleAsync();
                await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            }
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
