using System.Globalization;

namespace Salam.Forum.Web.Hosting;

/// <summary>How scores are written.</summary>
public static class Score
{
    /// <summary>A score in the digits of the language, with the true minus sign, which is as wide as a digit.</summary>
    public static string Text(int score) => Words.InDigits(score < 0 ? "−" + (-(long)score).ToString(CultureInfo.InvariantCulture) : score.ToString(CultureInfo.InvariantCulture));
}
