namespace Salam.Forum.Browser.Hosting;

/// <summary>What <c>./dev test --long</c> asks for: also the repetitions that an ordinary run leaves out (docs/adr/0034).</summary>
public static class LongRun
{
    /// <summary>Whether it was asked for.</summary>
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("FORUM_LONG") is "1";
}
