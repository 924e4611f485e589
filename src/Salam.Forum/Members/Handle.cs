using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>The name by which a member is called and addressed: one script, no disguise.</summary>
public static class Handle
{
    /// <summary>Shortest and longest, in Unicode scalar values.</summary>
    public const int MinLength = 3, MaxLength = 24;

    private const string Field = "Handle";

    // A syllable of an Indic script carries up to four marks; more is decoration that climbs into the line above.
    private const int MostMarksOnALetter = 4;

    // By skeleton, so that "Adm1n" and "m.o.d" are refused with them: voices of the house, and words that would read as one.
    // Not "all": i and l look alike, and it would take Ali's name away.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "admin", "admins", "administrator", "moderator", "moderators", "mod", "mods", "salam", "salamforum", "salamlife", "system", "support", "staff",
        "team", "official", "root", "owner", "security", "help", "info", "contact", "abuse", "postmaster", "webmaster", "noreply",
        "deleted", "removed", "anonymous", "guest", "member", "members", "user", "me", "you", "everyone", "here",
        "brothers", "sisters", "null", "undefined", "none", "true", "false",
        "مشرف", "المشرف", "مدير", "المدير", "الإدارة", "الادارة", "سلام", "النظام", "الدعم", "محذوف", "مجهول",
    }.Select(Skeleton.ForHandle).ToFrozenSet(StringComparer.Ordinal);

    // As such they are nobody's; Abdullah, Muhammad and Muhammad_Ali are names of people.
    private static readonly FrozenSet<string> Sacred = SacredNames().Select(DottedSkeleton).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why <paramref name="handle"/> cannot be anybody's name, or null when it can. Whether it is taken is for the database to say.</summary>
    public static Refusal? Check(string handle)
    {
        if (Normalise.Length(handle) is < MinLength or > MaxLength) return Refusal.Invalid("HandleLength", Field, MinLength, MaxLength);
        if (!HasGoodForm(handle)) return Refusal.Invalid("HandleCharacters", Field);
        if (!IsOfOneScript(handle)) return Refusal.Invalid("HandleOneScript", Field);
        if (Sacred.Contains(DottedSkeleton(handle))) return Refusal.Invalid("HandleSacred", Field);
        return Reserved.Contains(SkeletonOf(handle)) ? Refusal.Invalid("HandleReserved", Field) : null;
    }

    /// <summary>The key for looking a handle up, whatever its case.</summary>
    public static string Key(string handle) => Normalise.Fold(handle);

    /// <summary>The key that two handles share when a reader could take one for the other.</summary>
    public static string SkeletonOf(string handle) => Skeleton.ForHandle(handle);

    /// <summary>A handle that says nothing, for a member whose own was taken away.</summary>
    /// <param name="id">Her number.</param>
    /// <param name="attempt">0 at first, more where that one is taken.</param>
    public static string Neutral(long id, int attempt) => attempt == 0 ? $"member-{id}" : $"member-{id}-{attempt + 1}";

    // Rasul alone, and Nabi behind Muhammad, are names of people in many countries.
    private static IEnumerable<string> SacredNames()
    {
        string[] allah = ["allah", "allahu", "allahswt", "allahtaala", "god", "rabb", "arrahman", "الله", "اللہ", "الرحمن", "الرب", "аллах", "আল্লাহ", "अल्लाह"];
        string[] titles = ["prophet", "theprophet", "rasulullah", "rasoolullah", "rasulallah", "rasoolallah", "messengerofallah"];
        string[] before = ["nabi", "annabi", "rasul", "rasool", "hazrat"];
        string[] names = ["muhammad", "muhammed", "mohammad", "mohammed", "mohamed", "mohamad", "muhamad", "muhammet"];
        string[] arabic = ["النبي", "الرسول", "رسولالله", "نبيالله", "النبيمحمد", "محمدرسولالله", "الرسولمحمد", "نبيمحمد", "نبينامحمد"];
        return allah.Concat(titles).Concat(arabic).Concat(["annabi", "arrasul", "prophetofallah", "prophetofislam", "пророк"])
            .Concat(names.SelectMany(n => titles.SelectMany(t => new[] { t + n, n + t })))
            .Concat(names.SelectMany(n => before.Select(t => t + n)));
    }

    // A dotted i is no l to whoever reads: Aliah has a name of her own.
    private static string DottedSkeleton(string handle) => SkeletonOf(handle.Replace('i', 'j'));

    private static bool HasGoodForm(string handle)
    {
        if (Normalise.HasForbidden(handle) || !handle.IsNormalized(NormalizationForm.FormC)) return false;
        bool letter = false, inside = false, marks = false;
        var run = 0;
        foreach (var rune in handle.EnumerateRunes())
        {
            var kind = KindOf(rune);
            if (kind == Kind.Other) return false;
            if (kind == Kind.Separator && !inside) return false;
            if (kind == Kind.Mark && (!marks || ++run > MostMarksOnALetter)) return false;
            if (kind != Kind.Mark) run = 0;
            letter |= kind == Kind.Letter;
            marks = kind is Kind.Letter or Kind.Mark;
            inside = kind != Kind.Separator;
        }

        return letter && inside;
    }

    private static bool IsOfOneScript(string handle)
    {
        var script = Script.None;
        int? zero = null;
        foreach (var rune in handle.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                // Arabic has two sets of digits, and either may stand beside its letters, but not both in one name.
                var own = rune.Value - (int)Rune.GetNumericValue(rune);
                if ((zero ??= own) != own) return false;
            }

            var of = Scripts.Of(rune.Value);
            if (of == Script.None) continue;
            if (script == Script.None) script = of;
            else if (script != of) return false;
        }

        return true;
    }

    private static Kind KindOf(Rune rune)
    {
        if (rune.Value is '-' or '_' or '.') return Kind.Separator;
        var script = Scripts.Of(rune.Value);
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber when script != Script.None || rune.IsAscii => Kind.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.OtherLetter when script != Script.None => Kind.Letter,
            UnicodeCategory.ModifierLetter when script is Script.Cjk or Script.Thai or Script.Lao or Script.Khmer => Kind.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark when Scripts.NeedsMarks(script) => Kind.Mark,
            _ => Kind.Other,
        };
    }

    private enum Kind : byte
    {
        Other, Letter, Mark, Digit, Separator,
    }
}
