using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Tests.Translation;

/// <summary>The operator's terms, which can be changed while the forum runs.</summary>
public sealed class LiveGlossaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("salam-glossary").FullName;
    private readonly ManualTime clock = new();

    private string Terms => Path.Combine(folder, "glossary");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Terms_are_read_anew_once_their_file_has_come_to_rest()
    {
        using var glossary = Start();
        Assert.Equal("x foobar", Put(glossary));
        Directory.CreateDirectory(Terms);
        File.WriteAllText(Path.Combine(Terms, "own.txt"), "[umm]\nen: foobar | de: Fuhbar\n");
        Look();
        // Seen, and perhaps not written to the end yet.
        Assert.Equal("x foobar", Put(glossary));
        Look();
        Assert.Equal("x Fuhbar", Put(glossary));
        File.Delete(Path.Combine(Terms, "own.txt"));
        Look();
        Look();
        Assert.Equal("x foobar", Put(glossary));
    }

    [Fact]
    public void A_line_that_is_no_term_is_left_out_and_the_others_stay()
    {
        Directory.CreateDirectory(Terms);
        File.WriteAllText(Path.Combine(Terms, "own.txt"), "xx nonsense\n[umm]\nen: foobar | de: Fuhbar\n");
        using var glossary = Start();
        Assert.Equal("x Fuhbar", Put(glossary));
    }

    [Fact]
    public void A_file_that_cannot_be_read_leaves_the_last_terms_in_force_and_is_tried_again()
    {
        Directory.CreateDirectory(Terms);
        File.WriteAllText(Path.Combine(Terms, "own.txt"), "[umm]\nen: foobar | de: Fuhbar\n");
        using var glossary = Start();
        // A link into nothing is listed among the files, and cannot be opened.
        var link = Path.Combine(Terms, "zz.txt");
        File.CreateSymbolicLink(link, Path.Combine(folder, "nowhere.txt"));
        Look();
        Look();
        Assert.Equal("x Fuhbar", Put(glossary));
        File.Delete(link);
        File.WriteAllText(link, "[umm]\nen: foobar | de: Fubar\n");
        Look();
        Look();
        Assert.Equal("x Fubar", Put(glossary));
    }

    private void Look() => clock.Tick();

    private static string? Put(LiveGlossary glossary) => TextRuns.OfTitle("the foobar", "en", "de", glossary.Current) is { Texts: [var text] } runs
        ? runs.Assemble([text.Contains('⟦', StringComparison.Ordinal) ? "x ⟦1⟧" : "x foobar"]).Text : null;

    private LiveGlossary Start() =>
        new(ForumOptions.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Forum:DataFolder", folder)]).Build()), clock, NullLogger<LiveGlossary>.Instance);
}
