using Salam.Forum.Text;

namespace Salam.Forum.Search;

/// <summary>A part of what is looked for: one word, or several in a row.</summary>
/// <param name="Words">The words, folded.</param>
/// <param name="IsBeginning">Whether a word that only begins so is meant too.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsBeginning)
{
    /// <summary>How it stands in a text whose words are each between two blanks.</summary>
    internal string InText => " " + string.Join(' ', Words) + (IsBeginning ? "" : " ");

    /// <summary>Whether it stands there, from that word on.</summary>
    internal bool StandsAt(List<SearchWord> words, int at)
    {
        if (at + Words.Count > words.Count)
            return false;
        for (var i = 0; i < Words.Count; i++)
        {
            var word = words[at + i].Word;
            if (IsBeginning ? !word.StartsWith(Words[i], StringComparison.Ordinal) : word != Words[i])
                return false;
        }
        return true;
    }
}

/// <summary>What somebody looks for: all of it must stand in what is found.</summary>
public sealed record SearchTerms(IReadOnlyList<SearchTerm> All)
{
    /// <summary>The most characters that are read.</summary>
    public const int Most = 150;

    /// <summary>The most words, or rows of words.</summary>
    public const int TermsMost = 12;

    /// <summary>The fewest characters of a last word that may be a beginning: of shorter ones half the language begins so.</summary>
    public const int BeginningLeast = 4;

    private static readonly char[] Quotes = ['"', '“', '”', '„', '«', '»', '＂'];

    /// <summary>Reads what was asked; refused where it is too long, too much, or holds no word to look for. Words in quotation marks are meant in a row.</summary>
    public static Result<SearchTerms> Read(string? asked)
    {
        var text = Normalise.Input(asked);
        if (Normalise.Length(text) > Most)
            return Refusal.Invalid("SearchLong", "q", Most);
        var terms = new List<SearchTerm>();
        var parts = text.Split(Quotes);
        for (var i = 0; i < parts.Length; i++)
        {
            // A quotation mark that is never closed marks nothing.
            if (i % 2 == 1 && i < parts.Length - 1)
                Add(terms, [.. SearchWords.Of(parts[i]).Select(w => w.Word)], mayBegin: false);
            else
                AddWords(terms, SearchWords.Of(parts[i]), isLast: i == parts.Length - 1);
        }
        if (terms.Count == 0)
            return Refusal.Invalid("SearchShort", "q", SearchWords.Shortest);
        return terms.Count > TermsMost ? Refusal.Invalid("SearchMany", "q", TermsMost) : new SearchTerms(terms);
    }

    /// <summary>Where what is looked for stands in a text, in order and apart from each other.</summary>
    public IReadOnlyList<(int Start, int Length)> MarksIn(string text)
    {
        var words = SearchWords.Of(text);
        var marks = new List<(int Start, int Length)>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var term in All.Where(t => t.StandsAt(words, at)))
            {
                var (first, last) = (words[at], words[at + term.Words.Count - 1]);
                Join(marks, first.Start, last.Start + last.Length);
            }
        }
        return marks;
    }

    private static void Join(List<(int Start, int Length)> marks, int start, int end)
    {
        if (marks.Count > 0 && marks[^1] is var before && start <= before.Start + before.Length)
            marks[^1] = (before.Start, Math.Max(end, before.Start + before.Length) - before.Start);
        else
            marks.Add((start, end - start));
    }

    /// <summary>Each word for itself; pieces of a text without spaces stay together.</summary>
    private static void AddWords(List<SearchTerm> terms, List<SearchWord> words, bool isLast)
    {
        for (var from = 0; from < words.Count;)
        {
            var to = from + 1;
            while (to < words.Count && words[to].Continues)
                to++;
            Add(terms, [.. words[from..to].Select(w => w.Word)], mayBegin: isLast && to == words.Count);
            from = to;
        }
    }

    private static void Add(List<SearchTerm> terms, string[] words, bool mayBegin)
    {
        if (!words.Any(SearchWords.IsLookedUp))
            return;
        var term = new SearchTerm(words, mayBegin && words is [{ Length: >= BeginningLeast }]);
        if (!terms.Exists(t => t.InText == term.InText))
            terms.Add(term);
    }
}
