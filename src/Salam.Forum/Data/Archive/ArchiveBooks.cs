using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Text;
using static Salam.Forum.Data.Archive.ArchiveChecks;

namespace Salam.Forum.Data.Archive;

/// <summary>
/// Takes the books of an archive: its ledger, what was announced, and what foundations stated. The ledger is taken line by line, each sealed with the one before,
/// at the end of the one here and nowhere else: one of other origin is neither changed nor continued, and with it all of the books stay behind.
/// </summary>
internal sealed class ArchiveBooks(ForumDb db, ArchiveNumbers numbers)
{
    private const string Apart = "the ledger here is not the one of this archive, so nothing of its books is taken";

    public async Task<Result<bool>> LedgerAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.IsLedgerBroken)
            return Refusal.Invalid(Apart);
        var taken = await LineAsync(line, cancellation);
        if (!taken.Ok)
            numbers.Break();
        return taken;
    }

    private async Task<Result<bool>> LineAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (line.Number != numbers.LedgerEnd + 1)
            return Refusal.Invalid($"after line {numbers.LedgerEnd} of the ledger comes line {line.Number}: one is missing, or was refused");
        if (Read(line) is not { } row)
            return Refusal.Invalid("a line of the ledger has foundation, project, gift, amount, currency, given, accepted and hash");
        var head = await DonationIntake.HoldAsync(db, cancellation);
        if (row.Number <= head.Number)
        {
            var there = await db.Ledger.AsNoTracking().FirstOrDefaultAsync(l => l.Number == row.Number, cancellation);
            db.ChangeTracker.Clear();
            if (there is null || there.Hash != row.Hash || there.Canonical != row.Canonical || there.Corrects != row.Corrects)
                return Refusal.Invalid($"line {row.Number} of the ledger here is another one: {Apart}");
            numbers.Follow(row.Number);
            numbers.Touch(row.ProjectId);
            return false;
        }
        if (await LineRefusalAsync(line, row, head, cancellation) is { } refusal)
        {
            db.ChangeTracker.Clear();
            return refusal;
        }
        (head.Number, head.Hash) = (row.Number, row.Hash);
        await db.SaveAloneAsync(row, cancellation);
        numbers.Follow(row.Number);
        numbers.Touch(row.ProjectId);
        return true;
    }

    private static LedgerLine? Read(ArchiveLine line) =>
        NumberOf(line.Foundation) is { } foundation && NumberOf(line.Project) is { } project && GiftOf(line.Gift) is { } gift && line.Amount is not (null or 0 or < -Currencies.Max or > Currencies.Max)
            && Currencies.IsKnown(line.Currency) && line is { Given: { } given, Accepted: { } accepted, Hash.Length: 64 }
            ? new LedgerLine
            {
                Number = line.Number!.Value, FoundationId = foundation, ProjectId = project, Kind = gift, Amount = line.Amount.Value, Currency = line.Currency, GivenOn = given,
                AcceptedAt = new DateTime(accepted.UtcTicks - accepted.UtcTicks % TimeSpan.TicksPerSecond, DateTimeKind.Utc), Corrects = line.Corrects, Hash = line.Hash,
            }
            : null;

    private async Task<Refusal?> LineRefusalAsync(ArchiveLine line, LedgerLine row, LedgerHead head, CancellationToken cancellation)
    {
        if (row.Seal(head.Hash) != row.Hash)
            return Refusal.Invalid($"line {row.Number} of the ledger is not as it was sealed, or does not follow the one before");
        // The seals hold the numbers: with others the lines would be others.
        if (numbers.Foundations.Here(line.Foundation) != row.FoundationId || numbers.Projects.Here(line.Project) != row.ProjectId)
            return Refusal.Invalid($"project {line.Project} of foundation {line.Foundation} is not known, or has another number here, and a ledger is sealed with its numbers: {Apart}");
        if (await db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).Where(p => p.Id == row.ProjectId).Select(p => new { p.FoundationId, p.Currency }).FirstAsync(cancellation) is var of
            && (of.FoundationId != row.FoundationId || of.Currency != row.Currency))
            return Refusal.Invalid($"project {line.Project} is not one of foundation {line.Foundation} that counts in {line.Currency}");
        if (row.Corrects is { } corrected && (await db.Ledger.AsNoTracking().FirstOrDefaultAsync(l => l.Number == corrected, cancellation) is not { Corrects: null } before || !IsOpposite(before, row)
            || await db.Ledger.AnyAsync(l => l.ProjectId == row.ProjectId && l.Corrects == corrected, cancellation)))
            return Refusal.Invalid($"line {row.Number} of the ledger takes back line {corrected}, which is not its opposite or was taken back before");
        return null;
    }

    private static bool IsOpposite(LedgerLine a, LedgerLine b) => (a.ProjectId, a.Kind, a.Amount, a.Currency, a.GivenOn) == (b.ProjectId, b.Kind, -b.Amount, b.Currency, b.GivenOn);

    public async Task<Result<bool>> DonationAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation)
            return Refusal.Invalid($"foundation {line.Foundation} is not known");
        if (BadDonation(line) is { } bad)
            return bad;
        var project = numbers.Projects.Here(line.Project) is { } here ? here.ToString(CultureInfo.InvariantCulture) : line.Project!;
        var donation = new Donation
        {
            FoundationId = foundation, Name = line.Name!, Variant = line.Variant ?? 0, Project = project, Amount = line.Amount!.Value, Currency = line.Currency!, Kind = GiftOf(line.Gift)!.Value, GivenOn = line.Given!.Value,
            RefundOf = line.RefundOf, Reference = line.Reference, ArrivedAt = Moment(line.Created), State = Word(line.State, DonationState.Accepted), Reason = Word(line.Reason, AsideReason.None),
            LedgerNumber = line.Number, IsLate = line.Late is true,
        };
        // What was said again says nothing new, whatever became of it here.
        if (await db.Donations.AnyAsync(d => d.FoundationId == foundation && d.Name == donation.Name && d.Project == project && d.Amount == donation.Amount && d.Currency == donation.Currency && d.Kind == donation.Kind
            && d.GivenOn == donation.GivenOn && d.RefundOf == donation.RefundOf, cancellation))
            return false;
        if (await BooksRefusalAsync(cancellation) is { } closed)
            return closed;
        if (project == line.Project && DonationBooks.IdOf(project) is { } named && numbers.Projects.Here(project) is null
            && await db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).AnyAsync(p => p.Id == named && p.FoundationId == foundation, cancellation))
            return Refusal.Invalid($"project {project} is another one here");
        if (donation.State == DonationState.Accepted && await AcceptedRefusalAsync(donation, cancellation) is { } refusal)
            return refusal;
        var (of, back, number) = (donation.RefundOf, -donation.Amount, donation.LedgerNumber);
        if (number is not null)
            donation.ProjectId = DonationBooks.IdOf(project);
        if (number is not null && of is not null)
            await db.Donations.Where(d => d.FoundationId == foundation && d.Name == of && d.Variant == 0).ExecuteUpdateAsync(set => set.SetProperty(d => d.Refunded, d => d.Refunded + back), cancellation);
        return await db.SaveAloneAsync(donation, cancellation);
    }

    private static Refusal? BadDonation(ArchiveLine line)
    {
        if (line.Name is null || !HookJson.IsName(line.Name, Donation.NameMax) || (line.RefundOf is { } of && !HookJson.IsName(of, Donation.NameMax)) || line.RefundOf == line.Name)
            return Refusal.Invalid($"name must be 1 to {Donation.NameMax} of the characters A-Z a-z 0-9 . _ : -, and refund_of the name of another donation");
        if (line.Project is null || !HookJson.IsName(line.Project, Donation.ProjectMax) || line.Reference?.Length > Donation.ReferenceMax)
            return Refusal.Invalid("a donation names a project, and its reference is short");
        if (line.Currency is not { Length: >= 1 and <= Donation.CurrencyMax } || !line.Currency.All(char.IsAsciiLetter) || LedgerLine.KindOf(line.Gift) is null || line.Given is null)
            return Refusal.Invalid("a donation has currency, gift and given");
        if (line.Amount is not (>= -Currencies.Max and <= Currencies.Max and not 0) || line.Amount < 0 != line.RefundOf is not null)
            return Refusal.Invalid("amount is above zero, and below it where there is a refund_of");
        if ((BadWord<DonationState>("state", line.State) ?? BadWord<AsideReason>("reason", line.Reason)) is { } bad)
            return bad;
        var counts = Word(line.State, DonationState.Accepted) == DonationState.Accepted;
        return counts != line.Number is not null || (counts && line.Variant is not (null or 0)) || line.Variant is < 0
            ? Refusal.Invalid("a donation that counts has the number of its line in the ledger, and no other has one") : null;
    }

    /// <summary>Why nothing that belongs to a ledger is taken; null where the ledger of the archive is the one here, whole.</summary>
    private async Task<Refusal?> BooksRefusalAsync(CancellationToken cancellation) =>
        numbers.IsLedgerBroken || await db.LedgerHeads.Where(h => h.Id == LedgerHead.Only).Select(h => h.Number).FirstAsync(cancellation) != numbers.LedgerEnd ? Refusal.Invalid(Apart) : null;

    private async Task<Refusal?> AcceptedRefusalAsync(Donation donation, CancellationToken cancellation)
    {
        var number = donation.LedgerNumber!.Value;
        if (await db.Ledger.AsNoTracking().FirstOrDefaultAsync(l => l.Number == number, cancellation) is not { Corrects: null } row || row.FoundationId != donation.FoundationId
            || DonationBooks.IdOf(donation.Project) != row.ProjectId || (row.Kind, row.Amount, row.Currency, row.GivenOn) != (donation.Kind, donation.Amount, donation.Currency, donation.GivenOn))
            return Refusal.Invalid($"line {number} of the ledger does not say the same");
        if (await db.Ledger.AnyAsync(l => l.ProjectId == row.ProjectId && l.Corrects == number, cancellation) || await db.Donations.AnyAsync(d => d.ProjectId == row.ProjectId && d.LedgerNumber == number, cancellation))
            return Refusal.Invalid($"line {number} of the ledger was taken back, or is of another donation");
        if (await db.ProjectSources.AnyAsync(s => s.ProjectId == row.ProjectId, cancellation))
            return Refusal.Invalid($"project {donation.Project} is counted by a platform, and would be counted twice");
        if (donation.RefundOf is not { } of)
            return null;
        var given = await db.Donations.Where(d => d.FoundationId == donation.FoundationId && d.Name == of && d.Variant == 0 && d.State == DonationState.Accepted && d.RefundOf == null && d.ProjectId == row.ProjectId)
            .Select(d => (long?)(d.Amount - d.Refunded)).FirstOrDefaultAsync(cancellation);
        return given is null || given < -donation.Amount ? Refusal.Invalid($"it gives back more than is left of donation {of}, or that does not count") : null;
    }

    public async Task<Result<bool>> StatementAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation)
            return Refusal.Invalid($"foundation {line.Foundation} is not known");
        if (BadMonth(line) is { } bad)
            return bad;
        if (line.Lines is not >= 0 || line.Differences is not >= 0)
            return Refusal.Invalid("a statement has lines and differences, from 0");
        var (month, arrived) = (line.Month!.Value, Moment(line.Created));
        if (await db.Statements.AnyAsync(s => s.FoundationId == foundation && s.Month == month && s.ArrivedAt == arrived && s.Lines == line.Lines && s.Differences == line.Differences, cancellation))
            return false;
        if (await BooksRefusalAsync(cancellation) is { } closed)
            return closed;
        return await db.SaveAloneAsync(new Statement { FoundationId = foundation, Month = month, ArrivedAt = arrived, Lines = line.Lines.Value, Differences = line.Differences.Value }, cancellation);
    }

    public async Task<Result<bool>> DifferenceAsync(ArchiveLine line, CancellationToken cancellation)
    {
        if (numbers.Foundations.Here(line.Foundation) is not { } foundation || numbers.Projects.Here(line.Project) is not { } project)
            return Refusal.Invalid($"project {line.Project} of foundation {line.Foundation} is not known");
        if (BadMonth(line) is { } bad)
            return bad;
        var (month, currency, gift, words) = (line.Month!.Value, line.Currency, LedgerLine.KindOf(line.Gift), Normalise.Input(line.Words));
        if (!Currencies.IsKnown(currency) || (line.Gift is not null && gift is null))
            return Refusal.Invalid("a difference has currency, and a gift that is one where it has it");
        if (await db.StatementDifferences.AnyAsync(d => d.FoundationId == foundation && d.Month == month && d.ProjectId == project && d.Currency == currency && d.Kind == gift, cancellation))
            return false;
        if (await BooksRefusalAsync(cancellation) is { } closed)
            return closed;
        if (TextRules.Check(words, "Words", 0, StatementDifference.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        return await db.SaveAloneAsync(new StatementDifference
        {
            FoundationId = foundation, Month = month, ProjectId = project, Currency = currency, Kind = gift, TheirAmount = line.TheirAmount ?? 0, TheirCount = line.TheirCount ?? 0, OurAmount = line.OurAmount ?? 0,
            OurCount = line.OurCount ?? 0, FoundAt = Moment(line.Created), Explanation = words, SettledAt = line.Settled?.UtcDateTime, EditedAt = line.Edited?.UtcDateTime,
        }, cancellation);
    }

    private static Refusal? BadMonth(ArchiveLine line) => line.Month is >= 197001 and <= 999912 && line.Month % 100 is >= 1 and <= 12 ? null : Refusal.Invalid("month must be a year times 100 and a month");
}
