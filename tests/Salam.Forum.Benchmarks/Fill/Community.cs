using Salam.Forum.Audiences;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>
/// Who posted, commented and voted what and when, with the counters that follow, as plain arrays; ids are positions plus one. The same size,
/// moment and seed give the same community.
/// </summary>
public sealed class Community
{
    /// <summary>Members at the end of the list who neither post nor comment: the load is sent in their names.</summary>
    public const int Visitors = 400;

    /// <summary>After them, at the very end, moderators of both circles.</summary>
    public const int Moderators = 8;

    /// <summary>Members who have written nothing.</summary>
    private const int Silent = Visitors + Moderators;

    private const int OpenCasesMost = 60_000;

    /// <summary>Posts with exactly <see cref="Twenty"/> comments.</summary>
    public const int TwentyPosts = 12;

    public const int Twenty = 20, Fifty = 50, FiveThousand = 5_000;

    private const int Seed = 20_260_101, DeepestAnswer = 12, ParentsBack = 8;
    private static readonly TimeSpan Year = TimeSpan.FromDays(365), Talk = TimeSpan.FromDays(10);

    private readonly Random random = new(Seed);

    public Community(int posts, DateTime now)
    {
        Now = now;
        Members = Math.Max(1_000, posts / 10);
        (Posts, Comments) = (new PostPlan[posts], []);
        PlanPosts();
        PlanComments(posts * 10);
        Count();
        Spread(posts * 12, Posts.Length, Members / 2 - 10, (i, votes) => (Posts[i].Ups, Posts[i].Downs) = Split(votes));
        Spread(posts * 8, Comments.Length, Members / 2 - 10, (i, votes) => (Comments[i].Ups, Comments[i].Downs) = Split(votes));
    }

    public DateTime Now { get; }
    public int Members { get; }
    public PostPlan[] Posts { get; }
    public CommentPlan[] Comments { get; private set; }
    public Random Random => random;

    /// <summary>The post with five thousand comments, the one with fifty, and the ones with twenty, by position.</summary>
    public int Heaviest => Posts.Length / 2;
    public int Heavy => Heaviest + 1;
    public IEnumerable<int> WithTwenty => Enumerable.Range(Heavy + 1, TwentyPosts);

    /// <summary>Posts that somebody reported, by position: public ones, the first of them first.</summary>
    public IEnumerable<int> Reported => Enumerable.Range(0, Posts.Length)
        .Where(i => Posts[i] is { Status: Status.Published, Audience: Audience.Everyone } && (i < Heaviest || i > Heavy + TwentyPosts)).Take(Math.Min(OpenCasesMost, Posts.Length * 6 / 10));

    /// <summary>Whether a member moderates.</summary>
    public bool IsModerator(int member) => member > Members - Moderators;

    public static Circle CircleOf(int member) => member % 2 == 1 ? Circle.Brothers : Circle.Sisters;

    /// <summary>Different members, never the author, who belong to the audience: as many as asked for.</summary>
    public IEnumerable<int> Voters(int thing, int author, Audience audience, int count)
    {
        var everybody = audience == Audience.Everyone;
        var space = everybody ? Members : Members / 2;
        // A stride that shares no factor with the space meets nobody twice.
        var stride = space % 7919 == 0 ? 7907 : 7919;
        for (long at = thing * 104_729L; count > 0; at += stride)
        {
            var place = (int)(at % space);
            var member = everybody ? place + 1 : 2 * place + (audience == Audience.Brothers ? 1 : 2);
            if (member == author)
                continue;
            count--;
            yield return member;
        }
    }

    private void PlanPosts()
    {
        for (var i = 0; i < Posts.Length; i++)
        {
            var special = i >= Heaviest && i <= Heavy + TwentyPosts;
            // A few write much, most write little.
            var author = 1 + (int)((Members - Silent) * Math.Pow(random.NextDouble(), 2));
            Posts[i] = new PostPlan
            {
                Author = author,
                Audience = !special && random.Next(10) == 0 ? CircleOf(author).Own() : Audience.Everyone,
                Status = special ? Status.Published : StatusOf(random.NextDouble()),
                CreatedAt = Now - Year + TimeSpan.FromTicks((long)(Year.Ticks * ((i + random.NextDouble()) / Posts.Length))),
            };
        }
    }

