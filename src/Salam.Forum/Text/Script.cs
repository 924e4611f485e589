namespace Salam.Forum.Text;

/// <summary>A writing system in which a handle may stand; <see cref="Cjk"/> is Han with both kana, which Japanese mixes.</summary>
internal enum Script : byte
{
    None, Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Thaana, Nko, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu,
    Kannada, Malayalam, Sinhala, Thai, Lao, Tibetan, Myanmar, Georgian, Ethiopic, Khmer, Tifinagh, Cjk, Hangul, Adlam,
}

/// <summary>Which script a character belongs to. .NET knows no scripts; these ranges hold what people write today, without compatibility forms.</summary>
internal static class Scripts
{
    private static readonly (int First, int Last, Script Script)[] Ranges =
    [
        ('A', 'Z', Script.Latin), ('a', 'z', Script.Latin), (0x00C0, 0x00D6, Script.Latin), (0x00D8, 0x00F6, Script.Latin),
        (0x00F8, 0x02AF, Script.Latin),
        (0x0386, 0x03CE, Script.Greek), (0x0400, 0x052F, Script.Cyrillic), (0x0531, 0x0588, Script.Armenian),
        (0x05D0, 0x05F2, Script.Hebrew),
        (0x0620, 0x063F, Script.Arabic), (0x0641, 0x064A, Script.Arabic), (0x0660, 0x0669, Script.Arabic),
        (0x066E, 0x066F, Script.Arabic), (0x0671, 0x0673, Script.Arabic), (0x0679, 0x06D5, Script.Arabic),
        (0x06EE, 0x06FF, Script.Arabic), (0x0750, 0x077F, Script.Arabic), (0x0780, 0x07B1, Script.Thaana),
        (0x07C0, 0x07F3, Script.Nko), (0x08A0, 0x08C8, Script.Arabic),
        (0x0900, 0x097F, Script.Devanagari), (0x0980, 0x09FF, Script.Bengali), (0x0A00, 0x0A7F, Script.Gurmukhi),
        (0x0A80, 0x0AFF, Script.Gujarati), (0x0B00, 0x0B7F, Script.Odia), (0x0B80, 0x0BFF, Script.Tamil),
        (0x0C00, 0x0C7F, Script.Telugu), (0x0C80, 0x0CFF, Script.Kannada), (0x0D00, 0x0D7F, Script.Malayalam),
        (0x0D80, 0x0DFF, Script.Sinhala), (0x0E00, 0x0E7F, Script.Thai), (0x0E80, 0x0EFF, Script.Lao),
        (0x0F00, 0x0FFF, Script.Tibetan), (0x1000, 0x109F, Script.Myanmar), (0x10A0, 0x10FA, Script.Georgian),
        (0x10FD, 0x10FF, Script.Georgian), (0x1200, 0x139F, Script.Ethiopic), (0x1780, 0x17FF, Script.Khmer),
        (0x1C90, 0x1CBF, Script.Georgian), (0x1E00, 0x1EFF, Script.Latin), (0x1F00, 0x1FFF, Script.Greek),
        (0x2D00, 0x2D2D, Script.Georgian), (0x2D30, 0x2D67, Script.Tifinagh), (0x2D80, 0x2DDE, Script.Ethiopic),
        (0x3005, 0x3007, Script.Cjk), (0x3041, 0x3096, Script.Cjk), (0x309D, 0x309E, Script.Cjk), (0x30A1, 0x30FA, Script.Cjk),
        (0x30FC, 0x30FE, Script.Cjk), (0x3400, 0x4DBF, Script.Cjk), (0x4E00, 0x9FFF, Script.Cjk),
        (0xAB01, 0xAB2E, Script.Ethiopic), (0xAC00, 0xD7A3, Script.Hangul),
        (0x1E900, 0x1E959, Script.Adlam), (0x20000, 0x2A6DF, Script.Cjk), (0x2A700, 0x2EBE0, Script.Cjk),
    ];

    /// <summary>The script of a letter, mark or digit of that script; <see cref="Script.None"/> for all else, ASCII digits too.</summary>
    public static Script Of(int scalar)
    {
        int low = 0, high = Ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, script) = Ranges[middle];
            if (scalar < first) high = middle - 1;
            else if (scalar > last) low = middle + 1;
            else return script;
        }

        return Script.None;
    }

    /// <summary>Whether words of the script cannot be spelled without combining marks. Arabic and Hebrew can.</summary>
    public static bool NeedsMarks(Script script) => script is
        Script.Thaana or Script.Devanagari or Script.Bengali or Script.Gurmukhi or Script.Gujarati or Script.Odia or Script.Tamil
        or Script.Telugu or Script.Kannada or Script.Malayalam or Script.Sinhala or Script.Thai or Script.Lao or Script.Tibetan
        or Script.Myanmar or Script.Khmer or Script.Adlam;
}
