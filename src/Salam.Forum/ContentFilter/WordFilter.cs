namespace Salam.Forum.ContentFilter;

/// <summary>Judges texts by word lists. Immutable, safe for many threads, linear in the text and flat in the lists.</summary>
public sealed class WordFilter
{
    private const char RightToLeftOverride = '\u202E', LeftToRightOverride = '\u202D';

    private readonly Lexicon lexicon;
    private readonly int languages;

    internal WordFilter(IReadOnlyList<ListEntry> entries, IReadOnlyList<string> languages, IReadOnlyList<(int Language, string Ending)> endings, string version)
    {
        lexicon = new Lexicon(entries, languages, endings);
        this.languages = languages.Count;
        Version = version;
    }

    /// <summary>A hash of all lists: the same version gives the same verdict.</summary>
    public string Version { get; }

    /// <summary>What is to be said of a text. Nothing is too long or too broken to be judged.</summary>
    public Verdict Judge(string text)
    {
        var scratch = Scratch.OfThread;
        scratch.Clear(languages);
        Read(text, scratch);
        if (text.AsSpan().IndexOfAny(RightToLeftOverride, LeftToRightOverride) >= 0) ReadAsShown(text, scratch);
        return scratch.IsClean ? Verdict.Clean : new Judgement(lexicon, text, scratch).Verdict();
    }

    private void Read(string text, Scratch scratch)
    {
        var reading = scratch.Reading;
        var suspicious = PlainReader.Read(text, reading);
        lexicon.Scan(reading, disguised: false, scratch);
        if (!suspicious) return;
        var cues = scratch.Cues.Count;
        ReadDisguised(text, scratch);
        if (scratch.Cues.Count > cues) scratch.SortCues();
    }

    private void ReadDisguised(string text, Scratch scratch)
    {
        var reading = scratch.Reading;
        var bars = DisguiseReader.Read(text, reading, 'i');
        lexicon.Scan(reading, disguised: true, scratch);
        if (!bars) return;
        DisguiseReader.Read(text, reading, 'l');
        lexicon.Scan(reading, disguised: true, scratch);
    }

    // An override turns letters round on the screen only; the text is read once more as it is shown.
    private void ReadAsShown(string text, Scratch scratch)
    {
        var (shown, places) = Overrides.Shown(text);
        var (found, cues, distress) = (scratch.Found.Count, scratch.Cues.Count, scratch.Distress.Count);
        Read(shown, scratch);
        Overrides.Back(scratch.Found, found, places);
        Overrides.Back(scratch.Cues, cues, places);
        Overrides.Back(scratch.Distress, distress, places);
        scratch.SortCues();
    }
}
