using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;
using Salam.Forum.ContentFilter;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// The interface texts, in the language of the address. A missing text is a failing test, never a page in English. A page asks for some two
/// hundred of them, so what was looked up once is kept: texts, small numbers with their nouns, and days in both calendars.
/// </summary>
public sealed class Words(IStringLocalizer texts)
{
    /// <summary>Numbers below it are kept with their nouns.</summary>
    private const int CountsKept = 1_000;

    /// <summary>Days that are kept, some fifty years; more can only come from dates that somebody made up, and then keeping begins anew.</summary>
    private const int DaysKept = 20_000;

    private static readonly UmAlQuraCalendar Hijri = new();
    private readonly ConcurrentDictionary<string, Lookups> languages = new(StringComparer.Ordinal);

    /// <summary>The text of a key.</summary>
    public string this[string key] => Here.Texts.TryGetValue(key, out var text) ? text : Keep(key);

    /// <summary>The text of a key with values filled in; whole numbers in the digits of the language.</summary>
    public string this[string key, params object[] args] => string.Format(CultureInfo.CurrentCulture, this[key], Digits.ZeroOf(CultureInfo.CurrentUICulture.Name) == '0' ? args : [.. args.Select(Written)]);

    private Lookups Here => languages.TryGetValue(CultureInfo.CurrentUICulture.Name, out var kept) ? kept : languages.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => new());

    /// <summary>The sentence that says a refusal.</summary>
    public string Of(Refusal refusal) => this["Refusal." + refusal.Code, [.. refusal.Args.Select(Said)]];

    /// <summary>The name of a language in the language of the page; in itself where that has none for it.</summary>
    public string NameOf(string language) => Language.IsKnown(language) ? this["LanguageName." + language] : Language.NameOf(language);

    /// <summary>The names of what the filter found.</summary>
    public string Of(Categories found) => found == Categories.None ? this["Found.None"]
        : string.Join(this["Found.Join"], Enum.GetValues<Categories>().Where(c => c != Categories.None && found.HasFlag(c)).Select(c => this["Found." + c]));

    /// <summary>When something goes on that waits, in the largest unit that fits, rounded up.</summary>
    public string In(TimeSpan wait) => wait.TotalMinutes switch
    {
        < 60 => Count("In.Minute", Math.Max(1, (long)Math.Ceiling(wait.TotalMinutes))),
        < 1_440 => Count("In.Hour", (long)Math.Ceiling(wait.TotalHours)),
        _ => Count("In.Day", (long)Math.Ceiling(wait.TotalDays)),
    };

    /// <summary>The text of a key in the plural form of a number, which fills <c>{0}</c>.</summary>
    public string Count(string key, long number) => Kept(key, number, static (words, key, number) => words[$"{key}.{Plural.Of(CultureInfo.CurrentUICulture.Name, number)}", Number(number)]);

    /// <summary>The text of a key that a whole number fills, of which there is one form: so many percent.</summary>
    public string Filled(string key, long number) => Kept(key, number, static (words, key, number) => words[key, number]);

    /// <summary>A whole number as it is written in the language.</summary>
    public static string Number(long number) => InDigits(number.ToString("N0", CultureInfo.CurrentCulture));

    /// <summary>A number in the digits of the language.</summary>
    public static string InDigits(string number) => Digits.In(CultureInfo.CurrentUICulture.Name, number);

    /// <summary>How long ago, in the largest unit that fits.</summary>
    public string Ago(DateTime moment, DateTime now)
    {
        var age = now - moment;
        return age.TotalSeconds switch
        {
            < 60 => this["Ago.Now"],
            < 3_600 => Count("Ago.Minute", (long)age.TotalMinutes),
            < 86_400 => Count("Ago.Hour", (long)age.TotalHours),
            < 86_400 * 30L => Count("Ago.Day", (long)age.TotalDays),
            < 86_400 * 365L => Count("Ago.Month", (long)(age.TotalDays / 30)),
            _ => Count("Ago.Year", (long)(age.TotalDays / 365)),
        };
    }

    /// <summary>The exact moment, in the calendar of the language and in that of Umm al-Qura.</summary>
    public string Exact(DateTime moment)
    {
        var day = Of(moment.Date);
        return $"{day.Own}, {InDigits(moment.ToString("HH:mm", CultureInfo.InvariantCulture))} UTC · {day.Hijri}";
    }

    /// <summary>The day, as the language writes it.</summary>
    public string Day(DateTime moment) => Of(moment.Date).Own;

    /// <summary>The day in the calendar of Umm al-Qura, whose table reaches from 1900 to 2077; empty outside it.</summary>
    public string HijriDate(DateTime moment) =>
        moment < Hijri.MinSupportedDateTime || moment > Hijri.MaxSupportedDateTime
            ? ""
            : this["Hijri.Date", Hijri.GetDayOfMonth(moment), this[$"Hijri.Month{Hijri.GetMonth(moment)}"], Hijri.GetYear(moment)];

    private string Kept(string key, long number, Func<Words, string, long, string> say)
    {
        if (number is < 0 or >= CountsKept)
            return say(this, key, number);
        var counts = Here.Counts;
        return counts.TryGetValue((key, number), out var said) ? said : counts[(key, number)] = say(this, key, number);
    }

    private (string Own, string Hijri) Of(DateTime date)
    {
        var days = Here.Days;
        if (days.TryGetValue(date, out var day))
            return day;
        if (days.Count >= DaysKept)
            days.Clear();
        return days[date] = (InDigits(date.ToString(this["Date.Day"], CultureInfo.CurrentCulture)), HijriDate(date));
    }

    private object Said(object arg) => arg switch { Categories found => Of(found), TimeSpan wait => In(wait), DateTime until => Exact(until), _ => arg };

    private static object Written(object arg) => arg is int or long ? InDigits(string.Create(CultureInfo.CurrentCulture, $"{arg}")) : arg;

    private string Keep(string key) => Here.Texts[key] = texts[key].Value;

    private sealed class Lookups
    {
        public ConcurrentDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<(string Key, long Number), string> Counts { get; } = [];
        public ConcurrentDictionary<DateTime, (string Own, string Hijri)> Days { get; } = [];
    }
}
