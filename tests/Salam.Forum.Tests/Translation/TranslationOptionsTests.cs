using Microsoft.Extensions.Configuration;
using Salam.Forum.Translation;

namespace Salam.Forum.Tests.Translation;

public sealed class TranslationOptionsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "options");

    [Fact]
    public void Without_any_setting_nobody_translates()
    {
        var options = Read();
        Assert.Equal((null, null, null, 1_000_000L, TimeSpan.FromSeconds(30)), (options.LibreTranslate, options.Chat, options.Apertium, options.CharactersPerDay, options.Timeout));
        Assert.Empty(options.Order);
        Assert.Empty(options.Pairs);
    }

    [Fact]
    public void Every_setting_of_translation_is_read()
    {
        Directory.CreateDirectory(Folder);
        var prompt = Path.Combine(Folder, "prompt.txt");
        File.WriteAllText(prompt, "Translate.\n");
        var options = Read(
            ("Order", "chat, LibreTranslate"), ("CharactersPerDay", "0"), ("TimeoutSeconds", "300"), ("Index", "es, TR"), ("Pairs:en-ar", "Chat"), ("Pairs:UR_hi", "apertium,chat"), ("Pairs:ar-en", "None"), ("Pairs:fr-de", ""),
            ("LibreTranslate:Url", "https://translate.example/base/"), ("LibreTranslate:ApiKey", "k1"), ("LibreTranslate:Local", "true"), ("Apertium:Url", "http://apertium:2737"), ("Apertium:Local", "false"),
            ("Chat:Url", "https://models.example/v1"), ("Chat:ApiKey", "k2"), ("Chat:Model", "m"), ("Chat:Temperature", "0.7"), ("Chat:PromptFile", prompt));
        Assert.Equal(new EngineOptions("https://translate.example/base", true) { ApiKey = "k1" }, options.LibreTranslate);
        Assert.Equal(new EngineOptions("http://apertium:2737", false), options.Apertium);
        Assert.Equal(new ChatOptions("https://models.example/v1", false) { ApiKey = "k2", Model = "m", Temperature = 0.7, Prompt = "Translate." }, options.Chat);
        Assert.Equal((0L, TimeSpan.FromMinutes(5)), (options.CharactersPerDay, options.Timeout));
        Assert.Equal(["Chat", "LibreTranslate"], options.Order);
        Assert.Equal(["es", "tr"], options.Indexed.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(["ar-en ", "en-ar Chat", "ur-hi Apertium Chat"], options.Pairs.Select(p => $"{p.Key.From}-{p.Key.To} {string.Join(' ', p.Value)}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void Without_an_order_all_that_have_an_address_are_asked() =>
        Assert.Equal(["LibreTranslate", "Apertium"], Read(("Apertium:Url", "http://localhost:2737"), ("LibreTranslate:Url", "http://localhost:5000")).Order);

    [Theory]
    [InlineData("http://localhost:5000", true)]
    [InlineData("http://LOCALHOST:5000", true)]
    [InlineData("http://models.localhost", true)]
    [InlineData("http://127.0.0.1:5000", true)]
    [InlineData("http://127.1:5000", true)]
    [InlineData("http://[::1]:5000", true)]
    [InlineData("http://[::ffff:10.0.0.1]", true)]
    [InlineData("http://10.1.2.3", true)]
    [InlineData("http://172.16.0.1", true)]
    [InlineData("http://172.31.255.255", true)]
    [InlineData("http://192.168.1.1", true)]
    [InlineData("http://169.254.1.1", true)]
    [InlineData("http://[fd12::1]", true)]
    [InlineData("http://[fe80::1]", true)]
    [InlineData("http://libretranslate:5000", true)]
    [InlineData("http://172.32.0.1", false)]
    [InlineData("http://11.0.0.1", false)]
    [InlineData("http://203.0.113.7", false)]
    [InlineData("http://[2001:db8::1]", false)]
    [InlineData("http://[::ffff:203.0.113.7]", false)]
    [InlineData("https://translate.example", false)]
    [InlineData("https://localhost.example", false)]
    [InlineData("https://10.0.0.1.example", false)]
    [InlineData("https://com.", false)]
    public void Who_is_the_operators_own_shows_in_the_address_unless_it_is_said(string url, bool local)
    {
        Assert.Equal(local, Read(("LibreTranslate:Url", url)).LibreTranslate!.IsLocal);
        Assert.Equal(!local, Read(("LibreTranslate:Url", url), ("LibreTranslate:Local", $"{!local}")).LibreTranslate!.IsLocal);
    }

    [Theory]
    [InlineData("Chat:Temperature", "2.1")]
    [InlineData("Chat:Temperature", "-0.1")]
    [InlineData("Chat:Temperature", "0,5")]
    [InlineData("Chat:Temperature", "NaN")]
    [InlineData("Chat:Temperature", "warm")]
    [InlineData("Chat:PromptFile", "/nowhere/prompt.txt")]
    [InlineData("Chat:PromptFile", "/dev/null")]
    [InlineData("Chat:Local", "yes")]
    [InlineData("Order", "Chat, Apertium")]
    [InlineData("Order", "none")]
    [InlineData("Index", "es, klingon")]
    [InlineData("Pairs:en_ar", "Chat none")]
    public void A_wrong_value_beside_an_address_is_one_sentence_too(string key, string value)
    {
        var message = Assert.Throws<SettingException>(() => Read(("Chat:Url", "http://model:8000"), ("Chat:Model", "m"), (key, value))).Message;
        Assert.StartsWith($"Forum__Translation__{key.Replace(":", "__", StringComparison.Ordinal)} is \"{value}\", but ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_key_is_not_repeated_where_it_is_refused()
    {
        var message = Assert.Throws<SettingException>(() => Read(("Chat:Url", "http://model:8000"), ("Chat:Model", "m"), ("Chat:ApiKey", "se cret"))).Message;
        Assert.StartsWith("Forum__Translation__Chat__ApiKey is ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Assert.Throws<SettingException>(() => Read(("Chat:Url", "http://me:secret@model:8000"), ("Chat:Model", "m"))).Message, StringComparison.Ordinal);
    }

    private static TranslationOptions Read(params (string Key, string Value)[] settings) =>
        ForumOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Forum:DataFolder", Folder), .. settings.Select(s => new KeyValuePair<string, string?>("Forum:Translation:" + s.Key, s.Value))]).Build()).Translation;
}
