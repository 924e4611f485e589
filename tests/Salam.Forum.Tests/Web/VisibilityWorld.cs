using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Follows;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Web;

/// <summary>A comment of the world, with the number its words are marked with.</summary>
public sealed record SeededComment(long Id, int Mark, string Author, Status Status, bool HasReply)
{
    /// <summary>The key of its picture, whose file holds the mark.</summary>
    public Guid Picture { get; } = Guid.NewGuid();
}

/// <summary>A post of the world: its title and body, and each comment under it, are marked with numbers that stand nowhere else.</summary>
public sealed record SeededPost(PostAddress Address, int Mark, string Author, Audience Audience, Status Status, IReadOnlyList<SeededComment> Comments)
{
    /// <summary>The key of its picture, whose file holds the mark.</summary>
    public Guid Picture { get; } = Guid.NewGuid();

    /// <summary>The key of its link's card, and of that one's picture, whose file holds the mark.</summary>
    public Guid Card { get; } = Guid.NewGuid();

    public long Id => Address.Id;

    public int PublishedComments => Comments.Count(c => c.Status == Status.Published);

    public override string ToString() => $"{Status} post for {Audience} by {Author}";
}

/// <summary>
/// A forum with one post of every audience and status by an author of each circle, and under each post a published comment, a deleted one
/// that was answered, the answer, and one that is held. Statuses are set past the services, so that the words of what was deleted are still there to leak.
/// </summary>
public sealed class VisibilityWorld : ForumSite
{
    private int marks = 100;

    public List<SeededPost> Posts { get; } = [];

    /// <summary>One warning about each post, and the author's appeal against it.</summary>
    public List<SeededDecision> Decisions { get; } = [];

    /// <summary>The word that marks a text: too long to turn up by chance in a token of random letters, which a shorter one once did.</summary>
    public static string Marked(int mark) => $"zqmark{mark}zq";

    /// <summary>The cases: the number of each, and the post that it is about, or a comment under which it is.</summary>
    public Dictionary<long, (SeededPost Post, SeededComment? Comment)> Cases { get; } = [];

    /// <summary>Pixels of every picture.</summary>
    public const int PictureWidth = 320;

    /// <summary>What every translation begins with.</summary>
    public const string Translated = "Traducido";

    public Circle CircleOf(string handle) => Viewer(handle).Circle!.Value;

    /// <summary>The rule of seeing, said once more and in other words than the forum's own.</summary>
    public bool MaySee(string viewer, SeededPost post)
    {
        var who = Viewer(viewer);
        var inAudience = post.Audience == Audience.Everyone || (who.Circle is { } circle && circle == CircleOf(post.Author));
        return inAudience && MaySeeStatus(who, post.Author, post.Status);
    }

    /// <summary>Whether the viewer may read the words of the comment.</summary>
    public bool MaySee(string viewer, SeededPost post, SeededComment comment) => MaySee(viewer, post) && MaySeeStatus(Viewer(viewer), comment.Author, comment.Status);

    /// <summary>The marks that may stand in an answer to the viewer.</summary>
    public HashSet<int> MarksFor(string viewer)
    {
        var marksSeen = new HashSet<int>();
        foreach (var post in Posts.Where(p => MaySee(viewer, p)))
        {
            marksSeen.Add(post.Mark);
            marksSeen.UnionWith(post.Comments.Where(c => MaySee(viewer, post, c)).Select(c => c.Mark));
        }
        return marksSeen;
    }

