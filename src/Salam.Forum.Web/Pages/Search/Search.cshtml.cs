using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Search;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Search;

/// <summary>The search: posts by their words, members by their handles. Kept for nobody, and its words are written down nowhere.</summary>
public sealed class SearchPage(SearchQueries search, MemberQueries members) : ForumPage
{
    /// <summary>What is looked for, as typed; null when nothing is.</summary>
    public string? Asked { get; private set; }

    public bool OfMembers { get; private set; }
    public Circle? Circle { get; private set; }
    public SearchSort Sort { get; private set; }

    /// <summary>The posts that were found, when those are asked for.</summary>
    public SearchHits? Hits { get; private set; }

    /// <summary>The members who were found, when those are asked for.</summary>
    public Page<MemberRow>? People { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var (after, cancellation) = (InAddress("after"), HttpContext.RequestAborted);
        Asked = InAddress("q") is { } typed && !string.IsNullOrWhiteSpace(typed) ? typed : null;
        OfMembers = string.Equals(InAddress("what"), "members", StringComparison.Ordinal);
        Circle = FeedAddress.Circle(InAddress("circle"));
        Sort = string.Equals(InAddress("sort"), "new", StringComparison.Ordinal) ? SearchSort.New : SearchSort.Relevance;
        Head.IsSearch = true;
        Head.Title = T["Search.Act"];
        if (Asked is null)
            return Page();
        if (OfMembers)
        {
            var people = await members.FindAsync(Asked, Circle, after, cancellation);
            if (!people.Ok)
                return Refuse(people.Refusals);
            People = people.Value;
        }
        else
        {
            var hits = await search.PostsAsync(new SearchRequest(Asked, Circle, Sort, after), cancellation);
            if (!hits.Ok)
                return Refuse(hits.Refusals);
            Hits = hits.Value;
        }
        Head.Title = T["Search.TitleOf", Asked];
        return Page();
    }

    /// <summary>The same search in another way.</summary>
    public string Href(bool ofMembers, Circle? circle, SearchSort sort, string? after = null) => Paths.Search(Lang, Asked, ofMembers, circle, sort, after);
}
