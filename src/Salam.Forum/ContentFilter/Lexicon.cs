namespace Salam.Forum.ContentFilter;

/// <summary>All entries of all lists in one trie, and how a text is run along it.</summary>
internal sealed partial class Lexicon
{
    // What stands before a pattern in the trie: how the text is read, and whether the pattern begins inside a word.
    private const char PlainWord = '\u0001', PlainInside = '\u0002', LookWord = '\u0003', LookInside = '\u0004', Endings = '\u0005';

    // A word is marked as a whole up to here; beyond, nobody reads it as a word.
    private const int LongestWord = 40;

    // So short, a word is likely to be an honest one somewhere else.
    private const int ShortWord = 5;

    // A mask may hide any of these ("wh*re"), in a word that shows enough of itself; more masks in a row are for the list to name.
    private const string Hidden = "aeiou";
    private const int MostHidden = 2;

    private readonly Entries entries;
    private readonly Trie trie;
    private readonly int plainWord, plainInside, lookWord, lookInside;
    private readonly int[] endings;
    private readonly bool[] keepsToItself;

    public Lexicon(IReadOnlyList<ListEntry> entries, IReadOnlyList<string> languages, IReadOnlyList<(int Language, string Ending)> endings)
    {
        this.entries = new Entries(entries, languages);
        trie = Trie.Of(Patterns(entries, endings));
        (plainWord, plainInside) = (trie.Step(Trie.Root, PlainWord), trie.Step(Trie.Root, PlainInside));
        (lookWord, lookInside) = (trie.Step(Trie.Root, LookWord), trie.Step(Trie.Root, LookInside));
        keepsToItself = new bool[languages.Count];
        foreach (var entry in entries) keepsToItself[entry.Language] |= entry.Section.Counts.HasFlag(Counts.Own);
        this.endings = [.. Enumerable.Range(0, languages.Count).Select(l => Follow($"{Endings}{Language(l)}"))];
    }

    /// <summary>The entry of a number.</summary>
    public Entry this[int number] => entries[number];

    /// <summary>
    /// Whether an entry counts only in a text that is not plainly in another language: it says so, or it is a single word, short or of trade,
    /// of a language that keeps such words to itself.
    /// </summary>
    public bool IsOwn(Entry entry) =>
        entry.OwnLanguage || (keepsToItself[entry.Language] && (entry.Letters <= ShortWord || entry.Section.Counts.HasFlag(Counts.Offered)) && !entry.HasSpace);

    /// <summary>Collects what a reading meets.</summary>
    public void Scan(Reading reading, bool disguised, Scratch scratch)
    {
        var (word, inside) = disguised ? (lookWord, lookInside) : (plainWord, plainInside);
        var symbols = reading.Symbols;
        for (var at = 1; at < symbols.Length; at++)
        {
            if (reading.IsGap(at)) continue;
            if (word != Trie.None && (reading.IsGap(at - 1) || (disguised && reading.TraitsOf(at).HasFlag(Trait.Spelled)))) Walk(word, at, at, 0, reading, symbols, disguised, scratch);
            if (inside != Trie.None) Walk(inside, at, at, 0, reading, symbols, disguised, scratch);
        }
    }

    private void Walk(int state, int from, int at, int hidden, Reading reading, ReadOnlySpan<char> symbols, bool disguised, Scratch scratch)
    {
        var unbroken = !disguised && hidden == 0 && reading.IsGap(from - 1);
        for (; at < symbols.Length; at++)
        {
            if (symbols[at] == Letters.Mask && hidden < MostHidden) WalkHidden(state, from, at, hidden + 1, reading, symbols, disguised, scratch);
            if (unbroken && reading.IsGap(at))
            {
                WalkAcross(state, from, at, reading, symbols, scratch);
                unbroken = false;
            }

            state = trie.Step(state, symbols[at]);
            if (state == Trie.None) return;
            if (trie.Ends(state).Length > 0) End(state, from, at, hidden, reading, symbols, disguised, scratch);
        }
    }

    private void WalkHidden(int state, int from, int at, int hidden, Reading reading, ReadOnlySpan<char> symbols, bool disguised, Scratch scratch)
    {
        foreach (var letter in Hidden)
        {
            var next = trie.Step(state, letter);
            if (next == Trie.None) continue;
            End(next, from, at, hidden, reading, symbols, disguised, scratch);
            Walk(next, from, at + 1, hidden, reading, symbols, disguised, scratch);
        }
    }

    private void End(int state, int from, int last, int hidden, Reading reading, ReadOnlySpan<char> symbols, bool disguised, Scratch scratch)
    {
        foreach (var number in trie.Ends(state))
        {
            var entry = entries[number];
            if (hidden > 0 && (entry.Letters <= 3 || entry.Section.Role != Role.Fault)) continue;
            if (Meets(entry, from, last, reading, symbols, disguised)) Note(number, from, last, reading, scratch);
        }
    }

