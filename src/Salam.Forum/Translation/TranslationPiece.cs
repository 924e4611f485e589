using Salam.Forum.ContentFilter;

namespace Salam.Forum.Translation;

/// <summary>One member's words on their way through an engine: title and body, cut into runs and put together again.</summary>
internal sealed class TranslationPiece
{
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

    /// <summary>Whether a translation came that was no good.</summary>
    public bool IsPoor { get; private set; }

    /// <summary>Puts translations in the place of the words; false where they are no good, and then nothing is taken of them.</summary>
    public bool Put(IReadOnlyList<string> texts, WordFilter filter)
    {
        if (title.Assemble([.. texts.Take(title.Texts.Count)]) is not { Text: { } newTitle } || body.Assemble([.. texts.Skip(title.Texts.Count)]) is not { Text: { } newBody })
            return !(IsPoor = true);
        if (!BackCheck.IsGood(Original, newTitle, newBody, Row.Language, filter))
            return !(IsPoor = true);
        (Title, Body) = (newTitle, newBody);
        return true;
    }
}
