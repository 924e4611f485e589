using Salam.Forum.Media;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>A milestone as it stands in the form of its project.</summary>
public sealed record MilestoneDraft(string? Title, long Amount);

/// <summary>What somebody filled into the form of a project.</summary>
public sealed record ProjectDraft
{
    public string? Title { get; init; }
    public string? Language { get; init; }
    public string? Story { get; init; }

    /// <summary>In smaller units of the currency.</summary>
    public long Goal { get; init; }

    public string? Currency { get; init; }
    public ProjectCategory Category { get; init; }
    public string? Country { get; init; }
    public GiftKind Kind { get; init; }
    public ZakatRecipients Recipients { get; init; }
    public Schools Schools { get; init; }
    public string? Fees { get; init; }
    public string? DonateUrl { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime EndsAt { get; init; }
    public IReadOnlyList<MilestoneDraft> Milestones { get; init; } = [];

    /// <summary>Its pictures, in their order.</summary>
    public IReadOnlyList<PictureDraft> Pictures { get; init; } = [];

    /// <summary>The state that a change began from (<see cref="Edits.Version"/>); null where none is known.</summary>
    public long? Version { get; init; }

    /// <summary>Brings the texts into the form they are stored in.</summary>
    public ProjectDraft Normalised() => this with
    {
        Title = Line(Title),
        Story = Normalise.Input(Story),
        Currency = Line(Currency).ToUpperInvariant(),
        Country = Line(Country).ToUpperInvariant(),
        Fees = Line(Fees),
        DonateUrl = Line(DonateUrl),
        StartsAt = Utc(StartsAt),
        EndsAt = Utc(EndsAt),
        Milestones = [.. Milestones.Select(m => m with { Title = Line(m.Title) }).OrderBy(m => m.Amount)],
        Recipients = Kind == GiftKind.Zakat ? Recipients : ZakatRecipients.None,
        Schools = Kind == GiftKind.Zakat ? Schools : Schools.None,
        Pictures = [.. Pictures.Select(p => p.Normalised())],
    };

    /// <summary>Everything that is wrong with a normalised draft.</summary>
    public List<Refusal> Refusals()
    {
        List<Refusal> refusals =
        [
            .. TextRules.Check(Title!, nameof(Title), Project.TitleMin, Project.TitleMax),
            .. TextRules.CheckMarkdown(Story!, nameof(Story), Project.StoryMin, Project.StoryMax),
            .. TextRules.Check(Fees!, nameof(Fees), 1, Project.FeesMax),
            .. Choices().Where(c => !c.IsOne).Select(c => Refusal.Invalid("Choice", c.Field)),
        ];
        if (Text.Language.Find(Language) is null)
            refusals.Add(Refusal.Invalid("LanguageUnknown", nameof(Language)));
        if (Goal is < 1 or > Currencies.Max)
            refusals.Add(Refusal.Invalid("Amount", nameof(Goal)));
        if (DonateUrl!.Length > Project.LinkMax || PostLink.Parse(DonateUrl) is null || !DonateUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            refusals.Add(Refusal.Invalid("DonateAddress", nameof(DonateUrl), Project.LinkMax));
        if (EndsAt <= StartsAt || EndsAt - StartsAt > TimeSpan.FromDays(Project.DaysMax))
            refusals.Add(Refusal.Invalid("ProjectSpan", nameof(EndsAt), Project.DaysMax));
        if (Kind == GiftKind.Zakat && Recipients == ZakatRecipients.None)
            refusals.Add(Refusal.Invalid("ZakatRecipients", nameof(Recipients)));
        refusals.AddRange(MilestoneRefusals());
        refusals.AddRange(PostDraft.PictureRefusals(Pictures));
        return refusals;
    }

    private IEnumerable<(string Field, bool IsOne)> Choices() =>
    [
        (nameof(Currency), Currencies.IsKnown(Currency)), (nameof(Country), Countries.IsKnown(Country)), (nameof(Category), Enum.IsDefined(Category)), (nameof(Kind), Project.Kinds.Contains(Kind)),
        (nameof(Schools), (int)Schools < 32),
    ];

    private IEnumerable<Refusal> MilestoneRefusals()
    {
        if (Milestones.Count > Milestone.Most)
            yield return Refusal.Invalid("MilestonesMany", nameof(Milestones), Milestone.Most);
        if (Milestones.Any(m => m.Amount is < 1 or > Currencies.Max))
            yield return Refusal.Invalid("Amount", nameof(Milestones));
        foreach (var refusal in Milestones.SelectMany(m => TextRules.Check(m.Title!, "Title", 1, Project.TitleMax)).Take(1))
            yield return refusal with { Field = nameof(Milestones) };
    }

    private static string Line(string? text) => Normalise.Input(text).ReplaceLineEndings(" ");

    // A form knows days without a clock; they are ours.
    private static DateTime Utc(DateTime moment) => moment.Kind == DateTimeKind.Utc ? moment : DateTime.SpecifyKind(moment, DateTimeKind.Utc);
}
