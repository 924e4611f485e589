namespace Salam.Forum.ContentFilter;

/// <summary>The half that meets words with one blank inside.</summary>
internal sealed partial class Lexicon
{
    private const int FewestBroken = 4;

    // Once for each word that is a beginning of an entry, and as far as the next word is its end.
    private void WalkAcross(int state, int from, int gap, Reading reading, ReadOnlySpan<char> symbols, Scratch scratch)
    {
        if (!IsBlank(gap, reading) || !IsBlank(from - 1, reading)) return;
        var end = gap + 1;
        for (; end < symbols.Length && !reading.IsGap(end); end++)
        {
            state = trie.Step(state, symbols[end]);
            if (state == Trie.None) return;
            foreach (var number in trie.Ends(state))
            {
                if (MeetsAcross(entries[number], from, gap, end, reading, symbols)) Note(number, from, end, reading, scratch);
            }
        }
    }

    private bool MeetsAcross(Entry entry, int from, int gap, int last, Reading reading, ReadOnlySpan<char> symbols)
    {
        if (entry.Section.Role != Role.Fault || entry.Exact || entry.Letters < FewestBroken) return false;
        if (!reading.IsGap(last + 1) && entry.Ending != Ending.Open && !(entry.Ending == Ending.Inflected && EndsAsIn(entry.Language, last + 1, reading, symbols))) return false;
        for (int i = 0, at = from; i < entry.PlainRuns.Length; i++, at++)
        {
            if (at == gap) at++;
            if (reading.Run(at) != entry.PlainRuns[i]) return false;
        }

        var end = last + 1;
        while (!reading.IsGap(end)) end++;
        var one = symbols[from..gap];
        var other = symbols[(gap + 1)..end];
        return Broken.IsLatin(one) ? Broken.IsLatin(other) && (Broken.IsNoWord(one) || Broken.IsNoWord(other))
            : entry.Letters >= Broken.LongArabic && Broken.IsArabic(one) && Broken.IsArabic(other) && !IsEveryday(one) && !IsEveryday(other);
    }

    private bool IsEveryday(ReadOnlySpan<char> word)
    {
        var state = plainWord;
        foreach (var symbol in word)
        {
            state = trie.Step(state, symbol);
            if (state == Trie.None) return false;
        }

        foreach (var number in trie.Ends(state))
        {
            if (entries[number].Section.Role == Role.Everyday) return true;
        }

        return false;
    }

    private static bool IsBlank(int gap, Reading reading) => (reading.TraitsOf(gap) & Trait.Blank) != Trait.None;
}
