using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;

namespace Salam.Forum.Search;

/// <summary>The order of what is found.</summary>
public enum SearchSort
{
    /// <summary>Posts with everything in the title first, then the others; the newest first in both.</summary>
    Relevance = 1,

    /// <summary>The newest first, wherever the words stand.</summary>
    New,
}

/// <summary>Which page of what is found.</summary>
/// <param name="Words">As typed.</param>
/// <param name="Circle">Posts by members of that circle alone; null for all.</param>
/// <param name="After">The cursor of the page before.</param>
public sealed record SearchRequest(string? Words, Circle? Circle = null, SearchSort Sort = SearchSort.Relevance, string? After = null);

/// <summary>One page of what was found, and what was looked for.</summary>
public sealed record SearchHits(Page<FeedRow> Posts, SearchTerms Terms);

/// <summary>
/// Finds posts by their words, as a feed would show them: published, and through the filters. Walks along the posts of the rarest word, the newest
/// first, and looks at each whether it holds the others. A page looks at a bounded number of posts and may then be short; its cursor goes on from there.
/// </summary>
public sealed class SearchQueries(ForumDb db, CurrentViewer viewer)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = FeedQueries.PageSize;

    /// <summary>Posts that one page looks at, at most.</summary>
    public const int LooksMost = 1_000;

    // A step along a word; the next one is longer, since words that meet seldom in few posts do so in more. Each post of a step is a parameter.
    private const int FirstStep = 50, LongestStep = 400;

    /// <summary>One page of the posts that hold all that is asked for. Refused: nothing to look for, too much of it, a cursor that no page wrote.</summary>
    public async Task<Result<SearchHits>> PostsAsync(SearchRequest request, CancellationToken cancellation)
    {
        var (terms, cursor) = (SearchTerms.Read(request.Words), Cursor.Read(request.After));
        if (!terms.Ok)
            return terms.Refusals[0];
        if (!cursor.Ok || cursor.Value is { Bits: not ((long)WordPlace.Title or (long)WordPlace.Anywhere) })
            return Refusal.Invalid("Cursor");
        var first = request.Sort == SearchSort.New ? WordPlace.Anywhere : WordPlace.Title;
        var at = cursor.Value is { } after ? new Spot((WordPlace)after.Bits, after.Id) : new Spot(first, long.MaxValue);
        return new SearchHits(await WalkAsync(request, terms.Value, at, cancellation), terms.Value);
    }

    private async Task<Page<FeedRow>> WalkAsync(SearchRequest request, SearchTerms terms, Spot at, CancellationToken cancellation)
    {
        var beginnings = terms.All is [.., { IsBeginning: true } last] ? await BeginningsAsync(last.Words[0], cancellation) : default;
        var way = await WayAsync(terms, beginnings, at.Place, cancellation);
        var (found, looks, step) = (new List<(FeedRow Row, WordPlace Place)>(), 0, FirstStep);
        while (looks < LooksMost)
        {
            var (ids, edge) = way.Count == 0 ? ([], 0) : await StepAsync(way, at, step, cancellation);
            if (ids.Count > 0)
                found.AddRange((await MatchesAsync(request, terms, ids, at.Place, PageSize + 1 - found.Count, cancellation)).Select(row => (row, at.Place)));
            if (found.Count > PageSize)
                return new([.. found.Take(PageSize).Select(f => f.Row)], new Cursor((long)found[PageSize - 1].Place, found[PageSize - 1].Row.Id).ToString());
            (looks, step, at) = (looks + ids.Count, Math.Min(step * 3, LongestStep), at with { Before = edge });
            if (edge > 0)
                continue;
            if (at.Place == WordPlace.Anywhere)
                return new([.. found.Select(f => f.Row)], null);
            (at, step, way) = (new Spot(WordPlace.Anywhere, long.MaxValue), FirstStep, await WayAsync(terms, beginnings, WordPlace.Anywhere, cancellation));
        }
        return new([.. found.Select(f => f.Row)], new Cursor((long)at.Place, at.Before).ToString());
    }

    /// <summary>The next posts along the words, the newest first; and the number below which the next step goes on, 0 at the end.</summary>
    private async Task<(IReadOnlyList<long> Ids, long Edge)> StepAsync(IReadOnlyList<string> way, Spot at, int step, CancellationToken cancellation)
    {
        var each = Math.Max(1, step / way.Count);
        var read = await way.Select(word => Along(word, at).OrderByDescending(w => w.PostId).Take(each)).Aggregate((all, some) => all.Concat(some))
            .Select(w => new { w.Word, w.PostId }).ToListAsync(cancellation);
        // Of a word that was not read to its end nothing is known beyond its last post, so the others wait there too.
        var edge = read.GroupBy(r => r.Word, StringComparer.Ordinal).Where(g => g.Count() == each).Select(g => g.Min(r => r.PostId)).DefaultIfEmpty(0).Max();
        return ([.. read.Select(r => r.PostId).Where(id => id >= edge).Distinct().OrderDescending()], edge);
    }

    /// <summary>Those of the posts that hold everything; of the second round only those that were not found by their titles in the first.</summary>
    private Task<List<FeedRow>> MatchesAsync(SearchRequest request, SearchTerms terms, IReadOnlyList<long> ids, WordPlace place, int count, CancellationToken cancellation)
    {
        var texts = terms.All.Aggregate(db.PostTexts.AsNoTracking(), (rest, term) => Holding(rest, term.InText, place));
        if (place == WordPlace.Anywhere && request.Sort == SearchSort.Relevance)
        {
            var byTitle = terms.All.Aggregate(db.PostTexts.AsNoTracking(), (rest, term) => Holding(rest, term.InText, WordPlace.Title));
            texts = texts.Where(t => !byTitle.Any(x => x.PostId == t.PostId));
        }
        var posts = db.Posts.AsNoTracking().Where(p => p.Status == Status.Published && ids.Contains(p.Id));
        if (request.Circle is { } circle)
            posts = posts.Where(p => p.Circle == circle);
        posts = posts.Where(p => texts.Any(t => t.PostId == p.Id)).OrderByDescending(p => p.Id);
        var args = new ReadArgs { Me = viewer.Value.MemberId, Take = count };
        return PostRows.From(db, args, RowsFor.Of(viewer.Value), posts).Take(count).ToListAsync(cancellation);
    }

    private static IQueryable<PostText> Holding(IQueryable<PostText> texts, string words, WordPlace place) => place == WordPlace.Title
        ? texts.Where(t => t.Title.Contains(words))
        : texts.Where(t => t.Title.Contains(words) || t.Text.Contains(words));

    private IQueryable<PostWord> Along(string word, Spot at) =>
        db.PostWords.AsNoTracking().Where(w => w.Word == word && w.Place == at.Place && w.PostId < at.Before);

    /// <summary>The words to walk along: those of the term that stands in the fewest places of the kind; none when a term stands in none.</summary>
    private async Task<IReadOnlyList<string>> WayAsync(SearchTerms terms, (IReadOnlyList<string> Words, int Count) beginnings, WordPlace place, CancellationToken cancellation)
    {
        var (best, fewest) = ((IReadOnlyList<string>)[], int.MaxValue);
        foreach (var term in terms.All)
        {
            var isOnly = terms.All.Count == 1 && term is { IsBeginning: false, Words.Count: 1 };
            var (words, count) = isOnly ? (term.Words, 1) : term.IsBeginning ? beginnings : await RarestAsync(term, place, cancellation);
            if (count == 0)
                return [];
            if (count < fewest)
                (best, fewest) = (words, count);
        }
        return best;
    }

    /// <summary>The rarest word of a row of words, and in how many posts it stands, as far as that is counted.</summary>
    private async Task<(IReadOnlyList<string> Words, int Count)> RarestAsync(SearchTerm term, WordPlace place, CancellationToken cancellation)
    {
        var (best, fewest) = ("", int.MaxValue);
        foreach (var word in term.Words.Where(Text.SearchWords.IsLookedUp).Distinct(StringComparer.Ordinal))
        {
            var count = await Along(word, new Spot(place, long.MaxValue)).Take(CountedMost).CountAsync(cancellation);
            if (count < fewest)
                (best, fewest) = (word, count);
        }
        return ([best], fewest);
    }

    // Words are counted only so far: which of two common ones is rarer matters little. Of beginnings, the words that are walked along.
    private const int CountedMost = 4_000, BeginningsMost = 12;

    /// <summary>The words that begin so, those that stand in most posts, and in how many they do.</summary>
    private async Task<(IReadOnlyList<string> Words, int Count)> BeginningsAsync(string beginning, CancellationToken cancellation)
    {
        var end = beginning + '\uFFFF';
        var words = await db.PostWords.AsNoTracking()
            .Where(w => string.Compare(w.Word, beginning) >= 0 && string.Compare(w.Word, end) < 0 && w.Place == WordPlace.Anywhere)
            .OrderBy(w => w.Word).Take(CountedMost).GroupBy(w => w.Word).Select(g => new { Word = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var most = words.OrderByDescending(w => w.Count).ThenBy(w => w.Word, StringComparer.Ordinal).Take(BeginningsMost).ToList();
        return ([.. most.Select(w => w.Word)], most.Sum(w => w.Count));
    }

    /// <summary>A place on the way: among titles or everywhere, before that number.</summary>
    private readonly record struct Spot(WordPlace Place, long Before);
}
