namespace Salam.Forum.Votes;

/// <summary>
/// The formulas that turn votes into order: each stands here once. Sources: Reddit's published sort functions
/// (<c>_sorts.pyx</c>: hot, and the Wilson lower bound as used for comments).
/// </summary>
public static class Tally
{
    /// <summary>Seconds in which a thing must gain ten times the votes to keep its place: 12.5 hours.</summary>
    public const double SecondsPerTenfold = 45_000;

    /// <summary>The 90th percentile of the normal distribution: an 80 % interval, two-sided.</summary>
    private const double Z = 1.281551565545;

    /// <summary>The zero of the ranking clock (2005-12-08T07:46:43Z); any fixed moment would do, this one lets published values be compared.</summary>
    public static readonly DateTime Epoch = DateTime.UnixEpoch.AddSeconds(1_134_028_003);

    /// <summary>
    /// The time-decayed rank of a post: sign(score) · log10(max(|score|, 1)) + seconds since <see cref="Epoch"/> / 45,000, rounded to 7 places.
    /// It is static: it changes when a vote lands, never with the clock.
    /// </summary>
    public static double Rank(int score, DateTime createdAt) =>
        Math.Round(Math.Sign(score) * Math.Log10(Math.Max(Math.Abs((double)score), 1)) + (createdAt - Epoch).TotalSeconds / SecondsPerTenfold, 7);

    /// <summary>The place of a comment under "best": an imported score counts as ups, or as downs when it is negative.</summary>
    public static double Confidence(int ups, int downs, int baseScore) =>
        Confidence(ups + Math.Max(baseScore, 0), downs + Math.Max(-baseScore, 0));

    /// <summary>The lower bound of the Wilson interval (80 %) for the share of up-votes: 0 to 1, and 0 without votes. Negative counts are taken as 0.</summary>
    public static double Confidence(int ups, int downs)
    {
        double up = Math.Max(ups, 0), n = up + Math.Max(downs, 0);
        if (n == 0)
            return 0;
        var p = up / n;
        var bound = (p + Z * Z / (2 * n) - Z * Math.Sqrt((p * (1 - p) + Z * Z / (4 * n)) / n)) / (1 + Z * Z / n);
        return Math.Max(bound, 0);
    }
}
