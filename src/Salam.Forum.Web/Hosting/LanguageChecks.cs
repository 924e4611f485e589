using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>The languages somebody reads, as boxes to tick.</summary>
public sealed record LanguageChecks(IReadOnlyList<string> Chosen, Refusal? Refusal)
{
    /// <summary>All languages, the chosen ones first: the list scrolls, and what is ticked should be in sight.</summary>
    public IEnumerable<Language> InOrder() => Language.All.OrderBy(l => Chosen.Contains(l.Code, StringComparer.Ordinal) ? 0 : 1);
}
