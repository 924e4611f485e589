using System.Text.RegularExpressions;
using System.Xml.Linq;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.Pages.Settings;

namespace Salam.Forum.Tests.Web;

/// <summary>Every word that is asked for is there, in every language of the interface.</summary>
public sealed partial class TextsTests
{
    /// <summary>Keys put together while running, and what takes the place of the part that is only then known.</summary>
    private static readonly Dictionary<string, IEnumerable<string>> Composed = new(StringComparer.Ordinal)
    {
        ["LanguageName.*"] = Language.All.Select(l => l.Code),
        ["Feed.*"] = Enum.GetNames<FeedKind>(),
        ["Feed.*.About"] = Enum.GetNames<FeedKind>(),
        ["Empty.*"] = Enum.GetNames<FeedKind>(),
        ["Empty.*.Text"] = Enum.GetNames<FeedKind>(),
        ["Period.*"] = Enum.GetNames<Period>(),
        ["Sort.*"] = Enum.GetNames<CommentSort>(),
        ["Role.*"] = Enum.GetNames<Role>().Where(r => r != nameof(Role.Member)),
        ["Wish.*"] = Enum.GetNames<Salam.Forum.Translation.TranslationWish>(),
        ["Theme.*"] = Enum.GetNames<Theme>(),
        ["Status.*"] = ["400", "403", "404", "405", "409", "413", "429", "500", "503"],
        ["Status.*.Text"] = ["400", "403", "404", "405", "409", "413", "429", "500", "503"],
        ["Mail.*.Subject"] = Enum.GetNames<AccountMailKind>(),
        ["Mail.*.Text"] = Enum.GetNames<AccountMailKind>(),
        ["Hijri.Month*"] = Enumerable.Range(1, 12).Select(m => m.ToString()),
        ["Refusal.*"] = RefusalCodes(),
        ["Settings.*"] = SettingsPage.Sections.Select(s => s.Section),
        ["LogIn.Notice.*"] = ["confirmed", "reset", "email", "undone", "out", "left"],
        ["Act.*.You"] = Enum.GetNames<Act>(),
        ["LogThing.*"] = Enum.GetNames<ThingKind>(),
        ["LogBy.*"] = Enum.GetNames<Role>(),
        // Lists that are empty have a word, and a sentence below it.
        ["*.Text"] = [],
        ["Found.*"] = Enum.GetNames<Salam.Forum.ContentFilter.Categories>(),
        ["Distress.*"] = Enum.GetNames<Salam.Forum.ContentFilter.Distress>().Where(d => d != nameof(Salam.Forum.ContentFilter.Distress.None)),
        ["Judged.*"] = Enum.GetNames<Salam.Forum.ContentFilter.Severity>(),
        ["Fold.*"] = [nameof(ThingKind.Post), nameof(ThingKind.Comment)],
        ["Level.*"] = Enum.GetNames<ReadingLevel>(),
        ["Level.*.Text"] = Enum.GetNames<ReadingLevel>(),
        ["Help.*.Title"] = Enum.GetNames<Salam.Forum.ContentFilter.Distress>().Where(d => d != nameof(Salam.Forum.ContentFilter.Distress.None)),
        ["Help.*.Text"] = Enum.GetNames<Salam.Forum.ContentFilter.Distress>().Where(d => d != nameof(Salam.Forum.ContentFilter.Distress.None)),
        ["Country.*"] = [.. BuiltInHelpLines().Select(l => l.Country), "PS"],
        ["Act.*.Name"] = Enum.GetNames<Act>(),
        ["Ask.*"] = [nameof(Act.Banned), nameof(Act.EverythingRemoved), nameof(Act.HandleReset)],
        ["Ask.*.Text"] = [nameof(Act.Banned), nameof(Act.EverythingRemoved), nameof(Act.HandleReset)],
        ["Breach.*"] = Enum.GetNames<Rules>().Where(r => r != nameof(Rules.None)),
        ["Breach.*.About"] = Enum.GetNames<Rules>().Where(r => r != nameof(Rules.None)),
        ["Case.Field.*"] = ["Title", "Link", "Body", "Handle", "About"],
        ["Case.Title.*"] = ReviewedKinds,
        ["Circle.*"] = Enum.GetNames<Circle>(),
        ["Decide.*"] = Enum.GetNames<Act>().Where(a => Enum.Parse<Act>(a) is (>= Act.Approved and <= Act.EverythingRemoved) or Act.AboutRemoved),
        ["Desk.Key.*"] = ["j", "k", "a", "r", "w", "l", "s", "u"],
        ["Entered.Inside.*"] = Enum.GetNames<Circle>(),
        ["Entered.Title.*"] = Enum.GetNames<Circle>(),
        ["Browser.*"] = Enum.GetNames<Browser>().Where(b => b != nameof(Browser.Other)),
        ["Device.*"] = Enum.GetNames<Device>().Where(d => d != nameof(Device.Other)),
        ["Known.*"] = Enum.GetNames<Standing>(),
        ["Moderation.*"] = ["Queue", "Appeals", "Translation", "Charity", "Log", "Team"],
        ["ApplyStep.*"] = ["Send", "Look", "Decide", "Raise"],
        ["ApplyStep.*.About"] = ["Send", "Look", "Decide", "Raise"],
        ["FoundationDesk.*"] = Salam.Forum.Web.Pages.Charity.Desk.FoundationDeskPage.Tabs.Select(t => t.Tab),
        ["FoundationState.*"] = [.. Enum.GetNames<FoundationState>(), "Lapsed"],
        ["VettingStep.*"] = Enum.GetNames<VettingStep>(),
        ["VettingStep.*.About"] = Enum.GetNames<VettingStep>(),
        ["DocumentKind.*"] = Enum.GetNames<DocumentKind>(),
        ["DocumentKind.*.About"] = Enum.GetNames<DocumentKind>(),
        ["Platform.*"] = Enum.GetNames<Salam.Forum.Charity.Platforms.Platform>(),
        ["Platform.*.About"] = Enum.GetNames<Salam.Forum.Charity.Platforms.Platform>(),
        ["Platform.*.Givers"] = Enum.GetNames<Salam.Forum.Charity.Platforms.Platform>(),
        ["SourceTrouble.*"] = Enum.GetNames<Salam.Forum.Charity.Platforms.SourceTrouble>().Where(t => t != nameof(Salam.Forum.Charity.Platforms.SourceTrouble.None)),
        ["GiftKind.*"] = Enum.GetNames<GiftKind>(),
        ["GiftKind.*.About"] = Enum.GetNames<GiftKind>(),
        ["ProjectState.*"] = Enum.GetNames<ProjectState>(),
        ["ProjectState.*.About"] = Enum.GetNames<ProjectState>(),
        ["ProjectEvent.*"] = Enum.GetNames<ProjectEventKind>(),
        ["ProjectCategory.*"] = Enum.GetNames<ProjectCategory>(),
        ["ZakatRecipient.*"] = Enum.GetNames<ZakatRecipients>().Where(r => r != nameof(ZakatRecipients.None)),
        ["School.*"] = Enum.GetNames<Schools>().Where(s => s != nameof(Schools.None)),
        ["DonationState.*"] = Enum.GetNames<DonationState>(),
        ["DonationState.*.About"] = Enum.GetNames<DonationState>(),
        ["AsideReason.*"] = Enum.GetNames<AsideReason>().Where(r => r != nameof(AsideReason.None)),
        ["AsideReason.*.Do"] = Enum.GetNames<AsideReason>().Where(r => r != nameof(AsideReason.None)),
        ["HookTest.Check.*"] = ["Header", "Time", "Key", "Signature", "Vetting", "Body", "Counts"],
        ["HookTest.Said.*"] = ["HeaderGood", "HeaderBad", "TimeGood", "TimeOld", "TimeAhead", "KeyGood", "KeyUnknown", "KeyRetired", "SignatureGood", "SignatureBad", "NeverVetted", "BodyGood", "BodyBad", "BodyLarge"],
        ["Suggest.*"] = Enum.GetNames<Salam.Forum.Translation.Corrections.SuggestionState>(),
        ["SuggestionState.*"] = Enum.GetNames<Salam.Forum.Translation.Corrections.SuggestionState>(),
        ["Fault.*"] = Enum.GetNames<Salam.Forum.Translation.Corrections.TranslationFault>(),
        ["Cause.*"] = ["Down", "Slow", "Limited", "Failed", "Garbled", "Refused", "Broken", "Poor"],
        ["TranslationDesk.*"] = Salam.Forum.Web.Pages.Moderation.TranslationModel.Spans.Select(s => s.Name),
        ["Outcome.*"] = Enum.GetNames<ReportOutcome>(),
        ["Queue.Kind.*"] = ReviewedKinds,
        ["Queue.Kinds.*"] = ReviewedKinds,
        ["Report.Title.*"] = ReviewedKinds,
        ["Stands.*"] = Enum.GetNames<Status>(),
        ["Charity.To*"] = Enum.GetNames<Circle>(),
        ["Charity.Is*"] = ["Funded", "Closed", "Withdrawn"],
        // The plural form: every key that is counted is looked up by its own line.
        ["*.*"] = [],
    };

