using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Text;
using Salam.Forum.Votes;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>Writes a planned community row by row, as the forum itself would have left it.</summary>
public sealed class FillRows(SqliteConnection connection, Community plan)
{
    private const int Every = 500_000;

    private static readonly string[] Names =
        ["yusuf", "maryam", "ibrahim", "khadija", "hamza", "aisha", "bilal", "fatima", "umar", "zaynab", "sulayman", "hafsa", "idris", "safiya", "tariq", "asma", "zakariya", "sumaya", "hasan", "ruqaya"];

    private readonly Random random = plan.Random;
    private readonly Phrases phrases = new(plan.Random);

    // As the lists of now left it, or the forum would judge everything anew while it is measured.
    private readonly string judgedBy = WordLists.BuiltIn().Build().Version;

    public static string HandleOf(int member) => string.Create(CultureInfo.InvariantCulture, $"{Names[(member - 1) % Names.Length]}{member}");

    public long Members()
    {
        using var rows = new RowWriter(connection, "Members", "Id", "Circle", "Role", "HandleSkeleton", "About", "Languages", "Theme", "JoinedAt", "ConsentAt", "ArchiveId",
            "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "SecurityStamp", "ConcurrencyStamp",
            "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount", "JudgedBy");
        for (var id = 1; id <= plan.Members; id++)
        {
            var handle = HandleOf(id);
            var (mail, joined) = (handle + "@example.org", plan.Now.AddDays(-366));
            rows.Write(id, (int)Community.CircleOf(id), (int)(plan.IsModerator(id) ? Role.Moderator : Role.Member), Handle.SkeletonOf(handle), "", "en", (int)Theme.Device, joined, joined, Key().ToString("n"),
                handle, Handle.Key(handle), mail, Normalise.Fold(mail), 1, Key().ToString("n"), Key().ToString(), 0, plan.IsModerator(id) ? 1 : 0, 1, 0, judgedBy);
        }
        return rows.Rows;
    }

    public long Follows()
    {
        using var rows = new RowWriter(connection, "Follows", "FollowerId", "FolloweeId", "CreatedAt");
        for (var id = 1; id <= plan.Members; id++)
        {
            foreach (var other in Enumerable.Range(0, 5 + random.Next(40)).Select(_ => 1 + random.Next(plan.Members)).Where(o => o != id).Distinct().Order().ToList())
                rows.Write(id, other, plan.Now.AddMinutes(-random.Next(500_000)));
        }
        return rows.Rows;
    }

    public long Posts()
    {
        using var rows = new RowWriter(connection, "Posts", "Id", "AuthorId", "Circle", "Audience", "Status", "Kind", "Language", "Title", "Slug", "Body", "BodyHtml", "Excerpt", "RendererVersion",
            "LinkUrl", "LinkHost", "CreatedAt", "BaseScore", "Ups", "Downs", "Score", "Rank", "CommentCount", "SubmitKey", "Severity", "Found", "JudgedBy", "IsApproved", "IsLocked", "SlowMinutes");
        for (var i = 0; i < plan.Posts.Length; i++)
        {
            var p = plan.Posts[i];
            var language = Phrases.Language(random);
            var gone = p.Status == Status.Deleted;
            var title = gone ? "" : Phrases.Title(random, language, i + 1);
            var body = phrases.AnyBody(random, language);
            var link = random.Next(7) == 0;
            rows.Write(i + 1, p.Author, (int)Community.CircleOf(p.Author), (int)p.Audience, (int)p.Status, link ? 2 : 1, language, title, gone ? "" : Slug.From(title),
                gone ? "" : body.Body, gone ? "" : body.Html, gone ? "" : body.Excerpt, Markdown.Version, link ? $"https://example.org/article/{i}" : null, link ? "example.org" : null,
                p.CreatedAt, 0, p.Ups, p.Downs, p.Ups - p.Downs, Tally.Rank(p.Ups - p.Downs, p.CreatedAt), p.Comments, Key(), 0, 0, judgedBy, 0, 0, 0);
        }
        return rows.Rows;
    }

    /// <summary>That the pass of the filter has been through: a forum that has just opened would walk over all of it while it is measured.</summary>
    public void Judged()
    {
        using var progress = new RowWriter(connection, "JudgingProgress", "Kind", "JudgedBy", "LastId", "UpTo");
        foreach (var (kind, last) in new[] { (ThingKind.Post, plan.Posts.Length), (ThingKind.Comment, plan.Comments.Length), (ThingKind.Member, plan.Members) })
            progress.Write((int)kind, judgedBy, last, last);
    }

