using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.LinkCards;

/// <summary>A link is posted, its card made, shown to whoever sees the post, and taken away with it.</summary>
public sealed class LinkCardPostTests : IAsyncLifetime
{
    private const string Head = """
        <html lang="en"><head><meta property="og:title" content="A garden behind the mosque"><meta property="og:description" content="Neighbours planted it."><meta property="og:site_name" content="The Daily">
        <meta property="article:published_time" content="2020-03-04"><meta property="og:image" content="/picture.jpg"></head>
        """;

    private readonly Stranger stranger;
    private ForumFixture forum = null!;
    private string page = Head + $"<article>{string.Concat(Enumerable.Repeat("word ", 400))}</article>", status = "200 OK";

    private Func<Task> meanwhile = () => Task.CompletedTask;

    public LinkCardPostTests() => stranger = Stranger.Answering(async (path, stream, cancellation) =>
    {
        if (path == "/picture.jpg")
            await meanwhile();
        await stream.WriteAsync(Answer(path), cancellation);
    });

    private byte[] Answer(string path) => path switch
    {
        "/picture.jpg" => Stranger.Whole("200 OK", PictureFiles.Of("jpg"), "Content-Type: image/jpeg\r\n"),
        "/latin" => Stranger.Whole("200 OK", [.. "{\"title\":\"Caf"u8, 0xE9, .. "\"}"u8], "Content-Type: application/json\r\n"),
        "/oembed" => Stranger.Whole("200 OK", """{"title":"Told by oEmbed","provider_name":"Films","author_name":"Maryam","thumbnail_url":"/picture.jpg"}"""u8.ToArray(), "Content-Type: application/json\r\n"),
        "/elsewhere" => Stranger.Redirect("http://169.254.169.254/"),
        _ => Stranger.Whole(status, System.Text.Encoding.UTF8.GetBytes(page), "Content-Type: text/html; charset=utf-8\r\n"),
    };

    public async Task InitializeAsync() =>
        forum = await ForumFixture.StartAsync(adjust: options => options with
        {
            NewPosts = 1_000,
            NewComments = 1_000,
            NewLinks = 1_000,
            DataFolder = Directory.CreateTempSubdirectory("cards").FullName,
            Links = new LinkOptions { Inside = new HashSet<string>([stranger.Place], StringComparer.Ordinal) },
        });

    public async Task DisposeAsync()
    {
        await forum.DisposeAsync();
        await stranger.DisposeAsync();
    }

