using Microsoft.Extensions.Configuration;
using Salam.Forum.LinkCards;

namespace Salam.Forum.Tests.LinkCards;

public sealed class LinkOptionsTests
{
    [Fact]
    public void Cards_are_made_and_nothing_inside_is_asked_unless_an_operator_says_so()
    {
        Assert.Equal((true, 0), (Read().Cards, Read().Inside.Count));
        Assert.False(Read(("Cards", "false")).Cards);
        var options = Read(("Inside", "Wiki.example:80, 127.0.0.1:8080,[::1]:443"));
        Assert.True(options.IsInside("wiki.example.", 80) && options.IsInside("127.0.0.1", 8_080) && options.IsInside("::1", 443));
        Assert.False(options.IsInside("wiki.example", 443) || options.IsInside("www.wiki.example", 80) || options.IsInside("127.0.0.1", 80));
    }

    [Theory]
    [InlineData("wiki.example")]
    [InlineData("http://wiki.example:80")]
    [InlineData("wiki.example:80/path")]
    [InlineData("wiki.example:0")]
    [InlineData("me@wiki.example:80")]
    public void What_names_no_place_is_said(string inside) =>
        Assert.Contains("Forum__Links__Inside", Assert.Throws<SettingException>(() => Read(("Inside", inside))).Message, StringComparison.Ordinal);

    private static LinkOptions Read(params (string Name, string Value)[] settings) =>
        LinkOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => "Forum:Links:" + s.Name, s => (string?)s.Value, StringComparer.Ordinal)).Build());
}