    private bool Meets(Entry entry, int from, int last, Reading reading, ReadOnlySpan<char> symbols, bool disguised)
    {
        // Among letters that stand alone nobody can tell where a word begins and ends; short entries would be found everywhere.
        if (!entry.Inside && !reading.IsGap(from - 1) && entry.Letters <= 3) return false;
        var inflected = false;
        if (!reading.IsGap(last + 1) && entry.Ending != Ending.Open)
        {
            var spelledOn = disguised && entry.Letters > 3 && reading.TraitsOf(last).HasFlag(Trait.Spelled);
            inflected = entry.Ending == Ending.Inflected && EndsAsIn(entry.Language, last + 1, reading, symbols);
            if (!inflected && !spelledOn) return false;
        }

        // An exception drawn out is none: "niiiggger" is not the country.
        if (entry.Section.Role == Role.Allowed && !Runs.Same(disguised ? entry.LookRuns : entry.PlainRuns, from, reading)) return false;
        if (!Runs.Fit(disguised ? entry.LookRuns : entry.PlainRuns, from, reading, symbols, inflected, entry.Letters)) return false;
        return (!disguised || IsDisguise(entry, from, last, reading)) && (!entry.Exact || HasAccents(entry, from, reading));
    }

    private bool EndsAsIn(int language, int at, Reading reading, ReadOnlySpan<char> symbols)
    {
        for (var state = endings[language]; at < symbols.Length; at++)
        {
            if (reading.IsGap(at)) return trie.Ends(state).Length > 0;
            state = trie.Step(state, symbols[at]);
            if (state == Trie.None) return false;
        }

        return false;
    }

    private static bool HasAccents(Entry entry, int from, Reading reading)
    {
        for (var i = 0; i < entry.Accents.Length; i++)
        {
            if (reading.TraitsOf(from + i).HasFlag(Trait.Accented) != (entry.Accents[i] > 0)) return false;
        }

        return true;
    }

    // Something must be disguised, or the plain reading has judged it already; and something must be a letter: numbers are numbers.
    // Of a word of three letters two must be letters, or the first: "a55", but not "45s".
    private static bool IsDisguise(Entry entry, int from, int last, Reading reading)
    {
        var disguised = false;
        var genuine = 0;
        var disguise = Trait.Disguised | (entry.IsLatin ? Trait.LikeLatin : Trait.LatinAmongOthers);
        for (var i = from; i <= last; i++)
        {
            var traits = reading.TraitsOf(i);
            disguised |= (traits & disguise) != Trait.None;
            if (traits.HasFlag(Trait.Genuine)) genuine++;
        }

        return disguised && genuine > 0 && (entry.Letters > 3 || genuine > 1 || reading.TraitsOf(from).HasFlag(Trait.Genuine));
    }

    private void Note(int number, int from, int last, Reading reading, Scratch scratch)
    {
        var entry = entries[number];
        switch (entry.Section.Role)
        {
            // "a" is a word of English, but not the one of "a.m.c".
            case Role.Everyday: scratch.Everyday[entry.Language] += last > from || IsBlank(from - 1, reading) || IsBlank(last + 1, reading) ? 1 : 0; break;
            case Role.Distress: scratch.Distress.Add(InWords(number, from, last, reading)); break;
            case Role.Cue: scratch.Cues.Add(new Hit(reading.StartOf(from), reading.EndOf(last), number)); break;
            default: scratch.Found.Add(InWords(number, from, last, reading)); break;
        }
    }

    // Marked are whole words.
    private static Hit InWords(int number, int from, int last, Reading reading)
    {
        for (var i = 0; i < LongestWord && !reading.IsGap(from - 1); i++) from--;
        for (var i = 0; i < LongestWord && !reading.IsGap(last + 1); i++) last++;
        return new Hit(reading.StartOf(from), reading.EndOf(last), number);
    }

    private static List<(string, int)> Patterns(IReadOnlyList<ListEntry> entries, IReadOnlyList<(int Language, string Ending)> list)
    {
        var patterns = new List<(string, int)>(entries.Count * 2);
        for (var i = 0; i < entries.Count; i++)
        {
            patterns.Add(((entries[i].Inside ? PlainInside : PlainWord) + entries[i].Plain, i));

            // Cues are read plainly: who asks whether something is allowed does not hide it. Who sells might.
            if (entries[i].Look.Length > 0 && (entries[i].Section.Role is Role.Fault or Role.Allowed || entries[i].Section.Cue == Context.Selling))
                patterns.Add(((entries[i].Inside ? LookInside : LookWord) + entries[i].Look, i));
        }

        foreach (var (language, ending) in list)
        {
            var reading = new Reading();
            PlainReader.Read(ending, reading);
            var plain = reading.Symbols[1..^1].ToString();
            patterns.Add(($"{Endings}{Language(language)}{plain}", 0));
            patterns.Add(($"{Endings}{Language(language)}{string.Concat(plain.Select(Letters.LookOf))}", 0));
        }

        return patterns;
    }

    private static char Language(int language) => (char)(0xE000 + language);

    private int Follow(string pattern)
    {
        var state = Trie.Root;
        foreach (var symbol in pattern)
        {
            state = trie.Step(state, symbol);
            if (state == Trie.None) break;
        }

        return state;
    }
}
