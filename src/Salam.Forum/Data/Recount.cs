using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Comments;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Votes;

namespace Salam.Forum.Data;

/// <summary>A thing whose counters were wrong, and how.</summary>
public sealed record Difference(string Thing, long Id, string Before, string After);

/// <summary>Computes every counter anew from the rows it counts, sets right what differs, and says what that was.</summary>
public sealed class Recount(ForumDb db, DonationRecount donations)
{
    private const int Step = 500;

    /// <summary>Recounts all posts, comments and sums of donations, in small transactions; comments from the last one back, as an answer always follows what it answers.</summary>
    public async Task<IReadOnlyList<Difference>> RunAsync(CancellationToken cancellation)
    {
        var differences = new List<Difference>();
        var lastComment = await Comments.MaxAsync(c => (long?)c.Id, cancellation) ?? 0;
        for (var upTo = lastComment; upTo > 0; upTo -= Step)
            await StepAsync(differences, () => CommentsAsync(upTo - Step, upTo, differences, cancellation), cancellation);
        var lastPost = await Posts.MaxAsync(p => (long?)p.Id, cancellation) ?? 0;
        for (var from = 0L; from < lastPost; from += Step)
            await StepAsync(differences, () => PostsAsync(from, from + Step, differences, cancellation), cancellation);
        await donations.RunAsync(differences, cancellation);
        return differences;
    }

    private IQueryable<Comment> Comments => db.Comments.IgnoreQueryFilters(Visibility.OnWords);

    private IQueryable<Post> Posts => db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads);

    /// <summary>An answer stands while it has words, or answers of its own to hold in place.</summary>
    private IQueryable<Comment> Standing => Comments.Where(c => c.Status != Status.Deleted || c.ReplyCount > 0);

    private async Task StepAsync(List<Difference> differences, Func<Task> step, CancellationToken cancellation)
    {
        var found = differences.Count;
        await db.WriteAsync<Done>(async () =>
        {
            differences.RemoveRange(found, differences.Count - found);
            await step();
            return default(Done);
        }, cancellation);
    }

    private async Task PostsAsync(long after, long upTo, List<Difference> differences, CancellationToken cancellation)
    {
        var votes = db.PostVotes.IgnoreQueryFilters(Visibility.OnWords);
        var rows = await Posts.Where(p => p.Id > after && p.Id <= upTo).OrderBy(p => p.Id).Select(p => new
        {
            p.Id, p.BaseScore, p.CreatedAt, p.Ups, p.Downs, p.Score, p.Rank, p.CommentCount,
            TrueUps = votes.Count(v => v.PostId == p.Id && v.Value > 0),
            TrueDowns = votes.Count(v => v.PostId == p.Id && v.Value < 0),
            TrueComments = Comments.Count(c => c.PostId == p.Id && c.Status == Status.Published),
        }).ToListAsync(cancellation);
        foreach (var r in rows)
        {
            var score = r.BaseScore + r.TrueUps - r.TrueDowns;
            var rank = Tally.Rank(score, r.CreatedAt);
            var (before, now) = ($"ups {r.Ups} downs {r.Downs} score {r.Score} rank {r.Rank} comments {r.CommentCount}", $"ups {r.TrueUps} downs {r.TrueDowns} score {score} rank {rank} comments {r.TrueComments}");
            if (before == now)
                continue;
            differences.Add(new Difference("post", r.Id, before, now));
            await Posts.Where(p => p.Id == r.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Ups, r.TrueUps).SetProperty(p => p.Downs, r.TrueDowns)
                .SetProperty(p => p.Score, score).SetProperty(p => p.Rank, rank).SetProperty(p => p.CommentCount, r.TrueComments), cancellation);
        }
    }

    private async Task CommentsAsync(long after, long upTo, List<Difference> differences, CancellationToken cancellation)
    {
        var votes = db.CommentVotes.IgnoreQueryFilters(Visibility.OnWords);
        var reports = db.Reports.IgnoreQueryFilters([Visibility.AudienceFilter, Visibility.ReaderFilter]);
        var cases = db.Cases.IgnoreQueryFilters([Visibility.AudienceFilter, Visibility.ReaderFilter]);
        var mended = await PlaceholdersAsync(after, upTo, cancellation);
        var rows = await Comments.Where(c => c.Id > after && c.Id <= upTo).OrderBy(c => c.Id).Select(c => new
        {
            c.Id, c.BaseScore, c.Ups, c.Downs, c.Score, c.Confidence, c.ReplyCount, c.ThreadCount, c.FlagCount,
            TrueUps = votes.Count(v => v.CommentId == c.Id && v.Value > 0),
            TrueDowns = votes.Count(v => v.CommentId == c.Id && v.Value < 0),
            TrueReplies = Standing.Count(x => x.ParentId == c.Id),
            TrueThread = Standing.Count(x => x.RootId == c.Id),
            TrueFlags = reports.Count(r => r.Outcome != ReportOutcome.Dismissed && cases.Any(x => x.Id == r.CaseId && x.Kind == ThingKind.Comment && x.ThingId == c.Id)),
        }).ToListAsync(cancellation);
        foreach (var r in rows)
        {
            var score = r.BaseScore + r.TrueUps - r.TrueDowns;
            var confidence = Tally.Confidence(r.TrueUps, r.TrueDowns, r.BaseScore);
            var (before, now) = ($"ups {r.Ups} downs {r.Downs} score {r.Score} confidence {r.Confidence} replies {mended.GetValueOrDefault(r.Id, r.ReplyCount)} thread {r.ThreadCount} flags {r.FlagCount}", $"ups {r.TrueUps} downs {r.TrueDowns} score {score} confidence {confidence} replies {r.TrueReplies} thread {r.TrueThread} flags {r.TrueFlags}");
            if (before == now)
                continue;
            differences.Add(new Difference("comment", r.Id, before, now));
            await Comments.Where(c => c.Id == r.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Ups, r.TrueUps).SetProperty(c => c.Downs, r.TrueDowns)
                .SetProperty(c => c.Score, score).SetProperty(c => c.Confidence, confidence).SetProperty(c => c.ReplyCount, r.TrueReplies)
                .SetProperty(c => c.ThreadCount, r.TrueThread).SetProperty(c => c.FlagCount, r.TrueFlags), cancellation);
        }
    }

    /// <summary>Sets right how many answers deleted comments hold in place, the last one first, since what is above counts on it; returns what was wrong.</summary>
    private async Task<Dictionary<long, int>> PlaceholdersAsync(long after, long upTo, CancellationToken cancellation)
    {
        var mended = new Dictionary<long, int>();
        var rows = await Comments.Where(c => c.Id > after && c.Id <= upTo && c.Status == Status.Deleted).OrderByDescending(c => c.Id)
            .Select(c => new { c.Id, c.ReplyCount }).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            var replies = await Standing.CountAsync(c => c.ParentId == row.Id, cancellation);
            if (replies == row.ReplyCount)
                continue;
            mended[row.Id] = row.ReplyCount;
            await Comments.Where(c => c.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ReplyCount, replies), cancellation);
        }
        return mended;
    }
}
