using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Salam.Forum.Web.Hosting;

/// <summary>The interface texts, in the language of the address. A missing text is a failing test, never a page in English.</summary>
public sealed class Words(IStringLocalizer texts)
{
    private static readonly UmAlQuraCalendar Hijri = new();

    /// <summary>The text of a key.</summary>
    public string this[string key] => texts[key].Value;

    /// <summary>The text of a key with values filled in.</summary>
    public string this[string key, params object[] args] => texts[key, args].Value;

    /// <summary>The sentence that says a refusal.</summary>
    public string Of(Refusal refusal) => this["Refusal." + refusal.Code, refusal.Args];

    /// <summary>The text of a key in the plural form of a number, which fills <c>{0}</c>.</summary>
    public string Count(string key, long number) => this[$"{key}.{Plural.Of(CultureInfo.CurrentUICulture.Name, number)}", Number(number)];

    /// <summary>A whole number as it is written in the language.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

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

    /// <summary>The exact moment, in both calendars.</summary>
    public string Exact(DateTime moment) =>
        moment.ToString("d MMMM yyyy, HH:mm", CultureInfo.CurrentCulture) + " UTC · " + HijriDate(moment);

    /// <summary>The day.</summary>
    public static string Day(DateTime moment) => moment.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The day in the calendar of Umm al-Qura, whose table reaches from 1900 to 2077; empty outside it.</summary>
    public string HijriDate(DateTime moment) =>
        moment < Hijri.MinSupportedDateTime || moment > Hijri.MaxSupportedDateTime
            ? ""
            : this["Hijri.Date", Hijri.GetDayOfMonth(moment), this[$"Hijri.Month{Hijri.GetMonth(moment)}"], Hijri.GetYear(moment)];
}
