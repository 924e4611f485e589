using System.Text;
using Salam.Forum.Text;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation.Runs;

/// <summary>Why translations could not be put back.</summary>
public enum AssemblyFault : byte
{
    /// <summary>They could.</summary>
    None,

    /// <summary>There are more or fewer than were asked for.</summary>
    Count,

    /// <summary>A mark did not come back.</summary>
    LostPlaceholder,

    /// <summary>A mark came back twice, broken, crossed with another, or nobody sent it.</summary>
    Unbalanced,

    /// <summary>Words came back without a letter.</summary>
    Empty,

    /// <summary>What members would see is of another form: other blocks, links, code, mentions, lines.</summary>
    StructureChanged,
}

/// <summary>A text with its translations in place; or the fault.</summary>
/// <param name="Text">What is to be shown, of the same kind as the original; null where there was a fault.</param>
/// <param name="Fault">Why there is none.</param>
public readonly record struct Assembled(string? Text, AssemblyFault Fault);

/// <summary>
/// A member's text cut into what an engine is to translate, and put together again. One run for each block of words, so that engines see whole sentences; in it
/// <see cref="Placeholder">marks</see> for links, code, lines, mentions, verses and terms. Code blocks, addresses and numbers alone are not sent.
/// Nothing is too long or too broken to be cut, and nothing an engine answers makes markup: what comes out has the structure of the original or is refused.
/// </summary>
public sealed class TextRuns
{
    private readonly string source, to;
    private readonly bool isTitle;
    private readonly List<Run> runs;
    private readonly Lazy<byte[]> structure;

    private TextRuns(string source, string to, bool isTitle, List<Leaf> leaves, string from, Glossary glossary)
    {
        (this.source, this.to, this.isTitle) = (source, to, isTitle);
        runs = [.. leaves.Select(leaf => Run.Of(leaf, from, glossary)).OfType<Run>()];
        structure = new Lazy<byte[]>(() => StructureOf(source));
        Texts = [.. runs.Select(run => run.Text)];
    }

    /// <summary>What is to be sent, in its order; empty where there is nothing to translate.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>Cuts a text in Markdown, such as the body of a post.</summary>
    /// <param name="source">What the member wrote.</param>
    /// <param name="from">The code of the language it is written in.</param>
    /// <param name="to">The code of the language it is to be read in.</param>
    /// <param name="glossary">The terms that are known.</param>
    public static TextRuns OfMarkdown(string source, string from, string to, Glossary glossary)
    {
        var leaves = Markdown.Parse(source) is { } document ? LeafReader.Of(document, source) : LeafReader.OfLines(source, marked: true);
        return new TextRuns(source, to, isTitle: false, leaves, from, glossary);
    }

    /// <summary>Cuts a text that is shown as it is written, such as a title.</summary>
    /// <inheritdoc cref="OfMarkdown"/>
    public static TextRuns OfTitle(string source, string from, string to, Glossary glossary) =>
        new(source, to, isTitle: true, LeafReader.OfLines(source, marked: false), from, glossary);

    /// <summary>Puts translations where their originals stood; all else stays byte for byte, and a run that came back unchanged too.</summary>
    /// <param name="translated">One for each of <see cref="Texts"/>, in their order.</param>
    public Assembled Assemble(IReadOnlyList<string> translated)
    {
        if (translated.Count != runs.Count) return new Assembled(null, AssemblyFault.Count);
        var assembled = new StringBuilder(source.Length + (source.Length / 2));
        var at = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            var run = runs[i];
            if (translated[i] == run.Text && run.Marks.All(m => m.Term?.In(to) is null)) continue;
            if (Answer.Read(translated[i], run.Marks, out var fault) is not { } answer) return new Assembled(null, fault);
            assembled.Append(source, at, run.Leaf.StartOf(run.First) - at).Append(RunWriter.Write(run, answer, to));
            at = run.Leaf.EndOf(run.Last);
        }

        var text = assembled.Append(source, at, source.Length - at).ToString();
        return StructureOf(text).AsSpan().SequenceEqual(structure.Value) ? new Assembled(text, AssemblyFault.None) : new Assembled(null, AssemblyFault.StructureChanged);
    }

    private byte[] StructureOf(string text) => isTitle ? Structure.OfLines(text) : Structure.Of(text);
}
