namespace Salam.Forum.ContentFilter;

/// <summary>How grave a text is; what follows from it is decided where texts are posted and read.</summary>
public enum Severity : byte
{
    /// <summary>Nothing to say against it.</summary>
    Clean = 0,

    /// <summary>Coarse or delicate: published with a notice.</summary>
    Sensitive = 1,

    /// <summary>Held until a moderator has seen it.</summary>
    Indecent = 2,

    /// <summary>Refused, with the reason.</summary>
    Forbidden = 3,
}

/// <summary>What a text was found to hold; several at once are possible.</summary>
[Flags]
public enum Categories
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Obscenity, arousal, offers of sex.</summary>
    Sexual = 1,

    /// <summary>Insults and slurs.</summary>
    Insult = 2,

    /// <summary>Mockery of God, prophets, scripture; calling a Muslim an unbeliever.</summary>
    Blasphemy = 4,

    /// <summary>Offers and praise of intoxicants.</summary>
    AlcoholAndDrugs = 8,

    /// <summary>Casinos, bets, lotteries.</summary>
    Gambling = 16,

    /// <summary>Interest-bearing offers.</summary>
    Interest = 32,

    /// <summary>Magic and fortune-telling for sale.</summary>
    Magic = 64,

    /// <summary>Threats and calls to violence.</summary>
    Violence = 128,

    /// <summary>Recruiting for, and praise of, terror.</summary>
    Extremism = 256,

    /// <summary>Bulk advertising and fraud.</summary>
    Spam = 512,
}

/// <summary>Words of an author in danger. Never a fault: they lead to help lines and leave the severity alone.</summary>
public enum Distress : byte
{
    /// <summary>No such words.</summary>
    None = 0,

    /// <summary>Words of somebody who may want to die.</summary>
    Despair = 1,

    /// <summary>Words of somebody who is beaten or threatened at home.</summary>
    ViolenceAtHome = 2,
}

/// <summary>What around a match changed its severity.</summary>
public enum Context : byte
{
    /// <summary>Nothing did.</summary>
    None = 0,

    /// <summary>A question lowered it: whether something is allowed, how to leave it.</summary>
    Asking,

    /// <summary>Teaching lowered it: fiqh, hadith, law, medicine.</summary>
    Teaching,

    /// <summary>Quoting or reporting lowered it.</summary>
    Quoting,

    /// <summary>Repentance lowered it.</summary>
    Repenting,

    /// <summary>The words of a victim, or about one, lowered it.</summary>
    Suffering,

    /// <summary>Something is offered, or a link stands beside it: that raised it, or made it count.</summary>
    Selling,

    /// <summary>It is said to somebody's face: that raised it, or made it count.</summary>
    SecondPerson,

    /// <summary>It is spoken of as a word, not meant: that lowered it.</summary>
    Naming,
}

/// <summary>One place in a text that counts.</summary>
/// <param name="Start">Where it begins in the text as it was given, in UTF-16 units.</param>
/// <param name="Length">How long it is there, marks and disguise included.</param>
/// <param name="Category">What it is; one flag.</param>
/// <param name="Severity">How grave it is where it stands.</param>
public readonly record struct Match(int Start, int Length, Categories Category, Severity Severity)
{
    /// <summary>The entry of the list that was met, as it is written there.</summary>
    public string Entry { get; init; } = "";

    /// <summary>The list it stands in, such as <c>en</c>.</summary>
    public string List { get; init; } = "";

    /// <summary>What raised or lowered the severity.</summary>
    public Context Context { get; init; }
}

/// <summary>One place in a text that was read as words of somebody in danger.</summary>
/// <param name="Start">Where it begins in the text as it was given, in UTF-16 units.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Distress">What it tells of; where several overlapped, the one that the verdict would name.</param>
public readonly record struct DistressPlace(int Start, int Length, Distress Distress);

/// <summary>What the content filter says of a text.</summary>
public sealed record Verdict
{
    /// <summary>The verdict on a text without fault and without distress.</summary>
    public static Verdict Clean { get; } = new();

    /// <summary>That of the gravest match.</summary>
    public Severity Severity { get; init; }

    /// <summary>Those of all matches.</summary>
    public Categories Categories { get; init; }

    /// <summary>Reported apart from the severity, which it never raises.</summary>
    public Distress Distress { get; init; }

    /// <summary>Where, from the start of the text to its end, none touching another. No faults, so they are none of the matches, which they may overlap.</summary>
    public IReadOnlyList<DistressPlace> DistressPlaces { get; init; } = [];

    /// <summary>What was met, from the start of the text to its end, none inside another.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];
}
