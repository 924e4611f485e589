namespace Salam.Forum.Text;

/// <summary>The digits that numbers are written with. Source: the default numbering systems of the Unicode CLDR; Arabic is written with those of its Maghreb, as its texts are.</summary>
public static class Digits
{
    /// <summary>The zero of a language; its other digits follow it in Unicode.</summary>
    public static char ZeroOf(string language) => language switch { "fa" or "ps" => '\u06F0', "ckb" => '\u0660', "bn" => '\u09E6', _ => '0' };

    /// <summary>A number, or a moment, with the digits of a language in place of ASCII's.</summary>
    public static string In(string language, string text)
    {
        var zero = ZeroOf(language);
        return zero == '0' ? text : string.Create(text.Length, (text, zero), static (written, from) =>
        {
            for (var i = 0; i < written.Length; i++)
                written[i] = char.IsAsciiDigit(from.text[i]) ? (char)(from.text[i] - '0' + from.zero) : from.text[i];
        });
    }
}
