using System.Globalization;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;

namespace Salam.Forum.Web.Hosting;

/// <summary>Rows of posts, and for whom they are drawn.</summary>
public sealed record RowsView(IReadOnlyList<FeedRow> Rows, string Lang, Viewer Viewer, DateTime Now);

/// <summary>How scores are written.</summary>
public static class Score
{
    /// <summary>A score with the true minus sign, which is as wide as a digit.</summary>
    public static string Text(int score) => score < 0 ? "−" + (-(long)score).ToString(CultureInfo.InvariantCulture) : score.ToString(CultureInfo.InvariantCulture);
}
