using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>What a name looks like, so that two names that a reader takes for one have one skeleton. Never shown.</summary>
public static class Skeleton
{
    private static readonly Lazy<Dictionary<int, string>> Facts = new(ReadFacts);
    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(Load);

    /// <summary>
    /// The skeleton of UTS 39 section 4 (NFD, default-ignorables dropped, confusables mapped, NFD), with one extension: case is
    /// taken away after mapping and the small letter mapped again, with i joined to l. So 'I', 'l', '1', '|' and 'i' meet, and "AHMED" meets "ahmed".
    /// Mapping comes first because capitals resemble other letters than small ones do: a Cyrillic В is a Latin B, its small letter is not a b.
    /// </summary>
    public static string Of(string text)
    {
        var table = Table.Value;
        var skeleton = new StringBuilder(text.Length);
        foreach (var rune in Normalise.Safe(text, NormalizationForm.FormD).EnumerateRunes())
        {
            if (Invisible.IsIgnorable(rune.Value)) continue;
            if (table.TryGetValue(rune.Value, out var look)) skeleton.Append(look);
            else skeleton.Append(rune);
        }

        return skeleton.ToString().Normalize(NormalizationForm.FormD);
    }

    /// <summary>The skeleton of a handle: without '-', '_' and '.', since "ali_b" and "ali.b" look alike too.</summary>
    public static string ForHandle(string handle)
    {
        // Taken out before mapping: an Arabic zero is mapped to a full stop, and must not vanish with it.
        var joined = new StringBuilder(handle.Length);
        foreach (var c in handle)
        {
            if (c is not ('-' or '_' or '.')) joined.Append(c);
        }

        return Of(joined.ToString());
    }

    /// <summary>The small Latin letter that a character is a look-alike of, its accents aside; '\0' when there is none.</summary>
    internal static char LatinOf(int scalar)
    {
        if (!Facts.Value.TryGetValue(scalar, out var look)) return '\0';
        if (look is "rn") return 'm';
        var plain = look.Normalize(NormalizationForm.FormD);
        for (var i = 1; i < plain.Length; i++)
        {
            if (!Invisible.NeedsALetter(new Rune(char.IsSurrogate(plain[i]) ? 'a' : plain[i]))) return '\0';
        }

        return char.IsAsciiLetter(plain[0]) ? char.ToLowerInvariant(plain[0]) : '\0';
    }

    private static FrozenDictionary<int, string> Load()
    {
        var facts = Facts.Value;
        var table = new Dictionary<int, string>(facts.Count + 2000);
        foreach (var scalar in facts.Keys) table[scalar] = Settle(char.ConvertFromUtf32(scalar), facts);

        // Capitals that look like themselves are no fact of UTS 39, yet meet their small letters here.
        for (var scalar = 0; scalar <= 0x1FFFF; scalar++)
        {
            if (!Rune.IsValid(scalar) || table.ContainsKey(scalar)) continue;
            var rune = new Rune(scalar);
            if (rune.Value == 'i' || Rune.ToLowerInvariant(rune) != rune) table[scalar] = Settle(rune.ToString(), facts);
        }

        return table.ToFrozenDictionary();
    }

    // Until nothing changes; the bound only guards against facts that would run in a circle.
    private static string Settle(string text, Dictionary<int, string> facts)
    {
        for (var round = 0; round < 8; round++)
        {
            var next = Map(Map(text, facts).ToLowerInvariant(), facts).Replace('i', 'l');
            if (string.Equals(next, text, StringComparison.Ordinal)) break;
            text = next;
        }

        return text;
    }

    private static string Map(string text, Dictionary<int, string> facts)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (facts.TryGetValue(rune.Value, out var look)) mapped.Append(look);
            else mapped.Append(rune);
        }

        return mapped.ToString().Normalize(NormalizationForm.FormD);
    }

    private static Dictionary<int, string> ReadFacts()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Salam.Forum.Text.confusables.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var facts = new Dictionary<int, string>(5000);
        while (reader.ReadLine() is { } line)
        {
            var semicolon = line.IndexOf(';', StringComparison.Ordinal);
            if (semicolon < 0 || line[0] == '#') continue;
            facts.Add(int.Parse(line.AsSpan(0, semicolon), NumberStyles.HexNumber, CultureInfo.InvariantCulture), line[(semicolon + 1)..]);
        }

        return facts;
    }
}
