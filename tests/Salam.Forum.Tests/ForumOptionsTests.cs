using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;

namespace Salam.Forum.Tests;

public sealed class ForumOptionsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "options");

    [Theory]
    [InlineData("Forum:Provider", "Oracle", "Forum__Provider")]
    [InlineData("Forum:Provider", "1", "Forum__Provider")]
    [InlineData("Forum:Provider", "-1", "Forum__Provider")]
    [InlineData("Forum:Provider", "Sqlite,SqlServer", "Forum__Provider")]
    [InlineData("Forum:Provider", "SqlServer", "ConnectionStrings__Forum")]
    [InlineData("Forum:Demo", "yes", "Forum__Demo")]
    [InlineData("Forum:Demo", "1", "Forum__Demo")]
    [InlineData("Forum:RateLimits", "off", "Forum__RateLimits")]
    [InlineData("Forum:PublicUrl", "forum.example", "Forum__PublicUrl")]
    [InlineData("Forum:PublicUrl", "ftp://forum.example", "Forum__PublicUrl")]
    [InlineData("Forum:PublicUrl", "/forum", "Forum__PublicUrl")]
    [InlineData("Forum:PublicUrl", "https://forum.example/x?y=1", "Forum__PublicUrl")]
    [InlineData("Forum:PasskeyDomain", "https://forum.example", "Forum__PasskeyDomain")]
    [InlineData("Forum:PasskeyDomain", "forum.example:443", "Forum__PasskeyDomain")]
    [InlineData("Forum:PasskeyDomain", "203.0.113.7", "Forum__PasskeyDomain")]
    [InlineData("urls", "not an address", "ASPNETCORE_URLS")]
    [InlineData("ConnectionStrings:Forum", "garbage", "ConnectionStrings__Forum")]
    [InlineData("ConnectionStrings:Forum", "Sourcce=forum.db", "ConnectionStrings__Forum")]
    [InlineData("Forum:Smtp:Port", "0", "Forum__Smtp__Port")]
    [InlineData("Forum:Smtp:Port", "65536", "Forum__Smtp__Port")]
    [InlineData("Forum:Smtp:Port", "smtp", "Forum__Smtp__Port")]
    [InlineData("Forum:Smtp:Port", "25.5", "Forum__Smtp__Port")]
    [InlineData("Forum:Smtp:Tls", "starttls", "Forum__Smtp__Tls")]
    [InlineData("Forum:Smtp:From", "nobody", "Forum__Smtp__From")]
    [InlineData("Forum:Moderation:NewPosts", "0", "Forum__Moderation__NewPosts")]
    [InlineData("Forum:Moderation:NewComments", "many", "Forum__Moderation__NewComments")]
    [InlineData("Forum:Moderation:NewLinks", "1001", "Forum__Moderation__NewLinks")]
    [InlineData("Forum:SqlServer:MaxBatchSize", "0", "Forum__SqlServer__MaxBatchSize")]
    [InlineData("Forum:SqlServer:MaxBatchSize", "1001", "Forum__SqlServer__MaxBatchSize")]
    [InlineData("Forum:SqlServer:CompatibilityLevel", "90", "Forum__SqlServer__CompatibilityLevel")]
    [InlineData("Forum:SqlServer:CompatibilityLevel", "latest", "Forum__SqlServer__CompatibilityLevel")]
    [InlineData("Forum:DataFolder", "/dev/null/data", "Forum__DataFolder")]
    [InlineData("Forum:Translation:CharactersPerDay", "-1", "Forum__Translation__CharactersPerDay")]
    [InlineData("Forum:Translation:CharactersPerDay", "a million", "Forum__Translation__CharactersPerDay")]
    [InlineData("Forum:Translation:TimeoutSeconds", "0", "Forum__Translation__TimeoutSeconds")]
    [InlineData("Forum:Translation:TimeoutSeconds", "301", "Forum__Translation__TimeoutSeconds")]
    [InlineData("Forum:Translation:Order", "Chat", "Forum__Translation__Order")]
    [InlineData("Forum:Translation:Pairs:en-ar", "Google", "Forum__Translation__Pairs__en-ar")]
    [InlineData("Forum:Translation:LibreTranslate:Url", "translate.example", "Forum__Translation__LibreTranslate__Url")]
    [InlineData("Forum:Translation:LibreTranslate:Url", "ftp://translate.example", "Forum__Translation__LibreTranslate__Url")]
    [InlineData("Forum:Translation:LibreTranslate:Url", "http://translate.example/?key=1", "Forum__Translation__LibreTranslate__Url")]
    [InlineData("Forum:Translation:LibreTranslate:Url", "http://name:secret@translate.example", "Forum__Translation__LibreTranslate__Url")]
    [InlineData("Forum:Translation:LibreTranslate:ApiKey", "secret", "Forum__Translation__LibreTranslate__Url")]
    [InlineData("Forum:Translation:Chat:Url", "http://model:8000", "Forum__Translation__Chat__Model")]
    [InlineData("Forum:Translation:Chat:Model", "m", "Forum__Translation__Chat__Url")]
    [InlineData("Forum:Translation:Apertium:Local", "true", "Forum__Translation__Apertium__Url")]
    [InlineData("Forum:Blobs:S3:Bucket", "files", "Forum__Blobs__S3__Bucket")]
    [InlineData("Forum:Blobs:S3:Url", "http://files:9000", "Forum__Blobs__S3__Url")]
    [InlineData("Forum:Blobs:S3:SecretKey", "secret", "Forum__Blobs__S3__SecretKey")]
    [InlineData("Forum:Charity:Minutes", "4", "Forum__Charity__Minutes")]
    [InlineData("Forum:Charity:Platforms", "EveryOrg", "Forum__Charity__EveryOrg__Key")]
    public void A_wrong_value_is_one_sentence_that_names_the_setting(string key, string value, string named)
    {
        var message = Assert.Throws<SettingException>(() => Read((key, value))).Message;
        Assert.StartsWith(named + " is ", message, StringComparison.Ordinal);
        Assert.Contains(", but ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("Forum:Modertion:HoldAt", "Forum__Modertion__HoldAt")]
    [InlineData("Forum:Smtp", "Forum__Smtp")]
    [InlineData("Forum:Smtp:Port:Number", "Forum__Smtp__Port__Number")]
    [InlineData("Forum:PublicUrls:0", "Forum__PublicUrls__0")]
    [InlineData("Forum:Translation", "Forum__Translation")]
    [InlineData("Forum:Translation:Engine", "Forum__Translation__Engine")]
    [InlineData("Forum:Translation:Apertium:ApiKey", "Forum__Translation__Apertium__ApiKey")]
    [InlineData("Forum:Translation:Pairs", "Forum__Translation__Pairs")]
    [InlineData("Forum:Pictures", "Forum__Pictures")]
    [InlineData("Forum:Blobs:S3:Key", "Forum__Blobs__S3__Key")]
    [InlineData("Forum:Charity:GoFundMe:Key", "Forum__Charity__GoFundMe__Key")]
    [InlineData("Forum:Translation:Pairs:en", "Forum__Translation__Pairs__en")]
    [InlineData("Forum:Translation:Pairs:en-xx", "Forum__Translation__Pairs__en-xx")]
    [InlineData("Forum:Translation:Pairs:en-en", "Forum__Translation__Pairs__en-en")]
    [InlineData("Forum:Translation:Pairs:en-ar-ur", "Forum__Translation__Pairs__en-ar-ur")]
    public void A_setting_that_does_not_exist_is_one_sentence_that_names_it(string key, string named)
    {
        var message = Assert.Throws<SettingException>(() => Read((key, "3"), ("Forum:Provider", "Sqlite"))).Message;
        Assert.StartsWith(named + " is set, but ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Every_setting_that_is_described_exists()
    {
        foreach (var file in new[] { "README.md", "docker-compose.yml", "Dockerfile" }.Select(f => Path.Combine(SourceTree.Root, f)).Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)))
        {
            foreach (Match named in Regex.Matches(File.ReadAllText(file), "Forum__[A-Z][A-Za-z_]+", RegexOptions.None, TimeSpan.FromSeconds(1)))
            {
                // An empty value is none, so that every setting takes it.
                _ = Read((named.Value.Replace("__", ":", StringComparison.Ordinal), ""));
            }
        }
    }

    [Fact]
    public void Small_letters_do_as_well() => Assert.Equal(7, Read(("forum:moderation:holdat", "7")).HoldAt);

    [Fact]
    public void Without_any_setting_there_is_a_demo_on_an_embedded_file()
    {
        var options = ForumOptions.Read(new ConfigurationBuilder().Build());
        Assert.Equal((Provider.Sqlite, true, true, "http://localhost:5000", (string?)null, 587), (options.Provider, options.Demo, options.RateLimits, options.PublicUrl, options.SmtpHost, options.SmtpPort));
        Assert.Equal($"Data Source={Path.Combine(options.DataFolder, "forum.db")}", options.ConnectionString);
        Assert.True(Path.IsPathRooted(options.DataFolder));
    }

    [Theory]
    [InlineData("Forum:Provider", "Sqlite", false)]
    [InlineData("Forum:DataFolder", "options", false)]
    [InlineData("ConnectionStrings:Forum", "Data Source=x.db", false)]
    [InlineData("Forum:PublicUrl", "https://forum.example", false)]
    [InlineData("Forum:Smtp:Host", "mail.example", false)]
    [InlineData("Forum:TrustedProxies", "10.0.0.0/8", false)]
    [InlineData("Forum:RateLimits", "true", true)]
    public void The_demo_is_left_out_once_anything_of_a_forum_of_ones_own_is_configured(string key, string value, bool demo)
    {
        Assert.Equal(demo, ForumOptions.Read(Configuration((key, value))).Demo);
        Assert.True(ForumOptions.Read(Configuration((key, value), ("Forum:Demo", "true"))).Demo);
        Assert.False(ForumOptions.Read(Configuration((key, value), ("Forum:Demo", "false"))).Demo);
    }

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("Forum:Provider", "sqlserver"), ("ConnectionStrings:Forum", "Server=db"), ("Forum:PublicUrl", "https://forum.example/"), ("Forum:RateLimits", "False"),
            ("Forum:Smtp:Host", "mail.example"), ("Forum:Smtp:Port", "25"), ("Forum:Smtp:User", "u"), ("Forum:Smtp:Password", "p"), ("Forum:Smtp:Tls", "false"), ("Forum:Smtp:From", "Salam <salam@forum.example>"),
            ("Forum:SqlServer:MaxBatchSize", "1"), ("Forum:SqlServer:CompatibilityLevel", "150"), ("Forum:TrustedProxies", "10.0.0.0/8, fd00::/8"));
        Assert.Equal("10.0.0.0/8 fd00::/8", string.Join(" ", options.TrustedProxies));
        Assert.Equal(
            new ForumOptions
            {
                Provider = Provider.SqlServer, ConnectionString = "Server=db", DataFolder = Folder, Demo = false, PublicUrl = "https://forum.example", RateLimits = false, SmtpHost = "mail.example", SmtpPort = 25,
                SmtpUser = "u", SmtpPassword = "p", SmtpTls = false, MailFrom = "Salam <salam@forum.example>", MaxBatchSize = 1, CompatibilityLevel = 150, TrustedProxies = options.TrustedProxies, Translation = options.Translation, Links = options.Links, Platforms = options.Platforms,
            },
            options);
    }

    [Theory]
    [InlineData("http://*:8080;https://*:8443", "http://localhost:8080")]
    [InlineData("http://+:80", "http://localhost:80")]
    [InlineData("https://forum.example/", "https://forum.example")]
    public void Where_nothing_is_said_members_reach_the_forum_where_it_listens(string urls, string expected) => Assert.Equal(expected, Read(("urls", urls)).PublicUrl);

    [Theory]
    [InlineData("Forum:Provider")]
    [InlineData("Forum:Smtp:Port")]
    [InlineData("Forum:Demo")]
    [InlineData("Forum:Translation")]
    public void An_empty_value_is_none(string key) => Assert.Equal((Provider.Sqlite, 587, false), (Read((key, " ")).Provider, Read((key, "")).SmtpPort, Read((key, "")).Demo));

    private static ForumOptions Read(params (string Key, string Value)[] settings) =>
        ForumOptions.Read(Configuration(settings.Any(s => s.Key == "Forum:DataFolder") ? settings : [.. settings, ("Forum:DataFolder", Folder)]));

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value))).Build();
}