    [Fact]
    public async Task A_link_gets_its_card_by_a_job_and_rows_show_its_publisher_and_picture()
    {
        var sister = await forum.SisterAsync();
        var id = await LinkAsync(sister);
        Assert.Equal(LinkCardState.Waiting, (await CardAsync(sister, id))!.State);
        Assert.Empty(stranger.Asked);
        Assert.True(await WorkAsync());
        var card = (await CardAsync(Viewer.Guest, id))!;
        Assert.Equal((LinkCardState.Ready, "A garden behind the mosque", "Neighbours planted it.", "The Daily", "en", 2), (card.State, card.Title, card.Description, card.Publisher, card.Language, card.Minutes));
        Assert.Equal((new DateTime(2020, 3, 4, 0, 0, 0, DateTimeKind.Utc), 480, 360), (card.PublishedAt, card.PictureWidth, card.PictureHeight));
        var row = await RowAsync(Viewer.Guest, id);
        Assert.Equal(("127.0.0.1", "The Daily", (Guid?)card.Key, 480, 0), (row!.LinkHost, row.Publisher, row.CoverKey, row.CoverWidth, row.PictureCount));
        Assert.Null((await forum.PostRowAsync(id)).EditedAt);
        var file = Assert.Single(Files(card.Key));
        Assert.Equal("480.webp", Path.GetFileName(file));
        Assert.StartsWith("480x360", PictureFiles.Header(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
        // Once done, it is not done again.
        var asked = stranger.Asked.Count;
        Assert.False(await WorkAsync());
        Assert.Equal((2, 2), (asked, stranger.Asked.Count));
    }

    [Fact]
    public async Task A_sisters_private_link_has_a_card_for_sisters_alone_and_no_other_post_of_its_address_comes_to_it_sooner()
    {
        var (sister, other, brother) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.BrotherAsync());
        var id = await LinkAsync(sister, own: true);
        await WorkAsync();
        var key = (await CardAsync(sister, id))!.Key;
        foreach (var (viewer, sees) in new[] { (sister, true), (other, true), (brother, false), (Viewer.Guest, false) })
        {
            await using var visit = forum.As(viewer);
            Assert.Equal(sees, await CardAsync(viewer, id) is not null);
            Assert.Equal(sees, await visit.Get<PictureQueries>().FindAsync(key, 480, default) is not null);
            Assert.Null(await visit.Get<PictureQueries>().FindAsync(key, 479, default));
            Assert.Equal(sees, await RowAsync(viewer, id) is not null);
        }
        var same = await LinkAsync(brother);
        Assert.Equal((LinkCardState.Waiting, false), ((await CardAsync(brother, same))!.State, (await CardAsync(brother, same))!.Key == key));
        await WorkAsync();
        await forum.SetStatusAsync(same, Status.Held);
        Assert.Equal((true, false), (await CardAsync(brother, same) is not null, await CardAsync(Viewer.Guest, same) is not null));
    }

    [Fact]
    public async Task Deleting_a_post_or_leaving_takes_the_card_and_its_picture_away()
    {
        var sister = await forum.SisterAsync();
        var (deleted, left) = (await LinkAsync(sister), await LinkAsync(sister));
        await WorkAsync();
        await WorkAsync();
        Guid[] keys = [(await CardAsync(sister, deleted))!.Key, (await CardAsync(sister, left))!.Key];
        Assert.All(keys, key => Assert.NotEmpty(Files(key)));
        Assert.True((await forum.DeletePostAsync(sister, deleted)).Ok);
        await using (var visit = forum.As(sister))
            Assert.True((await visit.Get<LeaveService>().LeaveAsync(ForumFixture.Password, keepWords: false, default)).Ok);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM LinkCards"));
        foreach (var id in new[] { deleted, left })
            Assert.Equal((null, null, 0), ((await forum.PostRowAsync(id)).Publisher, (await forum.PostRowAsync(id)).CardKey, (await forum.PostRowAsync(id)).CardWidth));
        using var worker = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<BlobWorker>(forum.Services);
        while (await worker.DoSomeAsync(default))
        {
        }
        Assert.All(keys, key => Assert.Empty(Files(key)));
    }

    [Fact]
    public async Task Of_a_post_that_goes_while_its_card_is_made_nothing_is_kept()
    {
        var sister = await forum.SisterAsync();
        var gone = await LinkAsync(sister);
        Assert.True((await forum.DeletePostAsync(sister, gone)).Ok);
        Assert.True(await WorkAsync());
        Assert.Empty(stranger.Asked);
        var going = await LinkAsync(sister);
        meanwhile = () => forum.DeletePostAsync(sister, going);
        Assert.True(await WorkAsync());
        Assert.Equal(2, stranger.Asked.Count);
        Assert.Equal((0, null), (await forum.NumberAsync("SELECT COUNT(*) FROM LinkCards"), (await forum.PostRowAsync(going)).Publisher));
        Assert.Empty(Directory.Exists(Blobs) ? Directory.GetFiles(Blobs, "*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_three_times_with_pauses_and_then_no_more()
    {
        status = "503 Service Unavailable";
        var sister = await forum.SisterAsync();
        var id = await LinkAsync(sister);
        foreach (var pause in new[] { 1, 10 })
        {
            Assert.True(await WorkAsync());
            Assert.False(await WorkAsync());
            Assert.Equal(LinkCardState.Waiting, (await CardAsync(sister, id))!.State);
            forum.Clock.Advance(TimeSpan.FromMinutes(pause));
        }
        Assert.True(await WorkAsync());
        Assert.Null(await CardAsync(sister, id));
        Assert.Equal(3, stranger.Asked.Count);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 4"));
        status = "404 Not Found";
        var missing = await LinkAsync(sister);
        Assert.True(await WorkAsync());
        Assert.Null(await CardAsync(sister, missing));
    }

    [Fact]
    public async Task Without_a_title_for_others_oembed_is_asked_and_without_that_the_plain_title_is_taken()
    {
        page = "<head><title>Plain</title><link rel=alternate type='application/json+oembed' href='/oembed'></head>";
        var sister = await forum.SisterAsync();
        var id = await LinkAsync(sister);
        await WorkAsync();
        var card = (await CardAsync(sister, id))!;
        Assert.Equal(("Told by oEmbed", "Films", "Maryam", 480), (card.Title, card.Publisher, card.Description, card.PictureWidth));
        page = "<head><title>Plain</title><link rel=alternate type='application/json+oembed' href='/elsewhere'><meta property=og:image content='/elsewhere'></head>";
        var plain = await LinkAsync(sister);
        await WorkAsync();
        Assert.Equal(("Plain", 0), ((await CardAsync(sister, plain))!.Title, (await CardAsync(sister, plain))!.PictureWidth));
        page = "<head><title>Plain</title><link rel=alternate type='application/json+oembed' href='/latin'></head>";
        var latin = await LinkAsync(sister);
        await WorkAsync();
        Assert.Equal("Plain", (await CardAsync(sister, latin))!.Title);
        page = "<p>Nothing to be called by.</p>";
        var nameless = await LinkAsync(sister);
        await WorkAsync();
        Assert.Null(await CardAsync(sister, nameless));
    }

    [Fact]
    public async Task A_card_is_no_graver_than_its_post_and_is_judged_when_it_is_shown()
    {
        var sister = await forum.SisterAsync();
        page = Head.Replace("A garden behind the mosque", "Hot porn videos, watch xxx sex now", StringComparison.Ordinal);
        var id = await LinkAsync(sister);
        await WorkAsync();
        Assert.Null(await CardAsync(sister, id));
        Assert.Equal((null, null), ((await forum.PostRowAsync(id)).Publisher, (await forum.PostRowAsync(id)).CardKey));
        page = Head;
        var clean = await LinkAsync(sister);
        await WorkAsync();
        Assert.NotNull(await CardAsync(sister, clean));
        // As if the lists had changed since.
        await forum.SqlAsync($"UPDATE LinkCards SET Title = 'Hot porn videos, watch xxx sex now' WHERE PostId = {clean}");
        Assert.Null(await CardAsync(sister, clean));
    }

    [Fact]
    public async Task A_blocked_host_is_refused_in_links_posts_edits_and_comments_and_no_card_is_fetched_through_it()
    {
        var sister = await forum.SisterAsync();
        var before = await LinkAsync(sister);
        var plain = await forum.PostAsync(sister);
        var comment = await forum.CommentAsync(sister, plain);
        Directory.CreateDirectory(Path.Combine(DataFolder, "blocked-hosts"));
        await File.WriteAllTextAsync(Path.Combine(DataFolder, "blocked-hosts", "own.txt"), "bad.example\n127.0.0.1\n");
        var hosts = (BlockedHosts)forum.Services.GetService(typeof(BlockedHosts))!;
        for (var i = 0; i < 200 && hosts.Find("bad.example") is null; i++)
            await Task.Delay(100);
        await using var visit = forum.As(sister);
        Expect.Invalid(await visit.Posts.SubmitAsync(Draft("https://www.bad.example/x"), default), "Link:LinkBlocked");
        Expect.Invalid(await visit.Posts.SubmitAsync(ForumFixture.Draft() with { Body = "See https://bad.example" }, default), "Body:LinkBlocked");
        Expect.Invalid(await visit.Posts.EditAsync(plain, ForumFixture.Draft() with { Body = "See https://bad.example" }, default), "Body:LinkBlocked");
        Expect.Invalid(await visit.Comments.ReplyAsync(ForumFixture.Answer(plain, body: "See [this](http://bad.example)"), default), "Body:LinkBlocked");
        Expect.Invalid(await visit.Comments.EditAsync(comment, "See [this](http://bad.example)", null, null, default), "Body:LinkBlocked");
        Assert.True((await visit.Posts.EditAsync(before, Draft(stranger.Address().AbsoluteUri) with { Title = "What was posted before is still hers to change" }, default)).Ok);
        await WorkAsync();
        Assert.Empty(stranger.Asked);
        Assert.Null(await CardAsync(sister, before));
    }

    [Fact]
    public async Task Texts_have_no_card_and_a_form_sent_twice_asks_for_one()
    {
        var sister = await forum.SisterAsync();
        await forum.PostAsync(sister);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM LinkCards"));
        var draft = Draft(stranger.Address().AbsoluteUri);
        Assert.Equal(await forum.PostAsync(sister, draft), await forum.PostAsync(sister, draft));
        Assert.Equal((1, 1), (await forum.NumberAsync("SELECT COUNT(*) FROM LinkCards"), await forum.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 4")));
        var off = await ForumFixture.StartAsync();
        await off.PostAsync(await off.SisterAsync(), Draft("https://page.example/"));
        Assert.Equal((0, 0), (await off.NumberAsync("SELECT COUNT(*) FROM LinkCards"), await off.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 4")));
        await off.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_of_the_posts_own_stands_before_that_of_the_card()
    {
        var sister = await forum.SisterAsync();
        await using var visit = forum.As(sister);
        var own = (await visit.Get<PictureService>().UploadAsync(new MemoryStream(PictureFiles.Of("jpg")), default)).Value.Key;
        var draft = Draft(stranger.Address().AbsoluteUri) with { Pictures = [new PictureDraft(own, "")] };
        var id = await forum.PostAsync(sister, draft);
        await WorkAsync();
        Assert.Equal(own, (await RowAsync(sister, id))!.CoverKey);
        Assert.True((await visit.Posts.EditAsync(id, draft with { Pictures = [] }, default)).Ok);
        Assert.Equal((await CardAsync(sister, id))!.Key, (await RowAsync(sister, id))!.CoverKey);
    }

    private string DataFolder => ((ForumOptions)forum.Services.GetService(typeof(ForumOptions))!).DataFolder;

    private string Blobs => Path.Combine(DataFolder, "blobs");

    private static PostDraft Draft(string link) => ForumFixture.Draft() with { Kind = PostKind.Link, Link = link, Body = "", SubmitKey = Guid.NewGuid() };

    private Task<long> LinkAsync(Viewer author, string? link = null, bool own = false) => forum.PostAsync(author, Draft(link ?? stranger.Address("/page").AbsoluteUri) with { OwnCircleOnly = own });

    private async Task<bool> WorkAsync()
    {
        using var worker = forum.CardWorker();
        return await worker.DoSomeAsync(default);
    }

    private async Task<LinkCardView?> CardAsync(Viewer viewer, long id)
    {
        await using var visit = forum.As(viewer);
        return await visit.Get<LinkCardQueries>().OfPostAsync(id, Severity.Clean, default);
    }

    private async Task<FeedRow?> RowAsync(Viewer viewer, long id)
    {
        await using var visit = forum.As(viewer);
        return (await visit.Feeds.PageAsync(new FeedRequest(FeedKind.New), default)).Value.Items.FirstOrDefault(r => r.Id == id);
    }

    private string[] Files(Guid key) => Directory.Exists(Path.Combine(Blobs, BlobNames.OfPicture(key))) ? Directory.GetFiles(Path.Combine(Blobs, BlobNames.OfPicture(key))) : [];
}