    /// <summary>What search keeps of posts, in the order of its key.</summary>
    public long Words()
    {
        var along = new Dictionary<(string Word, WordPlace Place), List<int>>();
        using (var posts = connection.CreateCommand())
        {
            posts.CommandText = "SELECT Id, Title, BodyHtml, LinkHost FROM Posts WHERE Title <> '' ORDER BY Id";
            using var read = posts.ExecuteReader();
            using var texts = new RowWriter(connection, "PostTexts", "PostId", "Audience", "Title", "Text", "Version");
            while (read.Read())
            {
                var id = read.GetInt32(0);
                var text = PostIndex.TextOf(id, plan.Posts[id - 1].Audience, read.GetString(1), read.GetString(2), read.IsDBNull(3) ? null : read.GetString(3));
                texts.Write(id, (int)text.Audience, text.Title, text.Text, text.Version);
                foreach (var (place, words) in PostIndex.WordsOf(text))
                {
                    foreach (var word in words)
                        (CollectionsMarshal.GetValueRefOrAddDefault(along, (word, place), out _) ??= []).Add(id);
                }
            }
        }
        using (var progress = new RowWriter(connection, "IndexProgress", "Version", "LastId", "UpTo"))
            progress.Write(PostIndex.Version, plan.Posts.Length, plan.Posts.Length);
        using var rows = new RowWriter(connection, "PostWords", "Word", "Place", "PostId", "Audience");
        foreach (var ((word, place), ids) in along.OrderBy(w => w.Key.Word, StringComparer.Ordinal).ThenBy(w => w.Key.Place))
        {
            foreach (var id in ids)
                rows.Write(word, (int)place, id, (int)plan.Posts[id - 1].Audience);
        }
        return rows.Rows;
    }

    public long Comments(Action<long> progress)
    {
        using var rows = new RowWriter(connection, "Comments", "Id", "PostId", "ParentId", "RootId", "Depth", "AuthorId", "Audience", "Status", "Language", "Body", "BodyHtml", "RendererVersion",
            "CreatedAt", "BaseScore", "Ups", "Downs", "Score", "Confidence", "ReplyCount", "ThreadCount", "SubmitKey", "Severity", "Found", "JudgedBy", "IsApproved", "FlagCount");
        for (var i = 0; i < plan.Comments.Length; i++)
        {
            var c = plan.Comments[i];
            var language = Phrases.Language(random);
            var words = phrases.AnyComment(random, language);
            var gone = c.Status == Status.Deleted;
            rows.Write(i + 1, c.Post, c.Parent == 0 ? null : c.Parent, c.Root == 0 ? null : c.Root, c.Depth, c.Author, (int)plan.Posts[c.Post - 1].Audience, (int)c.Status, language,
                gone ? "" : words.Body, gone ? "" : words.Html, Markdown.Version, c.CreatedAt, 0, c.Ups, c.Downs, c.Ups - c.Downs, Tally.Confidence(c.Ups, c.Downs, 0), c.Replies, c.Thread, Key(), 0, 0, judgedBy, 0, 0);
            if (rows.Rows % Every == 0)
                progress(rows.Rows);
        }
        return rows.Rows;
    }

    public long Votes(Action<long> progress)
    {
        var written = 0L;
        using (var rows = new RowWriter(connection, "PostVotes", "PostId", "MemberId", "Value", "CreatedAt", "Audience"))
        {
            for (var i = 0; i < plan.Posts.Length; i++)
            {
                var p = plan.Posts[i];
                Write(rows, i, p.Author, p.Audience, p.Ups, p.Downs, p.CreatedAt, progress);
            }
            written += rows.Rows;
        }
        using (var rows = new RowWriter(connection, "CommentVotes", "CommentId", "MemberId", "Value", "CreatedAt", "Audience"))
        {
            for (var i = 0; i < plan.Comments.Length; i++)
            {
                var c = plan.Comments[i];
                Write(rows, i, c.Author, plan.Posts[c.Post - 1].Audience, c.Ups, c.Downs, c.CreatedAt, progress);
            }
            return written + rows.Rows;
        }
    }

    /// <summary>Open cases, each with one report.</summary>
    public long Cases()
    {
        var reported = plan.Reported.ToList();
        using (var rows = new RowWriter(connection, "Cases", "Id", "Kind", "ThingId", "PostId", "AuthorId", "Circle", "Audience", "Language", "State", "Rules", "Found", "Weight", "Urgency", "OpenedAt", "Version"))
        {
            foreach (var (id, i) in reported.Index())
                rows.Write(id + 1, (int)ThingKind.Post, i + 1, i + 1, plan.Posts[i].Author, (int)Community.CircleOf(plan.Posts[i].Author), (int)Audience.Everyone, "en", (int)CaseState.Open, (int)RuleOf(id), 0, ReportWeight.One, ReportWeight.One, plan.Posts[i].CreatedAt.AddHours(1), 1);
        }
        using (var rows = new RowWriter(connection, "Reports", "Id", "CaseId", "ReporterId", "Audience", "Rule", "Words", "Weight", "Outcome", "CreatedAt"))
        {
            foreach (var (id, i) in reported.Index())
                rows.Write(id + 1, id + 1, plan.Posts[i].Author + 1, (int)Audience.Everyone, (int)RuleOf(id), "", ReportWeight.One, (int)ReportOutcome.Waiting, plan.Posts[i].CreatedAt.AddHours(1));
        }
        return reported.Count;
    }

    private static Rules RuleOf(int report) => (report % 5) switch { 0 => Rules.Insult, 1 => Rules.Backbiting, 2 => Rules.Sectarian, 3 => Rules.FabricatedHadith, _ => Rules.Spam };

    private void Write(RowWriter rows, int thing, int author, Audience audience, int ups, int downs, DateTime from, Action<long> progress)
    {
        foreach (var member in plan.Voters(thing, author, audience, ups + downs))
        {
            rows.Write(thing + 1, member, ups-- > 0 ? 1 : -1, from + (plan.Now - from) * Math.Pow(random.NextDouble(), 6), (int)audience);
            if (rows.Rows % Every == 0)
                progress(rows.Rows);
        }
    }

    private Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
