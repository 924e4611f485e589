using Salam.Forum.ContentFilter;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>What is wrong with a translation.</summary>
public enum BackFault : byte
{
    /// <summary>Nothing that can be seen without knowing the languages.</summary>
    None,

    /// <summary>Its marks are not those of the original, or lie across each other.</summary>
    Marks,

    /// <summary>It says far more than the original can.</summary>
    TooLong,

    /// <summary>It says far less.</summary>
    TooShort,

    /// <summary>It says the same words over and over, and the original does not.</summary>
    Repetition,

    /// <summary>It is not written in the script of the language that was asked for.</summary>
    WrongScript,

    /// <summary>It is the original again, in a language so far from it that it cannot be.</summary>
    Untouched,

    /// <summary>The content filter holds or refuses it, and thought better of the original.</summary>
    Indecent,
}

/// <summary>
/// Judges what an engine made of a run against the run itself. Knows no language: it finds what broken or hostile engines do, and is lenient, since a good
/// translation that is thrown away helps nobody. Linear in the texts.
/// </summary>
public static class BackCheck
{
    // Below so many letters a name alone makes the difference.
    private const int FewLetters = 16, FewWords = 5;

    // A third and three times what is usual for the two languages; short texts may be this much longer or shorter in any case.
    private const int Times = 3, LongSlack = 40, ShortSlack = 12;

    // Names and brands stay in Latin letters in many a good translation.
    private const int ExpectedPercent = 30;

    /// <summary>The gravest fault of a translation.</summary>
    /// <param name="original">The run as it was sent, with its <see cref="Placeholder">marks</see>.</param>
    /// <param name="translated">What came back, before it is put in place.</param>
    /// <param name="from">The code of the language of the original.</param>
    /// <param name="to">The code of the language that was asked for.</param>
    /// <param name="severity">What the content filter says of a text; null where it is not asked.</param>
    public static BackFault Judge(string original, string translated, string from, string to, Func<string, Severity>? severity)
    {
        translated = Answer.Tidy(translated);
        if (!MarksIn.AreSame(original, translated)) return BackFault.Marks;
        var (before, after) = (MarksIn.Without(original), MarksIn.Without(translated));
        var (letters, said) = (Words.Letters(before), Words.Letters(after));
        if (Length(letters, said, from, to) is var length and not BackFault.None) return length;
        if (Loops.In(after) > Loops.Most(before)) return BackFault.Repetition;
        if (said >= FewLetters && !IsWrittenIn(after, to)) return BackFault.WrongScript;
        if (from != to && !WritingOf.AreNear(from, to) && IsUntouched(before, after)) return BackFault.Untouched;
        if (severity is not null && severity(after) is >= Severity.Indecent and var grave && grave > severity(before)) return BackFault.Indecent;
        return BackFault.None;
    }

    private static BackFault Length(int letters, int said, string from, string to)
    {
        if (letters == 0) return said > LongSlack ? BackFault.TooLong : BackFault.None;
        var usual = (long)letters * WritingOf.Room(to) / WritingOf.Room(from);
        if (said > (usual * Times) + LongSlack) return BackFault.TooLong;
        return said + ShortSlack < usual / Times || said == 0 ? BackFault.TooShort : BackFault.None;
    }

    private static bool IsWrittenIn(string text, string language)
    {
        var expected = WritingOf.Language(language);
        int right = 0, all = 0, kana = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Scripts.Of(rune.Value);
            if (script == Script.None || !System.Text.Rune.IsLetter(rune)) continue;
            all++;
            if (expected.Contains(script)) right++;
            if (rune.Value is >= 0x3041 and <= 0x30FA) kana++;
        }

        // Han alone is Chinese, and no Japanese sentence goes without kana.
        if (language == "zh" && kana * 4 > all) return false;
        if (language == "ja" && kana == 0 && right > FewLetters) return false;
        return all < FewLetters || right * 100 >= all * ExpectedPercent;
    }

    private static bool IsUntouched(string before, string after)
    {
        var (one, other) = (Words.Of(before), Words.Of(after));
        var many = one.Count > FewWords || (one.Count > 0 && Words.IsUnspaced(before) && Words.Letters(before) > FewLetters);
        return many && one.SequenceEqual(other, StringComparer.OrdinalIgnoreCase);
    }
}
