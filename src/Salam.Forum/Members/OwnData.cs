using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>Writes everything that the forum holds of the viewer into one JSON file, row by row, so that it takes little memory however much she wrote.</summary>
public sealed class OwnData(ForumDb db, CurrentViewer viewer)
{
    /// <summary>Rows between two times that what is written goes out.</summary>
    private const int RowsAtOnce = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    /// <summary>Writes the file.</summary>
    public async Task WriteAsync(Stream file, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        // Over a pipe: straight onto a stream each row would be written out at once, and not asynchronously.
        var pipe = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true));
        await using var json = new Utf8JsonWriter(pipe, new JsonWriterOptions { Encoder = Json.Encoder, Indented = true });
        var to = new Target(json, pipe);
        json.WriteStartObject();
        json.WritePropertyName("profile");
        JsonSerializer.Serialize(json, await db.Members.Where(m => m.Id == me).Select(m => new
        {
            Handle = m.UserName, m.Email, m.Circle, m.Role, m.About, m.JoinedAt, m.ConsentAt, m.SilencedUntil, m.SuspendedUntil,
        }).FirstOrDefaultAsync(cancellation), Json);
        json.WritePropertyName("settings");
        JsonSerializer.Serialize(json, await db.Members.Where(m => m.Id == me).Select(m => new
        {
            m.Languages, m.OpeningCircle, m.Theme, m.HasKeys, ReadingLevel = m.Level, SecondFactor = m.TwoFactorEnabled,
        }).FirstOrDefaultAsync(cancellation), Json);
        await DoorsAsync(to, me, cancellation);
        await WordsAsync(to, me, cancellation);
        await NewsAsync(to, me, cancellation);
        await ActsAsync(to, me, cancellation);
        await TranslationsAsync(to, me, cancellation);
        await ModerationAsync(to, me, cancellation);
        json.WriteEndObject();
        await to.FlushAsync(cancellation);
        await pipe.CompleteAsync();
    }

    /// <summary>Where she is logged in, and by what she can: never a key or its hash.</summary>
    private async Task DoorsAsync(Target to, long me, CancellationToken cancellation)
    {
        await ListAsync(to, "applied_foundations", db.Foundations.Where(f => f.AppliedBy == me).OrderBy(f => f.Id).Select(f => new { f.Id, f.Name, f.Country, f.RegisterNumber, f.State, f.AppliedAt }), cancellation);
        await ListAsync(to, "foundations", db.FoundationStaff.Where(s => s.MemberId == me).OrderBy(s => s.FoundationId).Select(s => new { s.FoundationId, s.AddedAt }), cancellation);
        await ListAsync(to, "sessions", db.Sessions.Where(s => s.MemberId == me).OrderBy(s => s.Id).Select(s => new { s.Browser, s.Device, s.BegunAt, s.UsedAt }), cancellation);
        // Few, and read whole: their column is JSON, into which not every engine looks.
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(k => k.UserId == me).ToListAsync(cancellation);
        to.Json.WritePropertyName("passkeys");
        JsonSerializer.Serialize(to.Json, passkeys.Select(k => new { k.Data.Name, k.Data.CreatedAt }), Json);
    }

    private async Task WordsAsync(Target to, long me, CancellationToken cancellation)
    {
        await ListAsync(to, "posts", db.Posts.Where(p => p.AuthorId == me).OrderBy(p => p.Id).Select(p => new
        {
            p.Id, p.Audience, p.Status, p.Language, p.Title, p.Body, Link = p.LinkUrl, p.CreatedAt, p.EditedAt, p.Score,
        }), cancellation);
        await ListAsync(to, "pictures",
            from picture in db.Pictures
            join p in db.Posts on picture.PostId equals p.Id
            where p.AuthorId == me
            orderby picture.PostId, picture.Place
            select new { picture.PostId, picture.Key, picture.Width, picture.Height, picture.Alt }, cancellation);
        await ListAsync(to, "comments", db.Comments.Where(c => c.AuthorId == me && c.Status != Status.Deleted).OrderBy(c => c.Id).Select(c => new
        {
            c.Id, c.PostId, c.ParentId, c.Audience, c.Status, c.Language, c.Body, c.CreatedAt, c.EditedAt, c.Score, Picture = c.PictureKey, c.PictureAlt,
        }), cancellation);
    }

    /// <summary>The news that she told for a foundation: both circles have a thread under them, which say the same.</summary>
    private Task NewsAsync(Target to, long me, CancellationToken cancellation) => ListAsync(to, "told_news",
        db.Posts.WithThreads().Where(p => p.UpdateId != null && p.AuthorId == me && p.Circle == Circle.Sisters).OrderBy(p => p.Id).Select(p => new { p.UpdateId, p.Title, p.Body, p.CreatedAt }), cancellation);

    private async Task ActsAsync(Target to, long me, CancellationToken cancellation)
    {
        await ListAsync(to, "votes_on_posts", db.PostVotes.Where(v => v.MemberId == me).OrderBy(v => v.PostId).Select(v => new { v.PostId, v.Value, v.CreatedAt }), cancellation);
        await ListAsync(to, "votes_on_comments", db.CommentVotes.Where(v => v.MemberId == me).OrderBy(v => v.CommentId).Select(v => new { v.CommentId, v.Value, v.CreatedAt }), cancellation);
        await ListAsync(to, "follows",
            from f in db.Follows
            where f.FollowerId == me
            join m in db.Members on f.FolloweeId equals m.Id
            orderby f.CreatedAt, m.Id
            select new { Handle = m.UserName, f.CreatedAt }, cancellation);
        await ListAsync(to, "night_reminders", db.NightReminders.Where(r => r.MemberId == me).OrderBy(r => r.MemberId).Select(r => new { r.Language, r.Hour, MinutesAheadOfUtc = r.Offset }), cancellation);
        await ListAsync(to, "followed_projects",
            from f in db.ProjectFollows
            where f.MemberId == me
            join p in db.Projects on f.ProjectId equals p.Id
            orderby f.CreatedAt, p.Id
            select new { p.Id, p.Title, f.CreatedAt }, cancellation);
        await ListAsync(to, "night_mails", db.NightMails.Where(m => m.MemberId == me).OrderBy(m => m.Year).ThenBy(m => m.Night).Select(m => new { m.Year, m.Night }), cancellation);
    }

    /// <summary>What she said of translations.</summary>
    private async Task TranslationsAsync(Target to, long me, CancellationToken cancellation)
    {
        await ListAsync(to, "suggested_translations",
            db.TranslationSuggestions.Where(s => s.MemberId == me).OrderBy(s => s.Id).Select(s => new { s.Language, s.Title, s.Body, s.SentAt, s.State }), cancellation);
        await ListAsync(to, "translation_reports", db.TranslationReports.Where(r => r.MemberId == me).OrderBy(r => r.Id).Select(r => new { r.Fault, r.Words, r.CreatedAt, r.Outcome }), cancellation);
    }

    /// <summary>Never who decided, and never who reported.</summary>
    private async Task ModerationAsync(Target to, long me, CancellationToken cancellation)
    {
        await ListAsync(to, "reports", db.Reports.Where(r => r.ReporterId == me).OrderBy(r => r.Id).Select(r => new { r.Rule, r.Words, r.Outcome, r.CreatedAt }), cancellation);
        await ListAsync(to, "notices",
            from n in db.Notices
            where n.MemberId == me
            join e in db.ModerationLog on n.EntryId equals e.Id
            orderby n.Id
            select new { e.Act, e.Kind, Thing = e.ThingId, e.Rule, e.Words, e.Until, n.CreatedAt, n.ReadAt }, cancellation);
        await ListAsync(to, "appeals", db.Appeals.Where(a => a.MemberId == me).OrderBy(a => a.Id).Select(a => new { a.Words, a.CreatedAt, a.Granted, a.Answer }), cancellation);
    }

    private static async Task ListAsync<T>(Target to, string name, IQueryable<T> rows, CancellationToken cancellation) where T : class
    {
        to.Json.WriteStartArray(name);
        var count = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            JsonSerializer.Serialize(to.Json, row, Json);
            if (++count % RowsAtOnce == 0)
                await to.FlushAsync(cancellation);
        }
        to.Json.WriteEndArray();
        await to.FlushAsync(cancellation);
    }

    /// <summary>Where the file is written to, and how what is written goes out.</summary>
    private readonly record struct Target(Utf8JsonWriter Json, PipeWriter Pipe)
    {
        public async Task FlushAsync(CancellationToken cancellation)
        {
            await Json.FlushAsync(cancellation);
            await Pipe.FlushAsync(cancellation);
        }
    }
}
