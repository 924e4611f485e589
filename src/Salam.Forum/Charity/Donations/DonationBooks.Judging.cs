namespace Salam.Forum.Charity.Donations;

/// <content>
/// What counts. It is a rule over all that was announced, never over what came first: of announcements under one name that contradict each other none counts,
/// and of what is given back of one donation nothing counts when it is more than was given. Their foundation settles it by dismissing what is wrong.
/// </content>
internal sealed partial class DonationBooks
{
    /// <summary>Judges what was announced under a name anew, with all that it is given back of and all that is given back of it.</summary>
    public void Judge(long foundation, string name)
    {
        var versions = ListOf(known, (foundation, name));
        if (Standing(versions) is null)
        {
            foreach (var contradicting in versions.Where(IsLive))
                SetAside(contradicting, AsideReason.Conflict);
        }
        foreach (var of in versions.Select(v => v.RefundOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
            JudgeWithRefunds(foundation, of);
        JudgeWithRefunds(foundation, name);
    }

    private void JudgeWithRefunds(long foundation, string name)
    {
        var standing = Standing(ListOf(known, (foundation, name)));
        if (standing is { State: DonationState.Aside, RefundOf: null })
        {
            var project = ProjectOf(standing);
            standing.Reason = Against(standing, project);
            if (standing.Reason == AsideReason.None)
                Accept(standing, project!);
        }
        JudgeRefunds(foundation, name, standing is { State: DonationState.Accepted } ? standing : null);
    }

    private void JudgeRefunds(long foundation, string name, Donation? donation)
    {
        // Those of this handful have no number yet, and came last.
        var refunds = ListOf(givenBack, (foundation, name)).Where(r => Standing(ListOf(known, (foundation, r.Name))) == r).OrderBy(r => r.Id == 0 ? long.MaxValue : r.Id)
            .Select(r => (Refund: r, Reason: AgainstRefund(r, donation))).ToList();
        var given = refunds.Where(r => r.Reason == AsideReason.None).Sum(r => (decimal)-r.Refund.Amount);
        // What is not against all of them is taken back before anything is counted, so that no more than all is ever given back.
        foreach (var (refund, reason) in refunds.Where(r => r.Reason != AsideReason.None))
            SetAside(refund, reason);
        foreach (var (refund, _) in refunds.Where(r => r.Reason == AsideReason.None))
        {
            if (given > donation!.Amount)
                SetAside(refund, AsideReason.RefundTooLarge);
            else if (refund.State == DonationState.Aside)
                Accept(refund, projects[donation.ProjectId!.Value], donation);
        }
    }

    /// <summary>What was announced under a name where nothing that was not dismissed contradicts it.</summary>
    private static Donation? Standing(List<Donation> versions)
    {
        var live = versions.Where(IsLive).Take(2).ToList();
        return live is [{ Variant: 0 } only] ? only : null;
    }

    private static bool IsLive(Donation donation) => donation.State != DonationState.Dismissed;

    /// <summary>The project that something was announced for; null where the foundation has none of that number.</summary>
    private BookedProject? ProjectOf(Donation donation) =>
        IdOf(donation.Project) is { } id && projects.TryGetValue(id, out var project) && project.FoundationId == donation.FoundationId ? project : null;

    private static AsideReason AgainstProject(Donation donation, BookedProject? project)
    {
        if (project is null)
            return AsideReason.UnknownProject;
        if (!project.WasPublished)
            return AsideReason.NotPublished;
        if (!Currencies.IsKnown(donation.Currency))
            return AsideReason.UnknownCurrency;
        if (donation.Currency != project.Currency)
            return AsideReason.OtherCurrency;
        return project.HasSource ? AsideReason.CountedByPlatform : AsideReason.None;
    }

    private AsideReason Against(Donation donation, BookedProject? project)
    {
        if (AgainstProject(donation, project) is not AsideReason.None and var reason)
            return reason;
        if (!IsVettedOn(donation.FoundationId, donation.GivenOn))
            return AsideReason.NotVetted;
        return project!.Raised + project.Moved > Currencies.Max - donation.Amount ? AsideReason.TotalTooLarge : AsideReason.None;
    }

    /// <summary>What is given back of a donation that counts is always taken off, vetted or not.</summary>
    private AsideReason AgainstRefund(Donation refund, Donation? donation)
    {
        var project = ProjectOf(refund);
        if (AgainstProject(refund, project) is not AsideReason.None and var reason)
            return reason;
        if (donation is null)
            return AsideReason.RefundWithoutDonation;
        if (donation.RefundOf is not null || donation.ProjectId != project!.Id || donation.Kind != refund.Kind)
            return AsideReason.RefundDiffers;
        return -refund.Amount > donation.Amount ? AsideReason.RefundTooLarge : AsideReason.None;
    }
}
