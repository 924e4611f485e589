using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>What members do for their foundation: apply, and keep what is said of it right.</summary>
public sealed class FoundationService(ForumDb db, CurrentViewer viewer, StaffGate gate, Judge judge, Journal journal)
{
    /// <summary>How many foundations a member may have waiting.</summary>
    private const int WaitingMost = 3;

    /// <summary>Applies for a foundation; whoever does is its first member of staff. Returns its number.</summary>
    public async Task<Result<long>> ApplyAsync(FoundationDraft written, CancellationToken cancellation)
    {
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        if (JudgeRegistered(draft).And(judge.OfMarkdown(draft.Policy!, nameof(FoundationDraft.Policy))).CharityRefusals() is { Count: > 0 } forbidden)
            return forbidden;
        var policy = Markdown.Render(draft.Policy!).Html;
        return await db.WriteAsync<long>(async () =>
        {
            if (await gate.MemberRefusalAsync(cancellation) is { } closed)
                return closed;
            var (me, now) = (viewer.Value.MemberId, journal.Now);
            if (await db.Foundations.CountAsync(f => f.AppliedBy == me && (f.State == FoundationState.Applied || f.State == FoundationState.Rejected), cancellation) >= WaitingMost)
                return new Refusal(RefusalKind.TooMany, "FoundationsWaiting", null, WaitingMost);
            if (await IsTakenAsync(0, draft, cancellation))
                return new Refusal(RefusalKind.Conflict, "FoundationTaken", nameof(FoundationDraft.RegisterNumber));
            var foundation = new Foundation
            {
                Name = draft.Name!, Slug = Slug.From(draft.Name!), Country = draft.Country!, Register = draft.Register!, RegisterNumber = draft.RegisterNumber!, Site = draft.Site!, Contact = draft.Contact!,
                AppliedBy = me, AppliedAt = now,
            };
            db.Foundations.Add(foundation);
            await db.SaveChangesAsync(cancellation);
            db.FoundationStaff.Add(new FoundationStaff { FoundationId = foundation.Id, MemberId = me, AddedAt = now });
            await SetPolicyAsync(foundation, draft.Policy!, policy, cancellation);
            await db.SaveChangesAsync(cancellation);
            return foundation.Id;
        }, cancellation);
    }

    /// <summary>
    /// Changes what is said of a foundation. What the register says cannot be changed while an administrator's word stands for it; of one that was
    /// rejected it can, and that is to apply again. A changed zakat policy is a new version; the old ones stay.
    /// </summary>
    public async Task<Result<Done>> EditAsync(long id, FoundationDraft written, CancellationToken cancellation)
    {
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var policy = Markdown.Render(draft.Policy!).Html;
        return await db.WriteAsync<Done>(async () =>
        {
            if (await gate.RefusalAsync(id, cancellation) is { } closed)
                return closed;
            var foundation = await db.Foundations.AsTracking().FirstAsync(f => f.Id == id, cancellation);
            if (Edits.StaleRefusal(draft.Version, foundation.EditedAt) is { } stale)
                return stale;
            if (foundation.VettedAt is not null && !draft.IsRegisteredAs(foundation))
                return new Refusal(RefusalKind.Conflict, "FoundationVetted", nameof(FoundationDraft.Name));
            if (await IsTakenAsync(id, draft, cancellation))
                return new Refusal(RefusalKind.Conflict, "FoundationTaken", nameof(FoundationDraft.RegisterNumber));
            if (await WordsRefusalsAsync(foundation, draft, cancellation) is { Count: > 0 } forbidden)
                return forbidden;
            // Administrators looked up the old one, and everybody was led there.
            if (foundation.VettedAt is not null && draft.Site != foundation.Site)
                await journal.OfFoundationAsync(Act.FoundationSiteChanged, id, foundation.Site, tell: false, cancellation);
            // What was looked up was looked up of what stood there.
            if (!draft.IsRegisteredAs(foundation) || draft.Site != foundation.Site)
                foundation.Round++;
            (foundation.Name, foundation.Slug, foundation.Country, foundation.Register, foundation.RegisterNumber) = (draft.Name!, Slug.From(draft.Name!), draft.Country!, draft.Register!, draft.RegisterNumber!);
            (foundation.Site, foundation.Contact) = (draft.Site!, draft.Contact!);
            if (foundation.State == FoundationState.Rejected)
                foundation.State = FoundationState.Applied;
            foundation.EditedAt = Edits.Next(journal.Now, foundation.EditedAt);
            await SetPolicyAsync(foundation, draft.Policy!, policy, cancellation);
            await db.SaveChangesAsync(cancellation);
            return default(Done);
        }, cancellation);
    }

    // Only what everybody sees is asked: that somebody applies is nobody's business, and whoever applies with another's number shall not keep that other away.
    private Task<bool> IsTakenAsync(long id, FoundationDraft draft, CancellationToken cancellation) =>
        db.Foundations.AnyAsync(f => f.Id != id && f.VettedAt != null && f.Country == draft.Country && f.Register == draft.Register && f.RegisterNumber == draft.RegisterNumber, cancellation);

    /// <summary>Why words that are new are not taken. What stands there already is not asked about: of one that was vetted some of it could not be said otherwise.</summary>
    private async Task<List<Refusal>> WordsRefusalsAsync(Foundation foundation, FoundationDraft draft, CancellationToken cancellation)
    {
        var judged = draft.IsRegisteredAs(foundation) ? Judged.Nothing : JudgeRegistered(draft);
        if (draft.Policy != await PolicyAsync(foundation, cancellation))
            judged = judged.And(judge.OfMarkdown(draft.Policy!, nameof(FoundationDraft.Policy)));
        return judged.CharityRefusals();
    }

    /// <summary>Judges what everybody reads of a foundation beside its policy; how it is reached is for administrators.</summary>
    private Judged JudgeRegistered(FoundationDraft draft) => judge.OfText(draft.Name!, nameof(FoundationDraft.Name))
        .And(judge.OfText(draft.Register!, nameof(FoundationDraft.Register))).And(judge.OfText(draft.RegisterNumber!, nameof(FoundationDraft.RegisterNumber)));

    /// <summary>The words of its policy that hold now; empty while it has none.</summary>
    private async Task<string> PolicyAsync(Foundation foundation, CancellationToken cancellation)
    {
        var (id, version) = (foundation.Id, foundation.PolicyVersion);
        return version == 0 ? "" : await db.ZakatPolicies.Where(p => p.FoundationId == id && p.Version == version).Select(p => p.Text).FirstAsync(cancellation);
    }

    private async Task SetPolicyAsync(Foundation foundation, string text, string html, CancellationToken cancellation)
    {
        var id = foundation.Id;
        // A policy that projects were opened under is replaced, never taken away.
        if (text.Length == 0 || text == await PolicyAsync(foundation, cancellation))
            return;
        foundation.PolicyVersion = await db.ZakatPolicies.CountAsync(p => p.FoundationId == id, cancellation) + 1;
        db.ZakatPolicies.Add(new ZakatPolicy { FoundationId = id, Version = foundation.PolicyVersion, Text = text, Html = html, RendererVersion = Markdown.Version, CreatedAt = journal.Now });
    }
}