    // Of foundations and their projects the log speaks alone.
    private static string[] ReviewedKinds => [nameof(ThingKind.Post), nameof(ThingKind.Comment), nameof(ThingKind.Member)];

    private static readonly string Root = FindRoot();
    private static readonly Dictionary<string, string> English = Read("Texts.resx");

    [Fact]
    public void Every_text_that_is_asked_for_is_there()
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Sources("src/Salam.Forum.Web", "*.cs", "*.cshtml").Append(Path.Combine(Root, "src/Salam.Forum/Members/AccountMail.cs")).Append(Path.Combine(Root, "src/Salam.Forum/Moderation/NoticeMail.cs")))
        {
            var source = File.ReadAllText(file);
            foreach (Match asked in Asked().Matches(source))
            {
                var argument = FirstArgument(source, asked.Index + asked.Length);
                foreach (var key in KeysOf(argument))
                {
                    foreach (var one in asked.Groups["count"].Success ? Plural.Forms("en").Select(f => $"{key}.{f}") : [key])
                    {
                        if (!English.ContainsKey(one))
                            missing.Add($"{one} in {Path.GetFileName(file)}");
                    }
                }
            }
        }
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_refusal_has_its_sentence() => Assert.DoesNotContain(RefusalCodes(), c => !English.ContainsKey("Refusal." + c));

    [Fact]
    public void The_search_for_texts_finds_them()
    {
        Assert.Equal(["Feed.Best", "Feed.New", "Feed.Top", "Feed.Following", "Feed.Charity"], KeysOf("\"Feed.\" + kind"));
        Assert.Equal(["A.b", "A.c"], KeysOf("x ? \"A.b\" : \"A.c\""));
        Assert.Contains("CommentSistersOnly", RefusalCodes());
        Assert.Contains("BodyLong", RefusalCodes());
        Assert.True(RefusalCodes().Count > 30);
    }

    /// <summary>The languages that have texts beside English.</summary>
    public static TheoryData<string> Translated => [.. Codes()];

    [Fact]
    public void Every_language_has_its_texts_and_no_others_have() =>
        Assert.Equal(Language.All.Select(l => l.Code).Order(StringComparer.Ordinal), Codes().Append("en").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Translated))]
    public void A_language_has_every_text_in_every_plural_form(string language)
    {
        var texts = Read($"Texts.{language}.resx");
        var counted = English.Keys.Where(k => k.EndsWith(".one", StringComparison.Ordinal) && English.ContainsKey(k[..^4] + ".other")).Select(k => k[..^4]).ToList();
        var expected = English.Keys.Where(k => !counted.Any(c => k == c + ".one" || k == c + ".other")).Concat(counted.SelectMany(c => Plural.Forms(language).Select(f => $"{c}.{f}"))).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(expected, k => !texts.ContainsKey(k));
        Assert.DoesNotContain(texts.Keys, k => !expected.Contains(k));
        var wrong = new List<string>();
        foreach (var (key, text) in texts)
        {
            // The form for many numbers: that for one may leave its number out in English too.
            var english = counted.Find(c => Plural.Forms(language).Any(f => key == $"{c}.{f}")) is { } count ? English[count + ".other"] : English[key];
            var (there, wanted) = (Placeholders(text), Placeholders(english));
            if (string.IsNullOrWhiteSpace(text))
                wrong.Add($"{key} is empty");
            if (!there.SetEquals(wanted) && !(MayLeaveNumberOut(language, key) && there.IsSubsetOf(wanted)))
                wrong.Add($"{key}: {string.Join(' ', there)} instead of {string.Join(' ', wanted)}");
            if (text.Count(c => c == '\n') != english.Count(c => c == '\n'))
                wrong.Add($"{key} has other lines than in English");
            if (text.Length > (2.2 * english.Length) + 25)
                wrong.Add($"{key} is {text.Length} long for {english.Length}");
            if (text == english && !IsTheSameWord(key, text))
                wrong.Add($"{key} is not translated: {text}");
        }
        Assert.Empty(wrong);
    }

    /// <summary>Where a form stands for one number alone, a word may take its place: "one" and "two" in Arabic, "one" in many languages.</summary>
    private static bool MayLeaveNumberOut(string language, string key) => Enumerable.Range(0, 200).Count(n => key.EndsWith("." + Plural.Of(language, n), StringComparison.Ordinal)) == 1;

    /// <summary>Names, and single words that other languages write just so. A sentence that is the same was forgotten.</summary>
    private static bool IsTheSameWord(string key, string text) =>
        new[] { "Browser.", "Country.", "GiftKind.", "LanguageName.", "Device.", "Hijri.Month", "Date." }.Any(names => key.StartsWith(names, StringComparison.Ordinal)) || !Placeholder().Replace(text, "").Trim(' ', ':', ',', '.', '·').Contains(' ');

    [Fact]
    public void No_thing_is_called_by_the_word_for_where_it_stands()
    {
        foreach (var texts in Codes().Select(code => Read($"Texts.{code}.resx")).Append(English))
            Assert.Empty(texts.Where(t => t.Key.StartsWith("Stands.", StringComparison.Ordinal)).Select(t => t.Value).Intersect(texts.Where(t => t.Key.StartsWith("LogThing.", StringComparison.Ordinal)).Select(t => t.Value)));
    }

    [Fact]
    public void No_two_languages_have_one_name()
    {
        foreach (var texts in Codes().Select(code => Read($"Texts.{code}.resx")).Append(English))
        {
            var names = texts.Where(t => t.Key.StartsWith("LanguageName.", StringComparison.Ordinal)).Select(t => t.Value).ToList();
            Assert.Equal(Language.All.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    [Fact]
    public void English_is_whole()
    {
        Assert.All(English, t => Assert.False(string.IsNullOrWhiteSpace(t.Value), t.Key));
        Assert.All(English.Keys.Where(k => k.EndsWith(".one", StringComparison.Ordinal)), k => Assert.Contains(k[..^4] + ".other", English.Keys));
    }

    private static IReadOnlyList<Salam.Forum.Moderation.HelpLine> BuiltInHelpLines() =>
        Salam.Forum.Moderation.HelpLines.Parse(File.ReadAllText(Path.Combine(FindRoot(), "src/Salam.Forum/Moderation/HelpLines.txt")), out _);

    private static HashSet<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);

    /// <summary>The keys an expression can have as its value.</summary>
    private static IEnumerable<string> KeysOf(string expression)
    {
        var literals = Literal().Matches(expression).ToList();
        if (expression.Contains('?') && !expression.Contains("??"))
            return literals.Where(l => l.Index > expression.IndexOf('?')).Select(l => l.Groups["text"].Value);
        var pattern = string.Concat(Pieces().Matches(expression).Select(p => p.Groups["text"].Success ? Hole().Replace(p.Groups["text"].Value, "*") : "*"));
        if (!pattern.Contains('*'))
            return literals.Select(l => l.Groups["text"].Value);
        if (literals.Count == 0)
            return [];
        return Composed.TryGetValue(pattern, out var parts) ? parts.Select(p => pattern.Replace("*", p)) : [$"({pattern}, which this test does not know)"];
    }

    private static string FirstArgument(string source, int start)
    {
        var depth = 0;
        var inText = false;
        for (var i = start; i < source.Length; i++)
        {
            if (source[i] == '"' && source[i - 1] != '\\')
                inText = !inText;
            if (inText)
                continue;
            if (source[i] is '(' or '[' or '{')
                depth++;
            else if (source[i] is ')' or ']' or '}' && depth-- == 0)
                return source[start..i];
            else if (source[i] == ',' && depth == 0)
                return source[start..i];
        }
        return "";
    }

    private static SortedSet<string> RefusalCodes()
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var source in Sources("src", "*.cs").Where(f => !f.Contains("/Archive/")).Select(File.ReadAllText))
        {
            foreach (Match refused in Refused().Matches(source))
            {
                foreach (Match literal in Literal().Matches(FirstArgument(source, refused.Index + refused.Length)))
                    codes.Add(literal.Groups["text"].Value);
            }
            foreach (Match made in Made().Matches(source))
                codes.Add(made.Groups["code"].Value);
            foreach (Match field in Checked().Matches(source))
                codes.UnionWith(new[] { "Empty", "Short", "Long" }.Select(end => field.Groups["field"].Value + end));
        }
        codes.ExceptWith(["Empty", "Short", "Long"]);
        return codes;
    }

    private static IEnumerable<string> Sources(string folder, params string[] patterns) => patterns.SelectMany(p => Directory.EnumerateFiles(Path.Combine(FindRoot(), folder), p, SearchOption.AllDirectories))
        .Where(f => !f.Contains("/obj/") && !f.Contains("/bin/"));

    private static List<string> Codes() =>
        [.. Directory.EnumerateFiles(Path.Combine(FindRoot(), "src/Salam.Forum.Web/Resources"), "Texts.*.resx").Select(f => Path.GetFileName(f).Split('.')[1]).Where(c => c != "resx").Order(StringComparer.Ordinal)];

    internal static Dictionary<string, string> Read(string file)
    {
        var path = Path.Combine(FindRoot(), "src/Salam.Forum.Web/Resources", file);
        Assert.True(File.Exists(path), file + " is missing");
        return XDocument.Load(path).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value, StringComparer.Ordinal);
    }

    internal static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Salam.Forum.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\b(?:T|words|texts|this)\[|\b(?<count>(?:T\.)?Count\((?=""))")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\$?""(?<text>[^""]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$?""(?<text>[^""]*)""|\+\s*[\w.()]+|[\w.()]+\s*\+")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"Refusal\.(?:Invalid|Forbidden)\(")]
    private static partial Regex Refused();

    [GeneratedRegex(@"(?:RefusalKind\.\w+, |\.Refusals\(|LimitRefusalAsync\()""(?<code>\w+)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"TextRules\.Check(?:Markdown)?\([\w!.]+, (?:nameof\(|"")(?<field>\w+)")]
    private static partial Regex Checked();
}

/// <summary>What no page source holds, so that safety headers and mirrored layouts keep what they promise.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public void Pages_write_no_raw_html_and_have_no_inline_style_or_script()
    {
        var found = Directory.EnumerateFiles(Path.Combine(TextsTests.FindRoot(), "src/Salam.Forum.Web/Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(f => Forbidden().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)}: {m.Value}"));
        Assert.Empty(found);
    }

    [Fact]
    public void Styles_know_no_left_and_right()
    {
        var found = Directory.EnumerateFiles(Path.Combine(TextsTests.FindRoot(), "src/Salam.Forum.Web/wwwroot"), "*.css", SearchOption.AllDirectories)
            .SelectMany(f => Physical().Matches(Comment().Replace(File.ReadAllText(f), "")).Select(m => $"{Path.GetFileName(f)}: {m.Value.Trim()}"));
        Assert.Empty(found);
    }

    [GeneratedRegex(@"new HtmlString|Html\.Raw|IHtmlContent|\sstyle\s*=\s*[""']|\son[a-z]+\s*=\s*[""']|<style|href=""javascript:|hx-on|hx-vals=""js", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"(?<=[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:[^;}]*|(?<=[;{\s])(?:text-align|float|clear)\s*:\s*(?:left|right)\b")]
    private static partial Regex Physical();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
