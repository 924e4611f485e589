using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Salam.Forum.Moderation;

namespace Salam.Forum.Data.Archive;

/// <summary>
/// Reads an archive into the forum, line by line, in bounded memory. A line that breaks a rule is reported and skipped; nothing else is lost.
/// What is there already is left as it is, so that an import can be run again. Words are judged, so that readers' levels fit them; none are refused or
/// held for it. What was held comes in held, and in the queue.
/// </summary>
public sealed class ArchiveReader(ForumDb db, IStringLocalizer texts, TimeProvider time, Judge judge, Docket docket)
{
    /// <summary>The most characters of a line; a body of 40,000 fits even when every letter is escaped.</summary>
    public const int LineMax = 600_000;

    /// <summary>Where a line began.</summary>
    private const string Line = "line";

    private const int LinesInTransaction = 500, CharactersInTransaction = 4_000_000, RefusalsKept = 1_000;

    /// <summary>Stands where bytes were not UTF-8; no text may hold it otherwise.</summary>
    private const char NotUtf8 = '\uFFFE';

    private readonly List<(long Line, string Reason)> refused = [];
    private long added, unchanged, refusedCount;

    /// <summary>Imports every line. <paramref name="progress"/> is told the number of lines read, after each transaction.</summary>
    public async Task<ImportReport> ImportAsync(Stream archive, Action<long>? progress, CancellationToken cancellation)
    {
        var (ids, numbers) = (new ArchiveIds(db), new ArchiveNumbers());
        using var lines = new BoundedLines(archive);
        var batch = new List<(long Number, string? Text)>(LinesInTransaction);
        var characters = 0;
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            batch.Add(line);
            characters += line.Text?.Length ?? 0;
            if (batch.Count < LinesInTransaction && characters < CharactersInTransaction)
                continue;
            await KeepAsync(batch, ids, numbers, progress, cancellation);
            characters = 0;
        }
        await KeepAsync(batch, ids, numbers, progress, cancellation);
        await new ArchiveSums(db).SettleAsync(numbers, cancellation);
        return new ImportReport(added, unchanged, refused, refusedCount);
    }

    private async Task KeepAsync(List<(long Number, string? Text)> batch, ArchiveIds ids, ArchiveNumbers numbers, Action<long>? progress, CancellationToken cancellation)
    {
        if (batch.Count == 0)
            return;
        var now = time.GetUtcNow();
        var writer = new ArchiveRows(db, ids, judge, docket, new ArchiveCharity(db, ids, numbers, now), now);
        var outcomes = new List<(long Line, string? Reason, bool Added)>();
        var kept = await db.WriteAsync<Done>(async () =>
        {
            outcomes.Clear();
            ids.Clear();
            numbers.Begin();
            foreach (var (number, text) in batch.Where(l => l.Text is not "").ToList())
                outcomes.Add(await OneAsync(writer, ids, number, text, cancellation));
            return default(Done);
        }, cancellation);
        if (!kept.Ok)
            throw new InvalidOperationException("A batch of lines clashed with another writer twice; run the import again.");
        numbers.Keep();
        foreach (var (line, reason, isNew) in outcomes)
            Count(line, reason, isNew);
        progress?.Invoke(batch[^1].Number);
        batch.Clear();
    }

    private void Count(long line, string? reason, bool isNew)
    {
        if (reason is null)
        {
            _ = isNew ? added++ : unchanged++;
            return;
        }
        refusedCount++;
        if (refused.Count < RefusalsKept)
            refused.Add((line, reason));
    }

    private async Task<(long Line, string? Reason, bool Added)> OneAsync(ArchiveRows rows, ArchiveIds ids, long number, string? text, CancellationToken cancellation)
    {
        if (text is null)
            return (number, $"is longer than {LineMax} characters", false);
        if (text.Contains(NotUtf8, StringComparison.Ordinal))
            return (number, "is not UTF-8", false);
        var batch = db.Database.CurrentTransaction!;
        await batch.CreateSavepointAsync(Line, cancellation);
        try
        {
            var line = JsonSerializer.Deserialize<ArchiveLine>(text, ArchiveLine.Json);
            var result = line is null ? Refusal.Invalid("an object is expected") : await rows.AddAsync(line, cancellation);
            await batch.ReleaseSavepointAsync(Line, cancellation);
            return result.Ok ? (number, null, result.Value) : (number, Say(result.Refusals), false);
        }
        catch (JsonException e)
        {
            await batch.ReleaseSavepointAsync(Line, cancellation);
            return (number, "is not the JSON of an archive: " + e.Message.ReplaceLineEndings(" "), false);
        }
        catch (DbUpdateException e) when (!ForumDatabase.IsTrouble(e))
        {
            // It takes back all that it wrote, a thing without its case too, and nothing of the lines before it.
            await batch.RollbackToSavepointAsync(Line, cancellation);
            await batch.ReleaseSavepointAsync(Line, cancellation);
            db.ChangeTracker.Clear();
            ids.Clear();
            return (number, db.IsClash(e) ? "stands in the way of something that is there already" : "breaks a rule of the database", false);
        }
    }

    /// <summary>A rule of the forum is said in its own words; what is wrong with an archive alone is its own sentence.</summary>
    private string Say(IEnumerable<Refusal> refusals) => string.Join(' ', refusals.Select(r =>
        texts["Refusal." + r.Code, r.Args] is { ResourceNotFound: false } sentence ? sentence.Value : r.Code));

    /// <summary>Lines of a stream with their numbers; a line over the limit is null, and never held in memory whole.</summary>
    private sealed class BoundedLines(Stream stream) : IDisposable
    {
        private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(NotUtf8.ToString()));

        private readonly StreamReader reader = new(stream, Utf8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        private readonly char[] buffer = new char[1 << 16];
        private int at, filled;
        private long number;

        public async Task<(long Number, string? Text)?> ReadAsync(CancellationToken cancellation)
        {
            var text = new StringBuilder();
            var (any, tooLong) = (false, false);
            while (true)
            {
                if (at == filled && ((at, filled) = (0, await reader.ReadAsync(buffer, cancellation))).filled == 0)
                    break;
                any = true;
                var end = Array.IndexOf(buffer, '\n', at, filled - at);
                var part = buffer.AsMemory(at, (end < 0 ? filled : end) - at);
                at = end < 0 ? filled : end + 1;
                tooLong |= text.Length + part.Length > LineMax;
                if (!tooLong)
                    text.Append(part);
                if (end >= 0)
                    break;
            }
            return any ? (++number, tooLong ? null : text.ToString().Trim()) : null;
        }

        public void Dispose() => reader.Dispose();
    }
}
