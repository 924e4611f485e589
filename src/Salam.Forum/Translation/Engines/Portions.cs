using System.Collections.Frozen;
using System.Globalization;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// A request in the calls that one engine takes: cut between texts, in order, and between members where the words of one could move what is made of another's.
/// A text longer than a call is cut within: behind a sentence, else between words, else between letters; its pieces come together again.
/// </summary>
internal sealed class Portions
{
    // Behind these a sentence ends if a blank follows; behind the others it does so anyway, as they stand where no blanks do.
    private const string Ends = ".!?…؟۔।॥", EndsUnspaced = "。！？";

    // They close what was said; a sentence ends behind them.
    private const string Closing = "\"'»”’)]」』）】》〉";

    // Languages that are written without blanks between sentences.
    private static readonly FrozenSet<string> Unspaced = new[] { "zh", "ja" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly List<List<string>> calls = [];
    private readonly List<Piece> pieces = [];

    /// <param name="request">What is asked for.</param>
    /// <param name="engine">Whom.</param>
    public Portions(EngineRequest request, ITranslationEngine engine)
    {
        var length = 0;
        var member = -1;
        foreach (var (text, author) in request.Texts.Zip(Authors(request)))
        {
            var rest = text.AsSpan();
            do
            {
                var size = rest.Length > engine.MaxCharacters ? Cut(rest, engine.MaxCharacters) : rest.Length;
                var isLast = size == rest.Length;
                var words = rest[..size];
                rest = rest[size..];
                var gap = isLast ? "" : words[words.TrimEnd().Length..].ToString();
                words = words[..^gap.Length];
                var isSent = words.Length == text.Length || Words.Letters(MarksIn.Without(words.ToString())) > 0;
                if (!isLast && gap.Length == 0 && IsEnd(words, EndsUnspaced) && !Unspaced.Contains(request.To))
                    gap = " ";
                pieces.Add(new Piece(words.ToString(), gap, isLast, isSent));
                if (!isSent)
                    continue;
                if (calls.Count == 0 || length + words.Length > engine.MaxCharacters || (author != member && engine.IsMovedByWords))
                {
                    calls.Add([]);
                    length = 0;
                }
                calls[^1].Add(pieces[^1].Words);
                (length, member) = (length + words.Length, author);
            } while (rest.Length > 0);
        }
    }

    /// <summary>Whether a text was cut within.</summary>
    public bool AreParts => pieces.Exists(piece => !piece.IsLast);

    /// <summary>How many characters go in all calls together.</summary>
    public long Characters => calls.Sum(call => call.Sum(text => (long)text.Length));

    /// <summary>What is sent, a list for each call.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Calls => calls;

    /// <summary>The texts of the request from what came back: one for each that was sent, in order.</summary>
    public IReadOnlyList<string> Join(IReadOnlyList<string> translated)
    {
        var texts = new List<string>();
        var (at, begun) = (0, "");
        foreach (var piece in pieces)
        {
            begun += (piece.IsSent ? translated[at++] : piece.Words) + piece.Gap;
            if (!piece.IsLast)
                continue;
            texts.Add(begun);
            begun = "";
        }
        return texts;
    }

    /// <summary>Whose each text is, as a number.</summary>
    private static IEnumerable<int> Authors(EngineRequest request) =>
        request.Members.Count == 0 ? request.Texts.Select(_ => 0) : request.Members.SelectMany((count, member) => Enumerable.Repeat(member, count));

    /// <summary>Where to cut a text of which no more than a number of characters can go: 1 to that number.</summary>
    private static int Cut(ReadOnlySpan<char> text, int most)
    {
        var (between, behind) = (0, 0);
        for (var i = 1; i <= most; i++)
        {
            if (char.IsWhiteSpace(text[i - 1]))
                (between, behind) = (i, (behind > 0 && behind == i - 1) || IsEnd(text[..(i - 1)], Ends + EndsUnspaced) ? i : behind);
            else if (IsEnd(text[Math.Max(0, i - Closing.Length)..i], EndsUnspaced) && !Closing.Contains(text[i]))
                behind = i;
        }
        // A sentence at the very start leaves a piece hardly worth a call.
        if (behind > most / 4 || between == 0 && behind > 0)
            return behind;
        return between > most / 4 ? between : Anywhere(text, most);
    }

    private static bool IsEnd(ReadOnlySpan<char> text, string ends) => text.TrimEnd(Closing) is [.., var last] && ends.Contains(last);

    /// <summary>Not within a mark, nor a letter of several characters.</summary>
    private static int Anywhere(ReadOnlySpan<char> text, int most)
    {
        var at = most;
        while (at > most / 4 && (char.IsLowSurrogate(text[at]) || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            at--;
        // Nobody reads a letter with so many marks; its halves must be whole all the same.
        if (at <= most / 4)
            at = char.IsLowSurrogate(text[most]) && most > 1 ? most - 1 : most;
        var open = text[..at].LastIndexOf(Placeholder.Open);
        return open > 0 && text[open..at].IndexOf(Placeholder.Close) < 0 ? open : at;
    }

    private readonly record struct Piece(string Words, string Gap, bool IsLast, bool IsSent);
}
