using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Hosting;

/// <summary>Says in words what an act of moderation changed.</summary>
public sealed class Changes(Words words, ThingKind kind)
{
    /// <summary>What was, and what was since, as the log keeps them; one line for each thing that changed.</summary>
    public IReadOnlyList<string> Lines(string kept, string since)
    {
        var (before, after) = (Snapshot.Of(kept), Snapshot.Of(since));
        var lines = new List<string>();
        lines.AddRange(Things("Change.Posts", kind == ThingKind.Post ? "LogThing.Post" : null, before.Posts, after.Posts));
        lines.AddRange(Things("Change.Comments", kind == ThingKind.Comment ? "LogThing.Comment" : null, before.Comments, after.Comments));
        Add("Change.Silenced", before.Silenced, after.Silenced, Moment);
        Add("Change.Suspended", before.Suspended, after.Suspended, Moment);
        Add("Change.Handle", before.Handle, after.Handle, handle => handle!);
        Add("Change.About", before.About, after.About, about => about is { Length: > 0 } ? about : words["Change.Empty"]);
        Add("Change.Role", before.Role, after.Role, role => role == Role.Member ? words["Change.NoRole"] : words["Role." + role]);
        Add("Change.Talk", before.Locked, after.Locked, locked => words[locked is true ? "Change.Closed" : "Change.Open"]);
        Add("Change.Slow", before.SlowMinutes, after.SlowMinutes, minutes => Words.Number(minutes ?? 0));
        return lines;

        void Add<T>(string what, T from, T to, Func<T, string> say)
        {
            if (from is not null && to is not null && !from.Equals(to))
                lines.Add(words["Change.Line", words[what], say(from), say(to)]);
        }
    }

    /// <summary>One line for all things that went the same way.</summary>
    private IEnumerable<string> Things(string counted, string? one, IReadOnlyDictionary<long, Status>? before, IReadOnlyDictionary<long, Status>? after) =>
        before is null || after is null ? [] : before.Where(b => after.ContainsKey(b.Key) && after[b.Key] != b.Value).GroupBy(b => (From: b.Value, To: after[b.Key])).Select(group =>
            words["Change.Line", one is not null && group.Count() == 1 ? words[one] : words.Count(counted, group.Count()), words["Stands." + group.Key.From], words["Stands." + group.Key.To]]);

    private string Moment(DateTime? until) => until switch
    {
        null or { Year: 1 } => words["Change.Not"],
        { Year: 9999 } => words["Notices.ForGood"],
        { } moment => words.Day(moment),
    };
}