    protected override async Task SeedAsync()
    {
        // Numbers that stand for nothing else on a page, so that answers can be compared without them.
        await DbAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM sqlite_sequence WHERE name IN ('Posts', 'Comments'); INSERT INTO sqlite_sequence (name, seq) VALUES ('Posts', 7654000), ('Comments', 8765000)"));
        foreach (var (author, commenter) in new[] { (Cast.Brother, Cast.Brother2), (Cast.Sister, Cast.Sister2) })
        {
            foreach (var own in new[] { false, true })
            {
                foreach (var status in Enum.GetValues<Status>())
                    Posts.Add(await AddAsync(author, commenter, own, status));
            }
        }
        await ReportAllAsync();
        await AddPicturesAsync();
        await AddCardsAsync();
        await DbAsync(async db =>
        {
            foreach (var post in Posts)
                await SetAsync(db.Posts, post.Id, post.Status);
            foreach (var comment in Posts.SelectMany(p => p.Comments))
                await db.Comments.IgnoreQueryFilters().Where(c => c.Id == comment.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, comment.Status));
            return 0;
        });
        await TranslateAllAsync();
        await AsAsync("", async services => (await services.GetRequiredService<Recount>().RunAsync(default)).Count);
        await this.AddDecisionsAsync();
        foreach (var follower in Cast.Members.Select(m => m.Handle))
        {
            foreach (var followed in new[] { Cast.Brother, Cast.Sister }.Where(f => f != follower))
                await AsAsync(follower, services => services.GetRequiredService<FollowService>().SetAsync(followed, true, default));
        }
    }

    /// <summary>A picture for each post and each comment, whose words and file are marked: put there past the services, so that those of hidden posts are there to leak.</summary>
    private Task<int> AddPicturesAsync() => AsAsync("", async services =>
    {
        var (db, blobs) = (services.GetRequiredService<ForumDb>(), services.GetRequiredService<IBlobs>());
        foreach (var post in Posts)
        {
            await WritePictureAsync(blobs, post.Picture, post.Mark);
            db.Pictures.Add(new Picture { Key = post.Picture, PostId = post.Id, Audience = post.Audience, Place = 0, Width = PictureWidth, Height = 200, Alt = $"A picture of {Marked(post.Mark)}", Placeholder = "" });
            await db.Posts.IgnoreQueryFilters().Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set
                .SetProperty(p => p.PictureCount, 1).SetProperty(p => p.CoverKey, post.Picture).SetProperty(p => p.CoverWidth, PictureWidth).SetProperty(p => p.PictureWords, $"A picture of {Marked(post.Mark)}"));
        }
        foreach (var comment in Posts.SelectMany(p => p.Comments))
        {
            await WritePictureAsync(blobs, comment.Picture, comment.Mark);
            await db.Comments.IgnoreQueryFilters().Where(c => c.Id == comment.Id).ExecuteUpdateAsync(set => set
                .SetProperty(c => c.PictureKey, comment.Picture).SetProperty(c => c.PictureWidth, PictureWidth).SetProperty(c => c.PictureHeight, 200).SetProperty(c => c.PictureAlt, $"A picture of {Marked(comment.Mark)}"));
        }
        return await db.SaveChangesAsync();
    });

    /// <summary>Each post leads somewhere, and has a card of that whose words and picture are marked: put there past the services, so that those of hidden posts are there to leak.</summary>
    private Task<int> AddCardsAsync() => AsAsync("", async services =>
    {
        var (db, blobs) = (services.GetRequiredService<ForumDb>(), services.GetRequiredService<IBlobs>());
        foreach (var post in Posts)
        {
            await WritePictureAsync(blobs, post.Card, post.Mark);
            db.LinkCards.Add(new LinkCard
            {
                PostId = post.Id, Key = post.Card, Audience = post.Audience, State = LinkCardState.Ready, Title = $"A page about {Marked(post.Mark)}", Description = $"It tells of {Marked(post.Mark)}", Publisher = $"The {Marked(post.Mark)}", PictureWidth = PictureWidth,
                PictureHeight = 200,
            });
            await db.Posts.IgnoreQueryFilters().Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set
                .SetProperty(p => p.Kind, PostKind.Link).SetProperty(p => p.LinkUrl, $"https://page.example/{Marked(post.Mark)}").SetProperty(p => p.LinkHost, "page.example").SetProperty(p => p.Publisher, $"The {Marked(post.Mark)}")
                .SetProperty(p => p.CardKey, post.Card).SetProperty(p => p.CardWidth, PictureWidth));
        }
        return await db.SaveChangesAsync();
    });

    private static async Task WritePictureAsync(IBlobs blobs, Guid key, int mark)
    {
        var file = System.IO.Path.GetTempFileName();
        await System.IO.File.WriteAllTextAsync(file, $"The pixels of {Marked(mark)}.");
        await blobs.WriteAsync(BlobNames.OfPicture(key, PictureWidth), file, default);
        System.IO.File.Delete(file);
    }

    /// <summary>
    /// A Spanish translation of everything, also of what nobody may see: put there past the services, so that it is there to leak. Members read Arabic
    /// alone, so that they want the English words translated.
    /// </summary>
    private Task<int> TranslateAllAsync() => DbAsync(async db =>
    {
        foreach (var post in Posts)
        {
            await AddTranslationAsync(db, ThingKind.Post, post.Id, post.Audience, post.Mark, HelperOf(post));
            foreach (var comment in post.Comments)
                await AddTranslationAsync(db, ThingKind.Comment, comment.Id, post.Audience, comment.Mark, HelperOf(post));
        }
        await db.SaveChangesAsync();
        return await db.Members.ExecuteUpdateAsync(set => set.SetProperty(m => m.Languages, "ar"));
    });

    private static async Task AddTranslationAsync(ForumDb db, ThingKind kind, long id, Audience audience, int mark, long helper)
    {
        var version = kind == ThingKind.Post
            ? await db.Posts.IgnoreQueryFilters().Where(p => p.Id == id).Select(p => p.EditedAt ?? p.CreatedAt).SingleAsync()
            : await db.Comments.IgnoreQueryFilters().Where(c => c.Id == id).Select(c => c.EditedAt ?? c.CreatedAt).SingleAsync();
        var text = new TranslatedText
        {
            Thing = TranslatedText.KeyOf(kind, id), Version = version, Language = "es", Audience = audience, State = TranslationState.Ready, AskedAt = version, DoneAt = version, Engine = "fake",
            Title = kind == ThingKind.Post ? $"{Translated} {Marked(mark)}" : "", Body = Marked(mark), BodyHtml = $"<p>{Translated} {Marked(mark)}</p>", Excerpt = $"{Translated} {Marked(mark)}",
        };
        db.TranslatedTexts.Add(text);
        await db.SaveChangesAsync();
        // Somebody finds it wrong, and suggests a better one.
        db.TranslationReports.Add(new TranslationReport { TextId = text.Id, MemberId = helper, Audience = audience, About = version, Fault = TranslationFault.Meaning, Words = $"Not {Marked(mark)}", CreatedAt = version });
        db.TranslationSuggestions.Add(new TranslationSuggestion
        {
            Thing = text.Thing, From = "en", Language = "es", MemberId = helper, Audience = audience, Version = version, Title = kind == ThingKind.Post ? $"Mejor {Marked(mark)}" : "", Body = $"Mejor {Marked(mark)}", SentAt = version,
        });
    }

    /// <summary>Who suggests better translations of what is written in a circle.</summary>
    public long HelperOf(SeededPost post) => Viewer(CircleOf(post.Author) == Circle.Sisters ? Cast.Sister3 : Cast.Brother3).MemberId;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITranslationEngine>(new FakeEngine()));
    }

    /// <summary>A member of the author's circle reports each post, and a comment under it; one report weighs too little to hold anything.</summary>
    private async Task ReportAllAsync()
    {
        foreach (var post in Posts)
        {
            var reporter = CircleOf(post.Author) == Circle.Sisters ? Cast.Sister3 : Cast.Brother3;
            foreach (var comment in new[] { null, post.Comments.First(c => c.Status == Status.Held) })
            {
                var (kind, id) = comment is null ? (ThingKind.Post, post.Id) : (ThingKind.Comment, comment.Id);
                await AsAsync(reporter, services => services.GetRequiredService<ReportService>().SendAsync(kind, id, Rules.Insult, null, default));
                Cases[await DbAsync(db => db.Cases.IgnoreQueryFilters().Where(c => c.Kind == kind && c.ThingId == id).Select(c => c.Id).SingleAsync())] = (post, comment);
            }
        }
    }

    /// <summary>The rule of reviewing, said once more: a moderator reviews what is for everybody, and what is of her circle.</summary>
    public bool MayReview(string viewer, SeededPost post) =>
        Viewer(viewer) is { IsMember: true, Role: not Role.Member } who && (post.Audience == Audience.Everyone || who.Circle == CircleOf(post.Author));

    private static bool MaySeeStatus(Viewer who, string author, Status status) => status switch
    {
        Status.Published => true,
        Status.Deleted => false,
        _ => who.IsMember && (who.Handle == author || who.Role != Role.Member),
    };

    private static Task<int> SetAsync(DbSet<Post> posts, long id, Status status) =>
        posts.IgnoreQueryFilters().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, status));

    private async Task<SeededPost> AddAsync(string author, string commenter, bool own, Status status)
    {
        var mark = ++marks;
        var address = await this.PostAsync(author, $"On {Marked(mark)} and more", $"Words about {Marked(mark)} in the body.", own);
        var comments = new List<SeededComment>
        {
            await AddCommentAsync(commenter, address.Id, null, Status.Published),
            await AddCommentAsync(commenter, address.Id, null, Status.Deleted, hasReply: true),
        };
        comments.Add(await AddCommentAsync(commenter, address.Id, comments[1].Id, Status.Published));
        comments.Add(await AddCommentAsync(commenter, address.Id, null, Status.Held));
        comments.Add(await AddCommentAsync(commenter, address.Id, comments[0].Id, Status.Removed));
        return new SeededPost(address, mark, author, own ? CircleOf(author).Own() : Audience.Everyone, status, comments);
    }

    private async Task<SeededComment> AddCommentAsync(string commenter, long post, long? parent, Status status, bool hasReply = false)
    {
        var mark = ++marks;
        return new SeededComment(await this.CommentAsync(commenter, post, $"An answer with {Marked(mark)} inside.", parent), mark, commenter, status, hasReply);
    }
}
