using Salam.Forum.ContentFilter;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation;

/// <summary>What is wrong with a translation that came.</summary>
internal enum PieceFault : byte
{
    /// <summary>Nothing that we see.</summary>
    None,

    /// <summary>It lost a mark, or the shape of the original.</summary>
    Broken,

    /// <summary>It did not pass the check against the original (<see cref="BackCheck"/>).</summary>
    Poor,
}

/// <summary>One member's words on their way through an engine: title and body, cut into runs and put together again.</summary>
internal sealed class TranslationPiece
{
    /// <summary>Names and greetings of that length may be the same in any two languages.</summary>
    private const int FewCharacters = 60;

    private readonly TextRuns title, body;

    /// <summary>Cuts the words.</summary>
    public TranslationPiece(TranslatedText row, OriginalText original, Glossary glossary)
    {
        (Row, Original) = (row, original);
        title = TextRuns.OfTitle(original.Title, original.Language, row.Language, glossary);
        body = TextRuns.OfMarkdown(original.Body, original.Language, row.Language, glossary);
        (Title, Body) = (original.Title, original.Body);
        Texts = [.. title.Texts, .. body.Texts];
    }

    public TranslatedText Row { get; }

    public OriginalText Original { get; }

    /// <summary>What is sent: the title, then the body. Empty where there is nothing to translate.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The title as translated, once it was put together.</summary>
    public string Title { get; private set; }

    /// <summary>The body, likewise; Markdown.</summary>
    public string Body { get; private set; }

    /// <summary>What was wrong with the last translation that came.</summary>
    public PieceFault Fault { get; private set; }

    /// <summary>Puts translations in the place of the words; false where they are no good, and then nothing is taken of them.</summary>
    public bool Put(IReadOnlyList<string> texts, WordFilter filter)
    {
        Fault = PieceFault.Broken;
        if (title.Assemble([.. texts.Take(title.Texts.Count)]) is not { Text: { } newTitle } || body.Assemble([.. texts.Skip(title.Texts.Count)]) is not { Text: { } newBody })
            return false;
        Fault = PieceFault.Poor;
        if (newTitle.Length > TranslatedText.TitleMax)
            return false;
        for (var i = 0; i < Texts.Count; i++)
        {
            if (BackCheck.Judge(Texts[i], texts[i], Original.Language, Row.Language, text => filter.Judge(text).Severity) != BackFault.None)
                return false;
        }
        // Between near languages a sentence may stay as it is, and a whole text may not.
        if (Texts.Sum(text => text.Length) > FewCharacters && Texts.SequenceEqual(texts, StringComparer.OrdinalIgnoreCase))
            return false;
        (Title, Body, Fault) = (newTitle, newBody, PieceFault.None);
        return true;
    }
}
