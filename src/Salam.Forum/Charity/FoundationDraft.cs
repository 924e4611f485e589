using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>What somebody filled into the form of a foundation.</summary>
public sealed record FoundationDraft
{
    public string? Name { get; init; }
    public string? Country { get; init; }
    public string? Register { get; init; }
    public string? RegisterNumber { get; init; }
    public string? Site { get; init; }
    public string? Contact { get; init; }

    /// <summary>Its zakat policy, Markdown; empty for none.</summary>
    public string? Policy { get; init; }

    /// <summary>The state that a change began from (<see cref="Edits.Version"/>); null where none is known.</summary>
    public long? Version { get; init; }

    /// <summary>Brings the texts into the form they are stored in.</summary>
    public FoundationDraft Normalised() => this with
    {
        Name = Line(Name),
        Country = Line(Country).ToUpperInvariant(),
        Register = Line(Register),
        RegisterNumber = Line(RegisterNumber),
        Site = Line(Site),
        Contact = Line(Contact),
        Policy = Normalise.Input(Policy),
    };

    /// <summary>Everything that is wrong with a normalised draft.</summary>
    public List<Refusal> Refusals()
    {
        List<Refusal> refusals =
        [
            .. TextRules.Check(Name!, nameof(Name), Foundation.NameMin, Foundation.NameMax),
            .. TextRules.Check(Register!, nameof(Register), 1, Foundation.RegisterMax),
            .. TextRules.Check(RegisterNumber!, nameof(RegisterNumber), 1, Foundation.NumberMax),
            .. TextRules.Check(Contact!, nameof(Contact), 1, Foundation.ContactMax),
            .. TextRules.CheckMarkdown(Policy!, nameof(Policy), 0, ZakatPolicy.TextMax),
        ];
        if (!Countries.IsKnown(Country))
            refusals.Add(Refusal.Invalid("Choice", nameof(Country)));
        if (Site!.Length > Foundation.SiteMax || PostLink.Parse(Site) is null)
            refusals.Add(Refusal.Invalid("LinkAddress", nameof(Site), Foundation.SiteMax));
        return refusals;
    }

    /// <summary>Whether it says the same of what the register says.</summary>
    internal bool IsRegisteredAs(Foundation f) => Name == f.Name && Country == f.Country && Register == f.Register && RegisterNumber == f.RegisterNumber;

    private static string Line(string? text) => Normalise.Input(text).ReplaceLineEndings(" ");
}
