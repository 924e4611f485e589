using Salam.Forum.Posts;

namespace Salam.Forum.Charity;

/// <summary>What everybody reads of a project in its staff's words, beside its news and its report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Story">Its story, Markdown.</param>
/// <param name="Pictures">What its pictures show, as one text.</param>
/// <param name="Fees">What it says about fees.</param>
/// <param name="Milestones">What parts of the goal pay for, one in a line.</param>
public sealed record ProjectText(string Title, string Story, string Pictures, string Fees, string Milestones)
{
    /// <summary>That of a normalised draft.</summary>
    internal static ProjectText Of(ProjectDraft draft) => new(draft.Title!, draft.Story!, PostDraft.WordsOf(draft.Pictures), draft.Fees!, Lines(draft.Milestones.Select(m => m.Title!)));

    /// <summary>Several short texts as one.</summary>
    internal static string Lines(IEnumerable<string> texts) => string.Join("\n\n", texts);
}
