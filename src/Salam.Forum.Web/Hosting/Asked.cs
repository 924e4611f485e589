namespace Salam.Forum.Web.Hosting;

/// <summary>What a page shows that asks once more before something is done, or for the words to do it with.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="Text">What follows from it.</param>
/// <param name="Button">What the button says.</param>
/// <param name="Back">Where it leads to change one's mind.</param>
public sealed record Asked(string Title, string Text, string Button, string Back)
{
    /// <summary>The name of what it is done to.</summary>
    public string? Thing { get; init; }

    /// <summary>Whether it cannot be undone, or takes something away from somebody.</summary>
    public bool IsGrave { get; init; }

    /// <summary>The most characters of the words it is done with; 0 where none are asked for.</summary>
    public int WordsMax { get; init; }

    /// <summary>What stands above the words.</summary>
    public string? Label { get; init; }

    /// <summary>The words that were written.</summary>
    public string? Written { get; init; }

    /// <summary>The state that the viewer saw, where the act must not be done to another.</summary>
    public long? Version { get; init; }

    /// <summary>Why it was not done.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Whether words are asked for.</summary>
    public bool AsksForWords => WordsMax > 0;

    /// <summary>What is wrong with the words.</summary>
    public Refusal? Refusal => Refusals.FirstOrDefault(r => r.Field == "Words");
}
