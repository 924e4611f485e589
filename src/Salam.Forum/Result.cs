namespace Salam.Forum;

/// <summary>The kind of a refusal; the web answers with the status of the same number.</summary>
public enum RefusalKind
{
    /// <summary>What was sent breaks a rule of form.</summary>
    Invalid = 400,

    /// <summary>The viewer may see the thing but not do this with it.</summary>
    Forbidden = 403,

    /// <summary>Does not exist, or may not be seen: the two are never told apart.</summary>
    Missing = 404,

    /// <summary>Somebody else, or an earlier try, was first.</summary>
    Conflict = 409,

    /// <summary>Too often; wait.</summary>
    TooMany = 429,
}

/// <summary>Why something was not done: a value, not an exception.</summary>
/// <param name="Kind">How it is answered.</param>
/// <param name="Code">The key of the sentence that says it, below <c>Refusal.</c> in the interface texts.</param>
/// <param name="Field">The form field it concerns, or null.</param>
/// <param name="Args">What the sentence fills in.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string? Field = null, params object[] Args)
{
    /// <summary>Hidden and missing alike.</summary>
    public static readonly Refusal Missing = new(RefusalKind.Missing, "Missing");

    /// <summary>Only for signed-in members.</summary>
    public static readonly Refusal LogIn = new(RefusalKind.Forbidden, "LogIn");

    /// <summary>A rule of form was broken in <paramref name="field"/>.</summary>
    public static Refusal Invalid(string code, string? field = null, params object[] args) => new(RefusalKind.Invalid, code, field, args);

    /// <summary>Not for this viewer.</summary>
    public static Refusal Forbidden(string code, params object[] args) => new(RefusalKind.Forbidden, code, null, args);
}

/// <summary>What came of an act: a value, or the reasons why not.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Refusal> refusals) => (this.value, Refusals) = (value, refusals);

    /// <summary>Why not; empty when it was done.</summary>
    public IReadOnlyList<Refusal> Refusals { get => field ?? []; }

    /// <summary>Whether it was done.</summary>
    public bool Ok => Refusals.Count == 0;

    /// <summary>Whether somebody else, or an earlier try, was first: the same form may be sent once more.</summary>
    public bool IsConflict => Refusals.Any(r => r.Kind == RefusalKind.Conflict);

    /// <summary>What came of it. Reading it after a refusal is a bug and throws.</summary>
    public T Value => Ok ? value! : throw new InvalidOperationException("Refused: " + Refusals[0].Code);

    /// <summary>Done.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>Refused for one reason.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);

    /// <summary>Refused for several reasons, at least one.</summary>
    public static implicit operator Result<T>(List<Refusal> refusals) => new(default, refusals);
}

/// <summary>The value of an act that yields nothing but its being done.</summary>
public readonly record struct Done;
