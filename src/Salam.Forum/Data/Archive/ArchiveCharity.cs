using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Text;
using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>Makes foundations of archive lines, and hands on what is of their projects and their books. What belongs to one of them follows its line in the same archive.</summary>
internal sealed class ArchiveCharity(ForumDb db, ArchiveIds ids, ArchiveNumbers numbers, DateTimeOffset now)
{
    private readonly ArchiveProjects projects = new(db, numbers, now);
    private readonly ArchiveNews news = new(db, ids, numbers);
    private readonly ArchiveBooks books = new(db, numbers);

    public Task<Result<bool>> AddAsync(ArchiveLine line, CancellationToken cancellation) => line.Kind switch
    {
        "foundation" => FoundationAsync(line, cancellation),
        "policy" => PolicyAsync(line, cancellation),
        "check" => CheckAsync(line, cancellation),
        "project" => projects.AddAsync(line, cancellation),
        "report" => projects.ReportAsync(line, cancellation),
        "update" => news.AddAsync(line, cancellation),
        "event" => news.EventAsync(line, cancellation),
        "follow" => news.FollowAsync(line, cancellation),
        "ledger" => books.LedgerAsync(line, cancellation),
        "donation" => books.DonationAsync(line, cancellation),
        "statement" => books.StatementAsync(line, cancellation),
        "difference" => books.DifferenceAsync(line, cancellation),
        _ => Task.FromResult<Result<bool>>(Refusal.Invalid(
            $"kind \"{line.Kind}\" is none of member, post, comment, vote, follow, foundation, policy, check, project, report, update, event, ledger, donation, statement, difference")),
    };

    private IQueryable<Foundation> Foundations => db.Foundations.IgnoreQueryFilters([Visibility.CharityFilter]);

