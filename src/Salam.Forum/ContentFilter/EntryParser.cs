using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>Reads single entries: marks before and after a word or phrase, alternatives in parentheses.</summary>
internal static class EntryParser
{
    private const int MostAlternatives = 4000, LongestEntry = 60;
    private static readonly Section Allowed = new(Role.Allowed);

    /// <summary>Adds what a line holds, entries divided by commas; answers what is wrong with it, or null. What is not wrong is added.</summary>
    public static string? ParseLine(string line, int language, Section section, List<ListEntry> entries)
    {
        string? wrong = null;
        foreach (var part in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var texts = new List<string>();
            if (!Expand(part, texts)) wrong ??= $"\"{part}\" has parentheses that do not close, or more than {MostAlternatives} alternatives";
            foreach (var text in texts)
            {
                if (Parse(text, language, section) is { } entry) entries.Add(entry);
                else wrong ??= $"\"{text}\" has no letters to look for, only one, more than {LongestEntry}, or a ? where none can stand";
            }
        }

        return wrong;
    }

    private static ListEntry? Parse(string text, int language, Section section)
    {
        var core = text;
        bool exact = false, own = false;
        for (; core.Length > 0 && core[0] is '!' or '=' or '@'; core = core[1..].TrimStart())
        {
            if (core[0] == '!') section = Allowed;
            else if (core[0] == '=') exact = true;
            else own = true;
        }

        if (core.EndsWith('@')) (own, core) = (true, core[..^1]);
        var inside = core.StartsWith('*');
        var ending = core.EndsWith('*') ? Ending.Open : core.EndsWith('+') ? Ending.Inflected : Ending.Whole;
        core = core.Trim('*', '+');
        var reading = new Reading();
        PlainReader.Read(core.Replace("?", core.EndsWith('?') ? "**" : "*", StringComparison.Ordinal), reading);
        var first = 1;
        var end = reading.IsGap(reading.Length - 1) ? reading.Length - 1 : reading.Length;
        var letters = 0;
        for (var i = first; i < end; i++) letters += reading.IsGap(i) ? 0 : reading.Run(i);
        if (core.Contains('?', StringComparison.Ordinal) && !reading.Symbols[first..end].Contains(Letters.Mask)) return null;
        if (letters == 0 || end - first > LongestEntry || (letters == 1 && section.Role == Role.Fault)) return null;
        var plain = reading.Symbols[first..end].ToString().Replace(Letters.Break, Letters.Space);
        var (look, lookRuns) = LookOf(plain, reading);
        return new ListEntry(text, section)
        {
            Language = language, Ending = ending, Inside = inside, Exact = exact, OwnLanguage = own, Letters = letters,
            Plain = plain, PlainRuns = [.. Enumerable.Range(first, end - first).Select(i => (byte)reading.Run(i))],
            Accents = [.. Enumerable.Range(first, end - first).Select(i => reading.TraitsOf(i).HasFlag(Trait.Accented))],
            Look = look, LookRuns = lookRuns,
        };
    }

    private static (string Look, byte[] Runs) LookOf(string plain, Reading reading)
    {
        // Arabic in Latin letters begins words with digits for sounds ("3ars"); there they are not the letters they look like.
        if (plain.Contains(Letters.Mask, StringComparison.Ordinal) || (plain.Length > 1 && char.IsAsciiLetter(plain[1]) && Letters.ArabicOf(plain[0]) != '\0')) return ("", []);
        var look = new StringBuilder(plain.Length);
        var runs = new List<byte>(plain.Length);
        for (var i = 0; i < plain.Length; i++)
        {
            var symbol = plain[i] == Letters.Space ? Letters.Space : Letters.LookOf(plain[i]);
            if (look.Length > 0 && look[^1] == symbol) runs[^1] += (byte)reading.Run(i + 1);
            else
            {
                look.Append(symbol);
                runs.Add((byte)reading.Run(i + 1));
            }
        }

        return (look.ToString(), [.. runs]);
    }

    // "a (b|c) d" is "a b d" and "a c d".
    private static bool Expand(string text, List<string> into)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            if (text.Contains(')', StringComparison.Ordinal) || into.Count >= MostAlternatives) return false;
            into.Add(text.Replace("  ", " ", StringComparison.Ordinal).Trim());
            return true;
        }

        var close = text.IndexOf(')', open);
        if (close < 0) return false;
        foreach (var choice in text[(open + 1)..close].Split('|'))
        {
            if (!Expand(text[..open] + choice + text[(close + 1)..], into)) return false;
        }

        return true;
    }
}
