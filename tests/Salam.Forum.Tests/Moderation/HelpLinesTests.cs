using Microsoft.Extensions.Logging;
using Salam.Forum.ContentFilter;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Moderation;

public sealed class HelpLinesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("salam-help-").FullName;
    private readonly Lines log = new();
    private readonly HelpLines lines;

    public HelpLinesTests() => lines = new HelpLines(
        new ForumOptions { Provider = Provider.Sqlite, ConnectionString = "", DataFolder = folder, Demo = false, PublicUrl = "https://forum.example" }, log);

    private string File => Path.Combine(folder, "help-lines.txt");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_forum_comes_with_lines_of_many_countries_each_well_formed()
    {
        var all = lines.All();
        Assert.True(all.Select(l => l.Country).Distinct(StringComparer.Ordinal).Count() >= 30);
        Assert.All(all, l => Assert.NotEmpty(l.Helps));
        Assert.Contains(all, l => l is { Country: "GB", Number: "116 123", Name: "Samaritans" });
        Assert.Empty(log.Said);
        using var stream = typeof(HelpLines).Assembly.GetManifestResourceStream("Salam.Forum.Moderation.HelpLines.txt")!;
        HelpLines.Parse(new StreamReader(stream).ReadToEnd(), out var bad);
        Assert.Empty(bad);
    }

    [Fact]
    public void An_operators_country_takes_the_place_of_ours_and_new_ones_are_added_without_a_restart()
    {
        var others = lines.All().Count(l => l.Country != "GB");
        System.IO.File.WriteAllText(File, "# ours\n\nGB | despair home | The mosque | 020 1 | 09–17 | en\nXK | despair | Linja | +383 1 | 24/7 | sq\n");
        var all = lines.All();
        Assert.Equal("The mosque", Assert.Single(all, l => l.Country == "GB").Name);
        Assert.Equal([Distress.Despair, Distress.ViolenceAtHome], all.Single(l => l.Country == "GB").Helps);
        Assert.Single(all, l => l.Country == "XK");
        Assert.Equal(others + 2, all.Count);
        System.IO.File.WriteAllText(File, "GB | despair | Another one | 020 222 | 24/7 | en\n");
        Assert.Equal("Another one", lines.All().Single(l => l.Country == "GB").Name);
        System.IO.File.Delete(File);
        Assert.Contains(lines.All(), l => l is { Country: "GB", Name: "Samaritans" });
    }

    [Theory]
    [InlineData("GB | despair | Name | 1", "6 parts")]
    [InlineData("gb | despair | Name | 1 | 24/7 | en", "country")]
    [InlineData("GB | sadness | Name | 1 | 24/7 | en", "despair nor home")]
    [InlineData("GB | despair | Name | call us | 24/7 | en", "telephone")]
    [InlineData("GB | despair |  | 1 | 24/7 | en", "characters")]
    [InlineData("GB | despair | Name | 1 | 24/7 | <script>", "language")]
    public void A_bad_line_is_told_by_its_number_and_left_out(string line, string reason)
    {
        System.IO.File.WriteAllText(File, $"# first\n{line}\nXK | home | Linja | 1 | 24/7 | sq\n");
        var all = lines.All();
        Assert.Contains(all, l => l.Country == "XK");
        Assert.Contains(all, l => l is { Country: "GB", Name: "Samaritans" });
        var said = Assert.Single(log.Said);
        Assert.Contains("line 2 ", said, StringComparison.Ordinal);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GB", "en", "GB")]
    [InlineData("XX", "tr", "TR")]
    [InlineData(null, "tr en", "TR")]
    [InlineData(null, "en ur", "PK")]
    [InlineData("GB", "ur", "GB")]
    [InlineData(null, "en ar", "")]
    [InlineData(null, "de tr", "AT CH DE")]
    [InlineData(null, "fr", "BE FR")]
    [InlineData(null, "nl", "BE NL")]
    [InlineData(null, "ru", "KZ RU")]
    public void The_country_is_that_of_the_region_then_those_few_that_share_the_language(string? region, string languages, string countries) =>
        Assert.Equal(countries, string.Join(' ', HelpLines.CountriesFor(lines.All(), region, languages.Split(' '))));

    [Fact]
    public void What_a_language_tells_follows_from_the_lines_the_operators_too()
    {
        System.IO.File.WriteAllText(File, "CY | despair | Hat | 1 | 24/7 | tr\nBG | despair | Hat | 2 | 24/7 | tr\nMK | despair | Hat | 3 | 24/7 | tr\n");
        Assert.Empty(HelpLines.CountriesFor(lines.All(), null, ["tr"]));
        Assert.Equal(["PK"], HelpLines.CountriesFor(lines.All(), null, ["tr", "ur"]));
        System.IO.File.WriteAllText(File, string.Concat(new[] { "AU", "CA", "GB", "IE", "NZ", "SG", "ZA" }.Select(c => $"{c} | despair | Line | 1 | 24/7 | cy\n")));
        Assert.Equal(["US"], HelpLines.CountriesFor(lines.All(), null, ["en"]));
    }

    [Fact]
    public void Every_language_of_a_line_has_a_name() => Assert.DoesNotContain(lines.All().SelectMany(l => l.Languages), code => Language.NameOf(code) == code);

    [Theory]
    [InlineData("sv", "Svenska")]
    [InlineData("da", "Dansk")]
    [InlineData("no", "Norsk")]
    [InlineData("fi", "Suomi")]
    [InlineData("fr", "Français")]
    [InlineData("ckb", "کوردی")]
    [InlineData("xx", "xx")]
    [InlineData("a-b-c-d-", "a-b-c-d-")]
    public void A_language_is_named_in_itself_and_by_its_code_only_where_nobody_knows_its_name(string code, string name) => Assert.Equal(name, Language.NameOf(code));

    private sealed class Lines : ILogger<HelpLines>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
