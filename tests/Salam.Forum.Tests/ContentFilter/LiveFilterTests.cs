using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Salam.Forum.ContentFilter;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.ContentFilter;

public sealed class LiveFilterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("salam-filter").FullName;
    private readonly ManualTime time = new();
    private readonly Messages messages = new();

    [Fact]
    public void A_changed_list_is_in_force_without_a_restart()
    {
        using var filter = Live();
        var changes = 0;
        filter.Changed += (_, _) => changes++;
        Assert.Equal(Severity.Clean, filter.Current.Judge("xyzzy").Severity);
        Write("house.txt", "[spam indecent]\nxyzzy\n(broken\nplugh");

        // One look sees the change, the next that it has come to rest.
        time.Tick();
        Assert.Equal(0, changes);
        time.Tick();
        Assert.Equal((1, Severity.Indecent, Severity.Indecent), (changes, filter.Current.Judge("xyzzy").Severity, filter.Current.Judge("plugh").Severity));
        Assert.Contains(messages.Lines, l => l.Contains("house.txt, line 3", StringComparison.Ordinal));
        File.Delete(Path.Combine(folder, "filter", "house.txt"));
        time.Tick();
        time.Tick();
        Assert.Equal((2, Severity.Clean), (changes, filter.Current.Judge("xyzzy").Severity));
    }

    [Fact]
    public void An_exception_of_the_operator_lets_a_built_in_word_pass()
    {
        Write("en.txt", "!wanker");
        using var filter = Live();
        Assert.Equal((Severity.Clean, Severity.Indecent), (filter.Current.Judge("a wanker").Severity, filter.Current.Judge("an asshole").Severity));
    }

    [Fact]
    public async Task The_command_writes_a_line_for_each_line()
    {
        using var output = new MemoryStream();
        await FilterCommand.JudgeAsync(Sentences.Filter, new StringReader("salam\n\nyou \U0001F600 asshole\rx\nfuck"), output);
        Assert.Equal("""
            {"severity":"clean","categories":[],"spans":[]}
            {"severity":"clean","categories":[],"spans":[]}
            {"severity":"indecent","categories":["insult"],"spans":[[7,7]]}
            {"severity":"indecent","categories":["sexual"],"spans":[[0,4]]}

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public async Task The_command_says_that_a_file_is_missing() =>
        Assert.NotEqual(0, await FilterCommand.RunAsync(["filter", Path.Combine(folder, "none.txt")], Stream.Null));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private LiveFilter Live() =>
        new(ForumOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Forum:DataFolder", folder)]).Build()), time, messages);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, "filter"));
        File.WriteAllText(Path.Combine(folder, "filter", name), text);
    }
    private sealed class Messages : ILogger<LiveFilter>
    {
        public List<string> Lines { get; } = [];
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
