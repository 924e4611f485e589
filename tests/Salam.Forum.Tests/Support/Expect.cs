namespace Salam.Forum.Tests.Support;

/// <summary>What a test expects of a result.</summary>
internal static class Expect
{
    /// <summary>Refused for exactly that reason.</summary>
    public static Refusal Refused<T>(RefusalKind kind, string code, Result<T> result)
    {
        Assert.False(result.Ok, $"Not refused, but {kind} {code} was expected.");
        var refusal = Assert.Single(result.Refusals);
        Assert.Equal((kind, code), (refusal.Kind, refusal.Code));
        return refusal;
    }

    /// <summary>Refused exactly as what does not exist.</summary>
    public static void Missing<T>(Result<T> result) => Assert.Same(Refusal.Missing, Refused(RefusalKind.Missing, "Missing", result));

    /// <summary>Refused because nobody is logged in.</summary>
    public static void LogIn<T>(Result<T> result) => Assert.Same(Refusal.LogIn, Refused(RefusalKind.Forbidden, "LogIn", result));

    /// <summary>Refused for exactly those reasons, as field and code.</summary>
    public static void Invalid<T>(Result<T> result, params string[] fieldsAndCodes)
    {
        Assert.All(result.Refusals, r => Assert.Equal(RefusalKind.Invalid, r.Kind));
        Assert.Equal(fieldsAndCodes, result.Refusals.Select(r => $"{r.Field}:{r.Code}").ToArray());
    }
}
