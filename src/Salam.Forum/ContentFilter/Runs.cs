namespace Salam.Forum.ContentFilter;

/// <summary>Whether letters that are written several times may be meant once.</summary>
internal static class Runs
{
    // Three of a letter in a row are an emphasis in every language of the lists.
    private const int Emphasis = 3;

    // These are hardly ever doubled in honest words, so that two are one drawn out, in words that are long enough to tell ("raat" is no rat). Any other letter doubled makes another word: "rapped".
    private const string NeverDoubled = "aiuhjkqvwxyاويуиыяю";

    /// <summary>Whether the runs from a place on are those of a pattern, each drawn out or not; the last may be doubled before an ending ("shitting").</summary>
    public static bool Fit(ReadOnlySpan<byte> pattern, int from, Reading reading, ReadOnlySpan<char> symbols, bool inflected, int letters)
    {
        var allDoubled = true;
        for (var i = 0; i < pattern.Length && allDoubled; i++) allDoubled = reading.Run(from + i) > 1 || reading.IsGap(from + i);
        for (var i = 0; i < pattern.Length; i++)
        {
            var run = reading.Run(from + i);
            if (run == pattern[i] || reading.IsGap(from + i)) continue;
            if (run < pattern[i]) return false;

            // A mask hides as many letters as it likes to.
            if (symbols[from + i] == Letters.Mask) continue;
            if (run >= Emphasis || allDoubled || (letters > 3 && NeverDoubled.Contains(symbols[from + i], StringComparison.Ordinal))) continue;
            if (!inflected || i != pattern.Length - 1) return false;
        }

        return true;
    }

    /// <summary>Whether the runs from a place on are just those of a pattern.</summary>
    public static bool Same(ReadOnlySpan<byte> pattern, int from, Reading reading)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (reading.Run(from + i) != pattern[i] && !reading.IsGap(from + i)) return false;
        }

        return true;
    }
}