    private async Task<Result<bool>> FoundationAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (BadNumber(line.Id) is { } bad)
            return bad;
        if (numbers.Foundations.Here(line.Id) is not null)
            return false;
        if (await ids.MemberAsync(line.AppliedBy) is not { } by)
            return Refusal.Invalid($"applied_by {line.AppliedBy} is not known");
        var draft = new FoundationDraft { Name = line.Name, Country = line.Country, Register = line.Register, RegisterNumber = line.RegisterNumber, Site = line.Site, Contact = line.Contact }.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var applied = Moment(line.Applied);
        var isVetted = line.Vetted is not null;
        // What it is called there may have been set right since; and the same charity is vetted once, while several may apply with its number.
        if (await Foundations.Where(f => (isVetted && f.VettedAt != null && f.Country == draft.Country && f.Register == draft.Register && f.RegisterNumber == draft.RegisterNumber) || (f.AppliedBy == by.Id && f.AppliedAt == applied))
            .OrderBy(f => f.AppliedBy == by.Id && f.AppliedAt == applied ? 0 : 1).ThenBy(f => f.Id).Select(f => (long?)f.Id).FirstOrDefaultAsync(cancellation) is { } here && !numbers.Foundations.Has(here))
        {
            numbers.Foundations.Learn(line.Id!, here);
            return false;
        }
        if (BadFoundation(line) is { } wrong)
            return wrong;
        var staff = new List<(long Member, DateTime Added)>();
        foreach (var of in line.Staff ?? [])
        {
            if (await ids.MemberAsync(of?.Member) is not { } member)
                return Refusal.Invalid($"staff {of?.Member} is not known");
            staff.Add((member.Id, of!.Added.UtcDateTime));
        }
        if (await BadDocumentAsync(line, cancellation) is { } badDocument)
            return badDocument;
        var id = NumberOf(line.Id)!.Value;
        var foundation = new Foundation
        {
            Id = await Foundations.AnyAsync(f => f.Id == id, cancellation) ? 0 : id,
            Name = draft.Name!, Slug = Slug.From(draft.Name!), Country = draft.Country!, Register = draft.Register!, RegisterNumber = draft.RegisterNumber!, Site = draft.Site!, Contact = draft.Contact!,
            State = Word(line.State, FoundationState.Applied), Round = line.Round ?? 1, AppliedBy = by.Id, AppliedAt = applied, VettedAt = line.Vetted?.UtcDateTime,
            VettedBy = line.VettedBy is null ? null : Word(line.VettedBy, Role.Administrator), VettedUntil = line.VettedUntil?.UtcDateTime, EditedAt = line.Edited?.UtcDateTime,
        };
        await AddAsync(foundation, foundation.Id != 0, cancellation);
        db.AddRange(staff.DistinctBy(s => s.Member).Select(s => new FoundationStaff { FoundationId = foundation.Id, MemberId = s.Member, AddedAt = s.Added }));
        foreach (var term in line.Terms ?? [])
            await db.SaveAloneAsync(new VettingTerm { FoundationId = foundation.Id, From = term.From.UtcDateTime, Until = term.Until.UtcDateTime, By = Word(term.By, Role.Administrator) }, cancellation);
        foreach (var document in line.Documents ?? [])
            await db.SaveAloneAsync(Made(document, foundation.Id), cancellation);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        numbers.Foundations.Learn(line.Id!, foundation.Id);
        return true;
    }

    private static Refusal? BadFoundation(ArchiveLine line)
    {
        if ((BadWord<FoundationState>("state", line.State) ?? BadWord<Role>("vetted_by", line.VettedBy)) is { } bad)
            return bad;
        if (line.Round is < 1)
            return Refusal.Invalid("round must be at least 1");
        if (Word(line.State, FoundationState.Applied) == FoundationState.Vetted && (line.Vetted is null || line.VettedUntil is null))
            return Refusal.Invalid("a vetted foundation has vetted and vetted_until");
        if ((line.Staff?.Count ?? 0) > FoundationStaff.Most || (line.Documents?.Count ?? 0) > FoundationDocument.Most)
            return Refusal.Invalid($"a foundation has at most {FoundationStaff.Most} staff and {FoundationDocument.Most} documents");
        return line.Terms?.Any(t => t is null || t.From > t.Until || BadWord<Role>("by", t.By) is not null) is true ? Refusal.Invalid("a term has from, a later until, and by whom it was given") : null;
    }

    private async Task<Refusal?> BadDocumentAsync(ArchiveLine line, CancellationToken cancellation)
    {
        foreach (var document in line.Documents ?? [])
        {
            if (!Guid.TryParseExact(document?.Key, "n", out var key))
                return Refusal.Invalid($"the key of a document, \"{document?.Key}\", is none");
            if ((document!.Type is null ? Refusal.Invalid("a document has a type") : BadWord<DocumentKind>("type", document.Type) ?? BadMoment("added", document.Added, now)) is { } bad)
                return bad;
            if (document.Width is < 0 || TextRules.Check(Normalise.Input(document.Name), "Name", 1, FoundationDocument.NameMax).Any())
                return Refusal.Invalid($"the document {document.Key} has a name that is none, or a width");
            if (await db.FoundationDocuments.AnyAsync(d => d.Key == key, cancellation) || await db.ProjectPictures.AnyAsync(p => p.Key == key, cancellation))
                return Refusal.Invalid($"the document {document.Key} is another foundation's");
        }
        return null;
    }

    private static FoundationDocument Made(ArchiveDocument document, long foundation) => new()
    {
        FoundationId = foundation, Key = Guid.ParseExact(document.Key!, "n"), Kind = Word(document.Type, DocumentKind.Other), Year = document.Year, Name = Normalise.Input(document.Name), Width = document.Width ?? 0,
        AddedAt = document.Added.UtcDateTime,
    };

    private async Task AddAsync(Foundation foundation, bool isNumbered, CancellationToken cancellation)
    {
        if (isNumbered)
            await db.AddNumberedAsync(foundation, cancellation);
        else
            await db.SaveAloneAsync(foundation, cancellation);
    }

    private async Task<Result<bool>> PolicyAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation)
            return Refusal.Invalid($"foundation {line.Foundation} is not known");
        var text = Normalise.Input(line.Body);
        if (TextRules.CheckMarkdown(text, "Policy", 1, ZakatPolicy.TextMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        var version = line.Version ?? 0;
        if (await db.ZakatPolicies.Where(p => p.FoundationId == foundation && p.Version == version).Select(p => p.Text).FirstOrDefaultAsync(cancellation) is { } there)
            return there == text ? false : Refusal.Invalid($"version {version} of the policy of foundation {line.Foundation} says something else here");
        if (await Foundations.Where(f => f.Id == foundation).Select(f => f.PolicyVersion).FirstAsync(cancellation) is var last && version != last + 1)
            return Refusal.Invalid($"version must be {last + 1}: the versions of a policy follow each other");
        await Foundations.Where(f => f.Id == foundation).ExecuteUpdateAsync(set => set.SetProperty(f => f.PolicyVersion, version), cancellation);
        return await db.SaveAloneAsync(new ZakatPolicy
        {
            FoundationId = foundation, Version = version, Text = text, Html = Markdown.Render(text).Html, RendererVersion = Markdown.Version, CreatedAt = Moment(line.Created),
        }, cancellation);
    }

    private async Task<Result<bool>> CheckAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation)
            return Refusal.Invalid($"foundation {line.Foundation} is not known");
        if (line.Step is null || BadWord<VettingStep>("step", line.Step) is not null)
            return Refusal.Invalid($"step \"{line.Step}\" is none");
        var (step, round, words) = (Word(line.Step, VettingStep.Register), line.Round ?? 1, Normalise.Input(line.Words));
        if (await db.VettingChecks.AnyAsync(c => c.FoundationId == foundation && c.Round == round && c.Step == step, cancellation))
            return false;
        if (round < 1 || round > await Foundations.Where(f => f.Id == foundation).Select(f => f.Round).FirstAsync(cancellation))
            return Refusal.Invalid($"foundation {line.Foundation} was not vetted a time number {round}");
        if (await ids.MemberAsync(line.Member) is not { } member)
            return Refusal.Invalid($"member {line.Member} is not known");
        if (TextRules.Check(words, "Words", VettingCheck.WordsMin, VettingCheck.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        return await db.SaveAloneAsync(new VettingCheck { FoundationId = foundation, Round = round, Step = step, Words = words, At = Moment(line.Created), ByMember = member.Id }, cancellation);
    }
}
