using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity.Donations;

/// <summary>A line of the ledger as a page shows it.</summary>
public sealed record LedgerRow(long Number, long FoundationId, long ProjectId, string Project, GiftKind Kind, long Amount, string Currency, DateOnly GivenOn, DateTime AcceptedAt, string Hash);

/// <summary>How the ledger is written as a file.</summary>
public enum LedgerFormat
{
    /// <summary>Comma-separated, with a line of names.</summary>
    Csv,

    /// <summary>One JSON object a line; the first says how many follow and the last seal.</summary>
    JsonLines,
}

/// <summary>Reads the ledger, which is public whole: it says of nobody who gave.</summary>
public sealed class LedgerQueries(ForumDb db)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 50;

    private const int Step = 2_000;

    /// <summary>How many lines there are, and the last seal.</summary>
    public Task<LedgerHead> HeadAsync(CancellationToken cancellation) => db.LedgerHeads.AsNoTracking().FirstAsync(h => h.Id == LedgerHead.Only, cancellation);

    /// <summary>The lines, the newest first; of one project where one is named.</summary>
    public async Task<Result<Page<LedgerRow>>> PageAsync(long? projectId, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var lines = db.Ledger.AsNoTracking();
        if (projectId is { } of)
            lines = lines.Where(l => l.ProjectId == of);
        if (cursor.Value is { Id: var last })
            lines = lines.Where(l => l.Number < last);
        var rows = await (
            from l in lines
            orderby l.Number descending
            join p in db.Projects on l.ProjectId equals p.Id
            select new LedgerRow(l.Number, l.FoundationId, l.ProjectId, p.Title, l.Kind, l.Amount, l.Currency, l.GivenOn, l.AcceptedAt, l.Hash)).Take(PageSize + 1).ToListAsync(cancellation);
        return Page<LedgerRow>.Cut(rows, PageSize, r => new Cursor(0, r.Number));
    }

    /// <summary>Writes the whole ledger as it is at this moment, however long it is, in little memory. Returns how many lines it has.</summary>
    public async Task<long> ExportAsync(Stream to, LedgerFormat format, CancellationToken cancellation)
    {
        var head = await HeadAsync(cancellation);
        await using var writer = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(format == LedgerFormat.Csv
            ? "number,foundation,project,kind,amount,currency,given_on,accepted_at,hash"
            : string.Create(CultureInfo.InvariantCulture, $"{{\"ledger\":\"salam-forum\",\"version\":1,\"lines\":{head.Number},\"head\":\"{head.Hash}\"}}"));
        for (var after = 0L; after < head.Number; after += Step)
        {
            var upTo = Math.Min(after + Step, head.Number);
            foreach (var line in await db.Ledger.AsNoTracking().Where(l => l.Number > after && l.Number <= upTo).OrderBy(l => l.Number).ToListAsync(cancellation))
                await writer.WriteLineAsync((format == LedgerFormat.Csv ? line.Canonical.Replace('|', ',') + "," + line.Hash : JsonOf(line)).AsMemory(), cancellation);
        }
        return head.Number;
    }

    private static string JsonOf(LedgerLine line) => JsonSerializer.Serialize(new
    {
        number = line.Number, foundation = line.FoundationId, project = line.ProjectId, kind = LedgerLine.NameOf(line.Kind), amount = line.Amount, currency = line.Currency,
        given_on = line.GivenOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), accepted_at = line.AcceptedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), hash = line.Hash,
    });
}
