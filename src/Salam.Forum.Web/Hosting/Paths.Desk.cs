namespace Salam.Forum.Web.Hosting;

/// <content>The addresses of those who act for foundations, and of those who vet them.</content>
public static partial class Paths
{
    /// <summary>Where a member applies for a foundation.</summary>
    public static string Apply(string lang) => $"/{lang}/charity/apply";

    /// <summary>The desk of a foundation, or a page there; without a number, the foundations that the viewer acts for.</summary>
    public static string FoundationDesk(string lang, long? id = null, string? page = null) => id is { } of ? Below($"/{lang}/charity/desk/{Number(of)}", page) : $"/{lang}/charity/desk";

    /// <summary>A project at the desk of its foundation, or a page of it there.</summary>
    public static string ProjectDesk(string lang, long id, string? page = null) => Below($"/{lang}/charity/desk/project/{Number(id)}", page);

    /// <summary>Where a foundation tries out what its program sends.</summary>
    public static string HookTest(string lang, long id) => $"/{lang}/charity/desk/test/{Number(id)}";

    /// <summary>A document of a foundation, as a file to be saved.</summary>
    public static string Document(Guid key) => $"/documents/{key:n}";

    /// <summary>What of charity waits for administrators and moderators.</summary>
    public static string CharityReview(string lang) => Moderation(lang, "charity");

    /// <summary>A foundation as administrators see it, or an act on it.</summary>
    public static string FoundationReview(string lang, long id, string? act = null) => Moderation(lang, Below($"charity/foundation/{Number(id)}", act));

    /// <summary>A project as moderators see it, or an act on it.</summary>
    public static string ProjectReview(string lang, long id, string? act = null) => Moderation(lang, Below($"charity/project/{Number(id)}", act));

    /// <summary>Where a difference between a statement and the ledger is closed.</summary>
    public static string CloseDifference(string lang, long id) => Moderation(lang, $"charity/difference/{Number(id)}/close");

    private static string Below(string path, string? page) => page is null ? path : $"{path}/{page}";
}