    private void PlanComments(int total)
    {
        var counts = new int[Posts.Length];
        (counts[Heaviest], counts[Heavy]) = (FiveThousand, Fifty);
        foreach (var i in WithTwenty)
            counts[i] = Twenty;
        var special = counts.Sum();
        Spread(Math.Max(0, total - special), Posts.Length, FiveThousand - 1, (i, n) => counts[i] = counts[i] == 0 ? n : counts[i]);
        var places = new int[counts.Sum()];
        var times = new DateTime[places.Length];
        for (int i = 0, at = 0; i < counts.Length; i++)
        {
            var span = Now - Posts[i].CreatedAt < Talk ? Now - Posts[i].CreatedAt : Talk;
            for (var n = 0; n < counts[i]; n++, at++)
                (places[at], times[at]) = (i, Posts[i].CreatedAt + span * Math.Pow(random.NextDouble(), 3));
        }
        Array.Sort(times, places);
        Comments = new CommentPlan[places.Length];
        Answer(places, times);
    }

    /// <summary>Lets each comment answer the post or one of the latest comments under it.</summary>
    private void Answer(int[] places, DateTime[] times)
    {
        var last = new int[Posts.Length];
        var before = new int[places.Length + 1];
        for (var i = 0; i < places.Length; i++)
        {
            var (post, parent) = (places[i], 0);
            before[i + 1] = last[post];
            if (last[post] != 0 && random.Next(100) < 55)
            {
                parent = last[post];
                for (var back = random.Next(ParentsBack); back > 0 && before[parent] != 0; back--)
                    parent = before[parent];
                if (Comments[parent - 1].Depth >= DeepestAnswer)
                    parent = 0;
            }
            var circle = CircleOf(Posts[post].Author);
            var special = post >= Heaviest && post <= Heavy + TwentyPosts;
            Comments[i] = new CommentPlan
            {
                Post = post + 1,
                Parent = parent,
                Root = parent == 0 ? 0 : Comments[parent - 1].Root is var root and not 0 ? root : parent,
                Depth = parent == 0 ? 0 : Comments[parent - 1].Depth + 1,
                Author = 2 * (int)((Members - Silent) / 2 * Math.Pow(random.NextDouble(), 1.5)) + (circle == Circle.Brothers ? 1 : 2),
                Status = special ? Status.Published : StatusOf(random.NextDouble()),
                CreatedAt = times[i],
            };
            last[post] = i + 1;
        }
    }

    /// <summary>The counters of answers, from the lowest upwards: a deleted comment stands while something below it stands.</summary>
    private void Count()
    {
        for (var i = Comments.Length - 1; i >= 0; i--)
        {
            ref var comment = ref Comments[i];
            if (comment.Status == Status.Published)
                Posts[comment.Post - 1].Comments++;
            if (comment.Parent == 0 || (comment.Status == Status.Deleted && comment.Replies == 0))
                continue;
            Comments[comment.Parent - 1].Replies++;
            Comments[comment.Root - 1].Thread++;
        }
    }

    /// <summary>Gives out a total with a long tail: most get little, a few get much.</summary>
    private void Spread(int total, int things, int most, Action<int, int> give)
    {
        var weights = new double[things];
        for (var i = 0; i < things; i++)
            weights[i] = Math.Exp(1.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var factor = total / weights.Sum();
        var carry = 0.0;
        for (var i = 0; i < things; i++)
        {
            carry += weights[i] * factor;
            var n = Math.Min(most, (int)carry);
            carry -= (int)carry;
            give(i, n);
        }
    }

    private (int Ups, int Downs) Split(int votes)
    {
        var downs = (int)(votes * 0.3 * random.NextDouble());
        return (votes - downs, downs);
    }

    private static Status StatusOf(double chance) => chance switch { < 0.004 => Status.Deleted, < 0.006 => Status.Held, < 0.008 => Status.Removed, _ => Status.Published };
}

public record struct PostPlan
{
    public int Author { get; init; }
    public Audience Audience { get; init; }
    public Status Status { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Ups { get; set; }
    public int Downs { get; set; }
    public int Comments { get; set; }
}

public record struct CommentPlan
{
    public int Post { get; init; }
    public int Parent { get; init; }
    public int Root { get; init; }
    public int Depth { get; init; }
    public int Author { get; init; }
    public Status Status { get; init; }
    public DateTime CreatedAt { get; init; }
    public int Ups { get; set; }
    public int Downs { get; set; }
    public int Replies { get; set; }
    public int Thread { get; set; }
}
