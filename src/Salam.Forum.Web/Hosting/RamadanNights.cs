using System.Globalization;

namespace Salam.Forum.Web.Hosting;

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
}
