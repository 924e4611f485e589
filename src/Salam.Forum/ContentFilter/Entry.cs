namespace Salam.Forum.ContentFilter;

/// <summary>What meeting an entry means.</summary>
internal enum Role : byte
{
    /// <summary>A match, of a category and severity.</summary>
    Fault,

    /// <summary>An exception: matches inside it do not count.</summary>
    Allowed,

    /// <summary>A cue of a context.</summary>
    Cue,

    /// <summary>A sign of distress.</summary>
    Distress,

    /// <summary>An everyday word that tells the language.</summary>
    Everyday,
}

/// <summary>When a match counts as much as its section says.</summary>
[Flags]
internal enum Counts : byte
{
    /// <summary>Always, lowered and raised by context.</summary>
    Plainly = 0,

    /// <summary>Whatever the context.</summary>
    Fixed = 1,

    /// <summary>Only said to somebody's face.</summary>
    Directed = 2,

    /// <summary>Only offered: beside words of selling, or a link.</summary>
    Offered = 4,

    /// <summary>Not where it is written as a name.</summary>
    Name = 8,

    /// <summary>Of everyday words: short words of their list mean something else in other languages.</summary>
    Own = 16,
}

/// <summary>What a section of a list says of its entries.</summary>
internal sealed record Section(Role Role, Categories Category = Categories.None, Severity Severity = Severity.Clean, Counts Counts = Counts.Plainly, Context Cue = Context.None, Distress Distress = Distress.None);

/// <summary>How an entry may go on after its last letter.</summary>
internal enum Ending : byte
{
    /// <summary>Not at all.</summary>
    Whole,

    /// <summary><c>+</c>: with an ending of the list's language.</summary>
    Inflected,

    /// <summary><c>*</c>: anyhow.</summary>
    Open,
}

/// <summary>One word or phrase as it was read from a list.</summary>
internal sealed record ListEntry(string Text, Section Section)
{
    /// <summary>The number of its list, whose endings <see cref="Ending.Inflected"/> means.</summary>
    public int Language { get; init; }

    /// <summary>How it may go on.</summary>
    public Ending Ending { get; init; }

    /// <summary>Whether it may begin inside a word (<c>*</c> before it).</summary>
    public bool Inside { get; init; }

    /// <summary><c>=</c>: accents count.</summary>
    public bool Exact { get; init; }

    /// <summary><c>@</c>: only in a text that is not plainly in another language.</summary>
    public bool OwnLanguage { get; init; }

    /// <summary>The letters as they are read plainly, one for each run.</summary>
    public string Plain { get; init; } = "";

    /// <summary>The length of each run of <see cref="Plain"/>.</summary>
    public byte[] PlainRuns { get; init; } = [];

    /// <summary>Which letters bear accents.</summary>
    public bool[] Accents { get; init; } = [];

    /// <summary>The letters as they are read in disguise; empty when it cannot be disguised.</summary>
    public string Look { get; init; } = "";

    /// <summary>The length of each run of <see cref="Look"/>.</summary>
    public byte[] LookRuns { get; init; } = [];

    /// <summary>Whether it is written in plain Latin letters.</summary>
    public bool IsLatin => System.Text.Ascii.IsValid(Plain);

    /// <summary>How many letters it has.</summary>
    public int Letters { get; init; }
}
