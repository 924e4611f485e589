using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.ContentFilter;
using Salam.Forum.Media;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>Asks the content filter about what members write, and sees to it that what it found comes before a moderator.</summary>
public sealed class Judge(LiveFilter live, Things things, Docket docket)
{
    private const string Between = "\n\n", CommentField = "Body";

    /// <summary>The lists that judge now.</summary>
    public string Version => live.Current.Version;

    /// <summary>
    /// Judges a post. Title and body are read as one text, since what stands in one tells what the other means; the address a link leads to is read
    /// by itself and without its scheme, since to lead somewhere is no offer yet, and so is what its pictures show.
    /// </summary>
    public Judged OfPost(string? title, string? body, string? link, string pictures = "")
    {
        var filter = live.Current;
        var head = title + Between;
        string FieldAt(int start) => start < head.Length ? nameof(PostDraft.Title) : nameof(PostDraft.Body);
        var words = Rendered(filter, head, body ?? "", FieldAt);
        if (pictures.Length > 0)
            words = words.And(Read(filter, pictures, _ => PictureService.Field));
        return link is null || PostLink.Parse(link) is not { } address
            ? words
            : words.And(Read(filter, AddressWords.Of(address.AbsoluteUri), _ => nameof(PostDraft.Link)));
    }

    /// <summary>Judges a comment.</summary>
    /// <param name="text">Its Markdown.</param>
    /// <param name="picture">What its picture shows, read by itself.</param>
    public Judged OfComment(string text, string picture = "")
    {
        var filter = live.Current;
        var words = Rendered(filter, "", text, _ => CommentField);
        return picture.Length == 0 ? words : words.And(Read(filter, picture, _ => PictureService.Field));
    }

    /// <summary>Judges the title and the story of a project as those of a post, and all else that everybody reads of it by itself.</summary>
    public Judged OfProject(ProjectText text)
    {
        var filter = live.Current;
        var head = text.Title + Between;
        var words = Rendered(filter, head, text.Story, start => start < head.Length ? nameof(ProjectDraft.Title) : nameof(ProjectDraft.Story));
        return new[] { (PictureService.Field, text.Pictures), (nameof(ProjectDraft.Fees), text.Fees), (nameof(ProjectDraft.Milestones), text.Milestones) }
            .Where(part => part.Item2.Length > 0).Aggregate(words, (all, part) => all.And(Read(filter, part.Item2, _ => part.Item1)));
    }

    /// <summary>Judges news of a project, or what came of it.</summary>
    public Judged OfMarkdown(string text, string field) => Rendered(live.Current, "", text, _ => field);

    /// <summary>Judges one text that is shown as it is written: a handle, the words about oneself.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">The form field it stands in.</param>
    public Judged OfText(string text, string field) => Read(live.Current, text, _ => field);

    /// <summary>Brings a new thing before a moderator, where there is cause; inside the transaction that stored it, as held where it is that grave.</summary>
    internal async Task ComposedAsync(Thing thing, Judged judged, CancellationToken cancellation)
    {
        if (judged.IsHeld || judged.Distress != Distress.None)
            await docket.FoundAsync(thing, judged.Found, judged.Distress != Distress.None, cancellation);
    }

    /// <summary>
    /// Holds a thing that was changed, where its new words give cause, and brings it before a moderator; inside the transaction that changed it. What
    /// is held stays held. Whoever had the old words before her is told that they are not the ones any more.
    /// </summary>
    internal async Task ChangedAsync(Thing thing, Judged judged, CancellationToken cancellation)
    {
        var danger = judged.Distress != Distress.None;
        if (thing.Status == Status.Published && judged.IsHeld)
        {
            await things.MoveAsync(thing.Kind, [thing.Id], Status.Published, Status.Held, cancellation);
            await docket.FoundAsync(thing with { Status = Status.Held }, judged.Found, danger, cancellation);
        }
        else if (thing.Status is Status.Published or Status.Held && (judged.IsHeld || danger))
            await docket.AddAsync(thing, danger ? Rules.Danger : Rules.None, judged.Found, 0, cancellation);
        else
            await docket.ChangedAsync(thing.Kind, thing.Id, cancellation);
    }

    /// <summary>Whoever looks at a member's words about herself is told that they are others now.</summary>
    internal Task AboutChangedAsync(long memberId, CancellationToken cancellation) => docket.ChangedAsync(ThingKind.Member, memberId, cancellation);

    // What was written, and where members read something else in it, that as well: entities, links that were taken away, and where links lead.
    private static Judged Rendered(WordFilter filter, string head, string source, Func<int, string> fieldAt)
    {
        var written = Read(filter, head + source, fieldAt);
        var read = ReadText.Of(source);
        return ReferenceEquals(read, source) ? written : written.And(Read(filter, head + read, fieldAt));
    }

    private static Judged Read(WordFilter filter, string text, Func<int, string> fieldAt)
    {
        var verdict = filter.Judge(text);
        return new Judged(filter.Version, verdict.Severity, verdict.Categories, verdict.Distress,
            [.. verdict.Matches.Select(m => new Finding(fieldAt(m.Start), text.Substring(m.Start, m.Length), m.Category, m.Severity))]);
    }
}
