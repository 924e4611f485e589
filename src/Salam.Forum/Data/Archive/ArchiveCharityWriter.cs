using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Members;
using static Salam.Forum.Data.Archive.ArchiveWriter;

namespace Salam.Forum.Data.Archive;

/// <summary>Writes foundations, projects and news as lines of an archive. The keys that foundations sign with stay behind: they are secrets.</summary>
internal sealed class ArchiveCharityWriter(ForumDb db)
{
    /// <summary>How many are read at once with what belongs to them.</summary>
    private const int Step = 100;

    /// <summary>Those on which comments may stand.</summary>
    public IEnumerable<IAsyncEnumerable<ArchiveLine>> Lines() => [Foundations(default), Policies(), Checks(), Projects(default), Reports(), Updates(), Events()];

    /// <summary>Who reads the news of which project.</summary>
    public IAsyncEnumerable<ArchiveLine> Follows() => (
        from f in db.ProjectFollows.AsNoTracking()
        join m in db.Members on f.MemberId equals m.Id
        orderby f.MemberId, f.ProjectId
        select new { Member = m.ArchiveId, f.ProjectId, f.CreatedAt }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "follow", Follower = x.Member, Project = Number(x.ProjectId), Created = At(x.CreatedAt),
        });

    private async IAsyncEnumerable<ArchiveLine> Foundations([EnumeratorCancellation] CancellationToken cancellation)
    {
        List<Foundation> some;
        for (var last = 0L; ; last = some[^1].Id)
        {
            some = await db.Foundations.IgnoreQueryFilters([Visibility.CharityFilter]).AsNoTracking().Where(f => f.Id > last).OrderBy(f => f.Id).Take(Step).ToListAsync(cancellation);
            var ids = some.ConvertAll(f => f.Id);
            var terms = (await db.VettingTerms.AsNoTracking().Where(t => ids.Contains(t.FoundationId)).OrderBy(t => t.Id).ToListAsync(cancellation)).ToLookup(t => t.FoundationId);
            var documents = (await db.FoundationDocuments.AsNoTracking().Where(d => ids.Contains(d.FoundationId)).OrderBy(d => d.Id).ToListAsync(cancellation)).ToLookup(d => d.FoundationId);
            var staff = (await db.FoundationStaff.AsNoTracking().Where(s => ids.Contains(s.FoundationId)).OrderBy(s => s.MemberId)
                .Join(db.Members, s => s.MemberId, m => m.Id, (s, m) => new { s.FoundationId, s.MemberId, m.ArchiveId, s.AddedAt }).OrderBy(s => s.MemberId).ToListAsync(cancellation)).ToLookup(s => s.FoundationId);
            var appliers = some.ConvertAll(f => f.AppliedBy);
            var names = await db.Members.Where(m => appliers.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.ArchiveId, cancellation);
            foreach (var f in some)
            {
                yield return LineOf(f, names.GetValueOrDefault(f.AppliedBy)) with
                {
                    Terms = Some(terms[f.Id].Select(t => new ArchiveTerm(new DateTimeOffset(t.From), new DateTimeOffset(t.Until), Word(t.By)))),
                    Staff = Some(staff[f.Id].Select(s => new ArchiveStaff(s.ArchiveId, new DateTimeOffset(s.AddedAt)))),
                    Documents = Some(documents[f.Id].Select(d => new ArchiveDocument(d.Key.ToString("n"), Word(d.Kind), d.Year, d.Name, d.Width == 0 ? null : d.Width, new DateTimeOffset(d.AddedAt)))),
                };
            }
            if (some.Count < Step)
                yield break;
        }
    }

    private static ArchiveLine LineOf(Foundation f, string? appliedBy) => new()
    {
        Kind = "foundation", Id = Number(f.Id), Name = f.Name, Country = f.Country, Register = f.Register, RegisterNumber = f.RegisterNumber, Site = f.Site, Contact = f.Contact, State = Word(f.State), Round = f.Round,
        AppliedBy = appliedBy, Applied = At(f.AppliedAt), Vetted = At(f.VettedAt), VettedBy = f.VettedBy is { } by ? Word(by) : null, VettedUntil = At(f.VettedUntil), Edited = At(f.EditedAt),
    };

    private IAsyncEnumerable<ArchiveLine> Policies() => db.ZakatPolicies.AsNoTracking().OrderBy(p => p.FoundationId).ThenBy(p => p.Version).AsAsyncEnumerable().Select(p => new ArchiveLine
    {
        Kind = "policy", Foundation = Number(p.FoundationId), Version = p.Version, Body = p.Text, Created = At(p.CreatedAt),
    });

    private IAsyncEnumerable<ArchiveLine> Checks() => (
        from c in db.VettingChecks.AsNoTracking()
        join m in db.Members on c.ByMember equals m.Id
        orderby c.FoundationId, c.Round, c.Step
        select new { c, Member = m.ArchiveId }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "check", Foundation = Number(x.c.FoundationId), Round = x.c.Round, Step = Word(x.c.Step), Words = x.c.Words, Created = At(x.c.At), Member = x.Member,
        });

    private IQueryable<Project> AllProjects => db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).AsNoTracking();

    private async IAsyncEnumerable<ArchiveLine> Projects([EnumeratorCancellation] CancellationToken cancellation)
    {
        List<Project> some;
        for (var last = 0L; ; last = some[^1].Id)
        {
            some = await AllProjects.Where(p => p.Id > last).OrderBy(p => p.Id).Take(Step).ToListAsync(cancellation);
            var ids = some.ConvertAll(p => p.Id);
            var milestones = (await db.Milestones.AsNoTracking().Where(m => ids.Contains(m.ProjectId)).OrderBy(m => m.Id).ToListAsync(cancellation)).ToLookup(m => m.ProjectId);
            var pictures = (await db.ProjectPictures.AsNoTracking().Where(p => ids.Contains(p.ProjectId)).OrderBy(p => p.Place).ToListAsync(cancellation)).ToLookup(p => p.ProjectId);
            var sources = await db.ProjectSources.AsNoTracking().Where(s => ids.Contains(s.ProjectId)).ToDictionaryAsync(s => s.ProjectId, cancellation);
            var wishes = await db.ProjectWishes.AsNoTracking().Where(w => ids.Contains(w.ProjectId)).ToDictionaryAsync(w => w.ProjectId, cancellation);
            foreach (var p in some)
            {
                yield return LineOf(p) with
                {
                    Milestones = Some(milestones[p.Id].Select(m => new ArchiveMilestone(m.Amount, m.Title))),
                    Pictures = ArchivePictures.LineOf(pictures[p.Id]),
                    Source = sources.TryGetValue(p.Id, out var source) ? Of(source) : null,
                    Wish = wishes.TryGetValue(p.Id, out var wish) ? Of(wish) : null,
                };
            }
            if (some.Count < Step)
                yield break;
        }
    }

    private static ArchiveLine LineOf(Project p) => new()
    {
        Kind = "project", Id = Number(p.Id), Foundation = Number(p.FoundationId), Title = p.Title, Language = p.Language, Body = p.Story, Gift = LedgerLine.NameOf(p.Kind), Goal = p.Goal, Currency = p.Currency,
        Category = Word(p.Category), Country = p.Country, Recipients = Words(p.Recipients), Schools = Words(p.Schools), Policy = p.PolicyVersion == 0 ? null : p.PolicyVersion, Fees = p.Fees, Donate = p.DonateUrl,
        Starts = At(p.StartsAt), Ends = At(p.EndsAt), State = Word(p.State), Words = p.Reason.Length == 0 ? null : p.Reason, Rested = At(p.RestedAt), Created = At(p.CreatedAt), Published = At(p.PublishedAt),
        Edited = At(p.EditedAt), WordsEdited = At(p.WordsAt),
    };

    private static ArchiveSource Of(ProjectSource s) => new()
    {
        Platform = Word(s.Platform), Nonprofit = s.Nonprofit.Length == 0 ? null : s.Nonprofit, Name = s.Name, Due = new DateTimeOffset(s.DueAt), Asked = At(s.AskedAt), Looked = At(s.LookedAt),
        Failures = s.Failures == 0 ? null : s.Failures, Trouble = s.Trouble == SourceTrouble.None ? null : Word(s.Trouble), Total = s.Total == 0 ? null : s.Total, Currency = s.Currency.Length == 0 ? null : s.Currency, Givers = s.Givers,
    };

    private static ArchiveWish Of(ProjectWish w) =>
        new(w.Goal, w.DonateUrl, w.Platform is { } on ? Word(on) : null, w.Nonprofit.Length == 0 ? null : w.Nonprofit, w.Name.Length == 0 ? null : w.Name, new DateTimeOffset(w.WishedAt));

    private IAsyncEnumerable<ArchiveLine> Reports() => AllProjects.Where(p => p.ReportedAt != null).OrderBy(p => p.Id).Select(p => new { p.Id, p.Report, p.Spent, p.ReportedAt, p.ReportWordsAt }).AsAsyncEnumerable()
        .Select(p => new ArchiveLine { Kind = "report", Project = Number(p.Id), Body = p.Report, Spent = p.Spent, Created = At(p.ReportedAt), Edited = At(p.ReportWordsAt) });

    private IAsyncEnumerable<ArchiveLine> Updates() => (
        from u in db.ProjectUpdates.AsNoTracking()
        join b in Threads(Circle.Brothers) on (long?)u.Id equals b.UpdateId into brothers
        from brother in brothers.DefaultIfEmpty()
        join s in Threads(Circle.Sisters) on (long?)u.Id equals s.UpdateId into sisters
        from sister in sisters.DefaultIfEmpty()
        join m in db.Members on brother.AuthorId equals m.Id into members
        from author in members.DefaultIfEmpty()
        orderby u.Id
        select new
        {
            u, Author = (string?)author.ArchiveId, Title = (string?)brother.Title, Language = (string?)brother.Language,
            BrothersId = (string?)brother.ArchiveId, BrothersKey = (Guid?)brother.SubmitKey, SistersId = (string?)sister.ArchiveId, SistersKey = (Guid?)sister.SubmitKey,
        }).AsAsyncEnumerable().Select(x => new ArchiveLine
        {
            Kind = "update", Id = Number(x.u.Id), Project = Number(x.u.ProjectId), Due = At(x.u.DueAt), Told = At(x.u.PostedAt), Body = x.u.PostedAt is null ? null : x.u.Body, Author = x.Author, Title = x.Title, Language = x.Language,
            Threads = x.BrothersKey is { } brothers && x.SistersKey is { } sisters ? new ArchiveThreads(ArchiveIds.Name(x.BrothersId, brothers), ArchiveIds.Name(x.SistersId, sisters)) : null,
        });

    private IQueryable<Posts.Post> Threads(Circle circle) => db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads).AsNoTracking().Where(p => p.UpdateId != null && p.Circle == circle);

    private IAsyncEnumerable<ArchiveLine> Events() => db.ProjectEvents.AsNoTracking().OrderBy(e => e.Id).AsAsyncEnumerable().Select(e => new ArchiveLine
    {
        Kind = "event", Project = Number(e.ProjectId), Event = Word(e.Kind), Update = e.UpdateId is { } update ? Number(update) : null, Words = e.Words.Length == 0 ? null : e.Words, Created = At(e.At),
    });

    internal static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static List<string>? Words<T>(T flags) where T : struct, Enum =>
        Some(Enum.GetValues<T>().Where(f => !EqualityComparer<T>.Default.Equals(f, default) && flags.HasFlag(f)).Select(Word));

    private static List<T>? Some<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
