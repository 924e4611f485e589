using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Data;

/// <summary>
/// Renders anew what an older renderer made, and marks nothing as edited. Goes by number in small steps, each kept once it is done, so that it
/// may be broken off and begun again, also beside an open forum: what somebody changes meanwhile is left as she has made it.
/// </summary>
public sealed class Rerender(ForumDb db)
{
    private const int Step = 200;

    /// <summary>More than any foundation has versions of its policy: of both keys one number is made.</summary>
    private const long VersionsMost = 1_000_000;

    /// <summary>Renders all posts, comments, words of charity and translations that need it; <paramref name="progress"/> is told after each step how many it were so far. Returns how many it were.</summary>
    public async Task<long> RunAsync(Action<long>? progress, CancellationToken cancellation)
    {
        var posts = await WalkAsync(
            after => Posts.Where(p => p.Id > after && p.RendererVersion < Markdown.Version).OrderBy(p => p.Id).Select(p => new Source(p.Id, p.Body, p.EditedAt)),
            (source, text) => Posts.Where(p => p.Id == source.Id && p.EditedAt == source.EditedAt).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.BodyHtml, text.Html).SetProperty(p => p.Excerpt, text.Excerpt).SetProperty(p => p.RendererVersion, Markdown.Version), cancellation),
            0, progress, cancellation);
        var comments = await WalkAsync(
            after => Comments.Where(c => c.Id > after && c.RendererVersion < Markdown.Version).OrderBy(c => c.Id).Select(c => new Source(c.Id, c.Body, c.EditedAt)),
            (source, text) => Comments.Where(c => c.Id == source.Id && c.EditedAt == source.EditedAt).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.BodyHtml, text.Html).SetProperty(c => c.RendererVersion, Markdown.Version), cancellation),
            posts, progress, cancellation);
        var charity = await CharityAsync(comments, progress, cancellation);
        return await WalkAsync(
            after => Translated.Where(t => t.Id > after && t.State == TranslationState.Ready && t.RendererVersion < Markdown.Version).OrderBy(t => t.Id).Select(t => new Source(t.Id, t.Body, t.DoneAt, t.Language)),
            (source, text) => Translated.Where(t => t.Id == source.Id && t.DoneAt == source.EditedAt).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.BodyHtml, text.Html).SetProperty(t => t.Excerpt, text.Excerpt).SetProperty(t => t.RendererVersion, Markdown.Version), cancellation),
            charity, progress, cancellation);
    }

    private async Task<long> CharityAsync(long done, Action<long>? progress, CancellationToken cancellation)
    {
        var stories = await WalkAsync(
            after => Projects.Where(p => p.Id > after && p.RendererVersion < Markdown.Version).OrderBy(p => p.Id).Select(p => new Source(p.Id, p.Story, p.EditedAt)),
            (source, text) => Projects.Where(p => p.Id == source.Id && p.EditedAt == source.EditedAt).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.StoryHtml, text.Html).SetProperty(p => p.Excerpt, text.Excerpt).SetProperty(p => p.RendererVersion, Markdown.Version), cancellation),
            done, progress, cancellation);
        var reports = await WalkAsync(
            after => Projects.Where(p => p.Id > after && p.ReportedAt != null && p.ReportRendererVersion < Markdown.Version).OrderBy(p => p.Id).Select(p => new Source(p.Id, p.Report, p.EditedAt)),
            (source, text) => Projects.Where(p => p.Id == source.Id && p.EditedAt == source.EditedAt).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.ReportHtml, text.Html).SetProperty(p => p.ReportRendererVersion, Markdown.Version), cancellation),
            stories, progress, cancellation);
        // News are told once, and a policy that changes becomes another one: neither changes meanwhile.
        var news = await WalkAsync(
            after => db.ProjectUpdates.Where(u => u.Id > after && u.PostedAt != null && u.RendererVersion < Markdown.Version).OrderBy(u => u.Id).Select(u => new Source(u.Id, u.Body, u.PostedAt)),
            (source, text) => db.ProjectUpdates.Where(u => u.Id == source.Id).ExecuteUpdateAsync(
                set => set.SetProperty(u => u.Html, text.Html).SetProperty(u => u.RendererVersion, Markdown.Version), cancellation),
            reports, progress, cancellation);
        return await WalkAsync(
            after => db.ZakatPolicies.Where(p => (p.FoundationId * VersionsMost) + p.Version > after && p.RendererVersion < Markdown.Version).OrderBy(p => (p.FoundationId * VersionsMost) + p.Version)
                .Select(p => new Source((p.FoundationId * VersionsMost) + p.Version, p.Text, p.CreatedAt)),
            (source, text) => db.ZakatPolicies.Where(p => p.FoundationId == source.Id / VersionsMost && p.Version == source.Id % VersionsMost).ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Html, text.Html).SetProperty(p => p.RendererVersion, Markdown.Version), cancellation),
            news, progress, cancellation);
    }

    private IQueryable<Project> Projects => db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]);

    private IQueryable<Post> Posts => db.Posts.IgnoreQueryFilters(Visibility.OnWords);

    private IQueryable<TranslatedText> Translated => db.TranslatedTexts.IgnoreQueryFilters([Visibility.AudienceFilter]);

    private IQueryable<Comment> Comments => db.Comments.IgnoreQueryFilters(Visibility.OnWords);

    private async Task<long> WalkAsync(Func<long, IQueryable<Source>> following, Func<Source, RenderedText, Task<int>> keep, long done, Action<long>? progress, CancellationToken cancellation)
    {
        var after = 0L;
        while (await following(after).Take(Step).ToListAsync(cancellation) is { Count: > 0 } step)
        {
            // Before the transaction, during which nobody else may write.
            var rendered = step.ConvertAll(source => (Source: source, Text: Markdown.Render(source.Body, source.Language)));
            var kept = await db.WriteAsync<int>(async () =>
            {
                var count = 0;
                foreach (var (source, text) in rendered)
                    count += await keep(source, text);
                return count;
            }, cancellation);
            done += kept.Value;
            after = step[^1].Id;
            progress?.Invoke(done);
        }
        return done;
    }

    /// <summary>What is rendered, the state it was read in, and of a translation its language.</summary>
    private sealed record Source(long Id, string Body, DateTime? EditedAt, string? Language = null);
}
