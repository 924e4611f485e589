using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Tests.Translation;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Benchmarks.Translation;

/// <summary>
/// What translation costs: ten thousand texts that wait, through an engine on this machine that takes some time for each call, beside the same calls without
/// the forum; and a page of a hundred translated blocks beside the same page in the language it was written in.
/// </summary>
public sealed class TranslationBench(string folder)
{
    private const int Texts = 10_000, AtOnce = 32, Blocks = 100, Asked = 300, Rounds = 7;

    /// <summary>What a good engine takes for some sentences.</summary>
    private static readonly TimeSpan EngineTakes = TimeSpan.FromMilliseconds(40);

    /// <summary>Fills a folder, measures, and prints.</summary>
    public async Task RunAsync()
    {
        await using var engine = await Documented.LibreTranslateAsync();
        engine.Say = (_, text) => string.Join(' ', text.Split(' ').Select(word => word.StartsWith('⟦') ? word : word + "o"));
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["Forum:Translation:LibreTranslate:Url"] = engine.Url, ["Forum:Translation:CharactersPerDay"] = "0", ["Forum:Translation:Pairs:en-fr"] = "none",
        };
        await using (var services = ForumHost.Services(ForumHost.Options(folder, settings)))
        {
            var post = await FillAsync(services);
            await PageAsync(settings, services, post);
            await DrainAsync(services, engine);
        }
    }

    private static async Task<string> FillAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForumDatabase>().PrepareAsync(CancellationToken.None);
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        var now = DateTime.UtcNow.AddDays(-1);
        var member = new Member { UserName = "bench", NormalizedUserName = "BENCH", HandleSkeleton = "bench", Email = "bench@post.example", NormalizedEmail = "BENCH@POST.EXAMPLE", Circle = Circle.Brothers, JoinedAt = now, ConsentAt = now, Languages = "en", SecurityStamp = "s" };
        db.Members.Add(member);
        await db.SaveChangesAsync();
        var random = new Random(1);
        Post Written(string title) => new()
        {
            AuthorId = member.Id, Circle = Circle.Brothers, Audience = Audience.Everyone, Kind = PostKind.Text, Language = "en", Title = title, Slug = Slug.From(title), Body = title, BodyHtml = Markdown.Render(title).Html,
            Excerpt = title, RendererVersion = Markdown.Version, CreatedAt = now, Rank = 0, SubmitKey = Guid.NewGuid(),
        };
        var (read, crowded) = (Written("Where does one pray in Lisbon?"), Written("Where does one eat in Lisbon?"));
        db.Posts.AddRange(read, crowded);
        await db.SaveChangesAsync();
        foreach (var some in Enumerable.Range(0, Texts + Blocks - 1).Chunk(1_000))
        {
            foreach (var i in some)
            {
                var words = Sentence(random);
                db.Comments.Add(new Comment { PostId = i < Blocks - 1 ? read.Id : crowded.Id, AuthorId = member.Id, Audience = Audience.Everyone, Language = "en", Body = words, BodyHtml = Markdown.Render(words).Html, RendererVersion = Markdown.Version, CreatedAt = now.AddSeconds(i), SubmitKey = Guid.NewGuid() });
            }
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        return $"{read.Slug}-{read.Id}";
    }

    /// <summary>The page of a hundred blocks, in the language it was written in and translated.</summary>
    private async Task PageAsync(Dictionary<string, string> settings, ServiceProvider services, string post)
    {
        var things = await ThingsAsync(services, first: true);
        await AskAsync(services, things);
        using (var worker = ActivatorUtilities.CreateInstance<TranslationWorker>(services))
        {
            while (await worker.DoSomeAsync(CancellationToken.None))
            {
            }
        }
        var address = Places.FreeAddress();
        await using var web = ForumHost.Web(folder, address, settings);
        await web.StartAsync();
        using var client = new HttpClient { BaseAddress = address };
        // A page that is asked for with credentials is never kept.
        client.DefaultRequestHeaders.Add("Authorization", "none");
        var (written, translated) = ($"/fr/p/{post}", $"/es/p/{post}");
        var sizes = (Written: (await client.GetStringAsync(written)).Length, Translated: (await client.GetStringAsync(translated)).Length);
        var ratios = new List<double>();
        var (own, other) = (0.0, 0.0);
        for (var round = -2; round < Rounds; round++)
        {
            (own, other) = (await CostAsync(client, written), await CostAsync(client, translated));
            if (round >= 0)
                ratios.Add(other / own);
        }
        await web.StopAsync();
        Say($"A page of {Blocks} blocks as written: {own:N0} µs of processor time, {sizes.Written / 1024:N0} KB; translated, with the words as written behind each: {other:N0} µs, {sizes.Translated / 1024:N0} KB; {Median(ratios):0.00} × (median of {Rounds} rounds)");
    }

    private static async Task<double> CostAsync(HttpClient client, string path)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Asked; i++)
            _ = await client.GetByteArrayAsync(path);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / Asked;
    }

    /// <summary>Everything else that was written, through the outbox.</summary>
    private static async Task DrainAsync(ServiceProvider services, EngineServer engine)
    {
        engine.Instead = null;
        var things = await ThingsAsync(services, first: false);
        var asking = Stopwatch.StartNew();
        await AskAsync(services, things);
        asking.Stop();
        engine.Delay = EngineTakes;
        var alone = await AloneAsync(services);
        var before = Memory();
        var most = before;
        using var ended = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                most = Math.Max(most, Memory());
                await Task.Delay(50);
            }
        });
        var calls = engine.Asked.Count;
        var clock = Stopwatch.StartNew();
        using (var worker = ActivatorUtilities.CreateInstance<TranslationWorker>(services))
        {
            while (await worker.DoSomeAsync(CancellationToken.None))
            {
            }
        }
        clock.Stop();
        await ended.CancelAsync();
        await watch;
        calls = engine.Asked.Count - calls;
        await using var scope = services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<ForumDb>().TranslatedTexts.CountAsync(t => t.State == TranslationState.Ready);
        Say($"{things.Count:N0} texts asked for in {asking.Elapsed.TotalSeconds:0.0} s");
        Say($"{done - Blocks:N0} translated in {clock.Elapsed.TotalSeconds:0.0} s and {calls} calls; the engine alone takes {alone.TotalSeconds / AloneCalls * calls:0.0} s for as many: {clock.Elapsed / (alone / AloneCalls * calls):0.00} ×");
        Say($"Managed memory {before:N0} MB before, {most:N0} MB at most");
    }

    private const int AloneCalls = 30;

    /// <summary>Calls of as many texts, one after the other, without the forum.</summary>
    private static async Task<TimeSpan> AloneAsync(ServiceProvider services)
    {
        var engine = services.GetRequiredService<ITranslationEngine>();
        var random = new Random(2);
        var request = new EngineRequest("en", "es", [.. Enumerable.Range(0, AtOnce).Select(_ => Sentence(random))], Voice.Male);
        await engine.ReadyAsync(CancellationToken.None);
        _ = await engine.TranslateAsync(request, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < AloneCalls; i++)
            _ = await engine.TranslateAsync(request, CancellationToken.None);
        return clock.Elapsed;
    }

    private static async Task<List<long>> ThingsAsync(ServiceProvider services, bool first)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        var post = await db.Posts.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var comments = await db.Comments.Where(c => (c.PostId == post) == first).Select(c => c.Id).ToListAsync();
        var things = comments.ConvertAll(id => TranslatedText.KeyOf(ThingKind.Comment, id));
        if (first)
            things.Add(TranslatedText.KeyOf(ThingKind.Post, post));
        return things;
    }

    private static async Task AskAsync(ServiceProvider services, List<long> things)
    {
        await services.GetRequiredService<Translator>().ReadyAsync(CancellationToken.None);
        var asks = services.GetRequiredService<TranslationAsks>();
        using var asker = ActivatorUtilities.CreateInstance<TranslationAsker>(services);
        foreach (var thing in things)
        {
            if (!asks.Add(thing, "es"))
                throw new InvalidOperationException("Too many translations wait.");
        }
        while (asks.Waiting > 0)
            await asker.DoSomeAsync(CancellationToken.None);
    }

    private static string Sentence(Random random)
    {
        string[] words = ["the", "mosque", "opened", "early", "and", "brother", "taught", "children", "letters", "before", "noon", "while", "rain", "fell", "gently", "gardens"];
        return string.Join(' ', Enumerable.Range(0, 30).Select(_ => words[random.Next(words.Length)])) + ".";
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: false) >> 20;

    private static double Median(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static void Say(FormattableString what) => Console.WriteLine(what.ToString(CultureInfo.InvariantCulture));
}
