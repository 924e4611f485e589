using Microsoft.Extensions.Logging;
using Salam.Forum.LinkCards;
using Salam.Forum.Tests.Support;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.LinkCards;

/// <summary>Operators name hosts that nobody may link to.</summary>
public sealed class BlockedHostsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("blocked").FullName;
    private readonly ManualTime clock = new();
    private readonly List<string> said = [];

    [Theory]
    [InlineData("bad.example", true)]
    [InlineData("BAD.example.", true)]
    [InlineData("www.bad.example", true)]
    [InlineData("a.b.bad.example", true)]
    [InlineData("notbad.example", false)]
    [InlineData("bad.example.org", false)]
    [InlineData("example", false)]
    [InlineData("bücher.example", true)]
    [InlineData("xn--bcher-kva.example", true)]
    [InlineData("bÜcher。example", true)]
    [InlineData("shop.wholly", true)]
    [InlineData("wholly.shop", false)]
    [InlineData("203.0.113.7", true)]
    [InlineData("203.0.113.70", false)]
    [InlineData("[2001:db8::1]", true)]
    public void A_host_is_blocked_with_all_that_stands_below_it(string host, bool isBlocked)
    {
        Write("# bad ones\nbad.example  # worst\n\nBücher.example\nwholly\n203.0.113.7\n2001:db8::1\n");
        using var hosts = Hosts();
        Assert.Equal(isBlocked, hosts.Find(host) is not null);
        Assert.Empty(said);
    }

    [Fact]
    public void A_host_that_has_no_form_in_ascii_is_no_bug()
    {
        var address = $"https://{string.Concat(Enumerable.Range(0, 60).Select(i => (char)(0x4E00 + (i * 37))))}.example/";
        Assert.NotNull(HostName.Of(address));
        Assert.True(Salam.Forum.Posts.PostLink.Parse(address) is not { } parsed || Salam.Forum.Posts.PostLink.HostOf(parsed).Length > 0);
    }

    [Fact]
    public void Lines_that_name_no_host_are_told_by_their_number_and_left_out()
    {
        Write("http://bad.example/\n*.bad.example\ngood one\nbad.example/path\nlast.example\n");
        using var hosts = Hosts();
        Assert.Equal(("last.example", null), (hosts.Find("last.example"), hosts.Find("bad.example")));
        Assert.Equal("1 2 3 4", string.Join(' ', said.Select(line => line.Split("line ")[1].Split(' ')[0])));
    }

    [Fact]
    public void Files_are_read_anew_when_they_change()
    {
        using var hosts = Hosts();
        Assert.Null(hosts.Find("bad.example"));
        Write("bad.example");
        clock.Tick();
        clock.Tick();
        Assert.Equal("bad.example", hosts.Find("bad.example"));
    }

    [Theory]
    [InlineData("[a](https://bad.example/x)")]
    [InlineData("https://www.bad.example")]
    [InlineData("www.bad.example")]
    [InlineData("<https://BAD.example>")]
    [InlineData("[a](http://b%61d.example/)")]
    [InlineData("[a](http://bad.example:8080/)")]
    [InlineData("[a](http://good.example@bad.example)")]
    [InlineData("[a](https://bad。example/)")]
    [InlineData("[a](https://ｂａｄ.example/)")]
    [InlineData("[a](https://bad.example./)")]
    [InlineData("[a](http://3405803783/)")]
    [InlineData("[a](http://0xcb.0.0161.7/)")]
    [InlineData("good https://good.example and\n\n- [b][r]\n\n[r]: https://bad.example")]
    public void Links_in_texts_are_found_however_they_are_written(string text)
    {
        Write("bad.example\n203.0.113.7");
        using var hosts = Hosts();
        Assert.Equal("LinkBlocked", hosts.Refuse(Markdown.Render(text).Html, "Body")?.Code);
    }

    [Theory]
    [InlineData("Of bad.example one speaks")]
    [InlineData("`https://bad.example`")]
    [InlineData("https://good.example/?q=bad.example")]
    [InlineData("https://good.example/https://bad.example/")]
    [InlineData("https://bad.example.org")]
    [InlineData("mailto:someone@bad.example")]
    public void Other_words_are_taken(string text)
    {
        Write("bad.example");
        using var hosts = Hosts();
        Assert.Null(hosts.Refuse(Markdown.Render(text).Html, "Body"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string lines) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "blocked-hosts")).FullName, "own.txt"), lines);

    private BlockedHosts Hosts() => new(new ForumOptions { Provider = Provider.Sqlite, ConnectionString = "", DataFolder = folder, Demo = false, PublicUrl = "" }, clock, new Said(said));

    private sealed class Said(List<string> lines) : ILogger<BlockedHosts>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
    }
}
