namespace Salam.Forum.Moderation;

/// <summary>How far a member is known.</summary>
public enum Standing : byte
{
    /// <summary>Joined lately.</summary>
    New = 1,

    /// <summary>Has been here for a while.</summary>
    Member = 2,

    /// <summary>Has been here for long, and her reports proved right.</summary>
    Trusted = 3,
}

/// <summary>What a report weighs: the word of somebody known and mostly right counts for more than that of an account of yesterday.</summary>
public static class ReportWeight
{
    /// <summary>The weight of one ordinary member's report.</summary>
    public const int One = 100;

    /// <summary>How long somebody is new, and how long before she may be trusted.</summary>
    public static readonly TimeSpan NewFor = TimeSpan.FromDays(7), TrustedAfter = TimeSpan.FromDays(30);

    private const int UpheldToBeTrusted = 5;
    private const double RightToBeTrusted = 0.8, Doubt = 2;

    /// <summary>How far the member is known.</summary>
    /// <param name="age">Since she joined.</param>
    /// <param name="upheld">Her reports that moderators acted on.</param>
    /// <param name="dismissed">Her reports that moderators found nothing in.</param>
    public static Standing StandingOf(TimeSpan age, int upheld, int dismissed)
    {
        if (age < NewFor)
            return Standing.New;
        return age >= TrustedAfter && upheld >= UpheldToBeTrusted && upheld >= RightToBeTrusted * (upheld + dismissed) ? Standing.Trusted : Standing.Member;
    }

    /// <summary>
    /// The weight in hundredths: 50, 100 or 200 by standing, times twice the share of her reports that were upheld. That share is smoothed as if
    /// two of hers had been settled before, one each way, so that a first mistake does not silence anybody; 10 at least, 300 at most.
    /// </summary>
    public static int Of(TimeSpan age, int upheld, int dismissed)
    {
        var known = StandingOf(age, upheld, dismissed) switch { Standing.New => One / 2, Standing.Trusted => One * 2, _ => One };
        var right = (upheld + Doubt / 2) / (upheld + dismissed + Doubt);
        return (int)Math.Clamp(Math.Round(known * 2 * right), One / 10, One * 3);
    }
}
