using System.Globalization;

namespace Salam.Forum.Charity;

/// <summary>An odd night of the last ten, in a year of the hijra.</summary>
public readonly record struct OddNight(int Year, int Night);

/// <summary>The last ten nights of Ramadan, by the calendar of Umm al-Qura.</summary>
public static class RamadanNights
{
    private const int Ramadan = 9, First = 21;

    /// <summary>A night belongs to the day after it, and begins about this long before it.</summary>
    private static readonly TimeSpan Evening = TimeSpan.FromHours(6);

    private static readonly UmAlQuraCalendar Hijri = new();

    /// <summary>
    /// The number of the night of these ten that it is, or that follows upon the day; null at other times. One evening for the whole earth: where a reader
    /// is, the forum does not ask.
    /// </summary>
    public static int? Of(DateTime moment)
    {
        var evening = moment + Evening;
        if (evening < Hijri.MinSupportedDateTime || evening > Hijri.MaxSupportedDateTime || Hijri.GetMonth(evening) != Ramadan)
            return null;
        return Hijri.GetDayOfMonth(evening) is >= First and var night ? night : null;
    }

    /// <summary>The odd night of these ten that follows upon the day; null where none does.</summary>
    public static OddNight? OddAfter(DateTime day) => Of(day.Date.AddHours(20)) is { } night && night % 2 == 1 ? new OddNight(Hijri.GetYear(day.Date.AddDays(1)), night) : null;

    /// <summary>Whether these nights are now or begin within the days given.</summary>
    public static bool AreWithin(DateTime moment, int days)
    {
        for (var ahead = 0; ahead <= days; ahead++)
            if (Of(moment.AddDays(ahead)) is not null)
                return true;
        return false;
    }
}
