using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Salam.Forum.Audiences;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>The ledger as a table that nobody changes, and as a file that anybody can check with the script of the documentation.</summary>
public sealed class LedgerTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData("UPDATE DonationLedger SET Amount = 7 WHERE Number = 1")]
    [InlineData("DELETE FROM DonationLedger WHERE Number = 1")]
    [InlineData("INSERT OR REPLACE INTO DonationLedger SELECT * FROM DonationLedger WHERE Number = 1")]
    public async Task The_database_itself_keeps_the_ledger_from_changing(string sql)
    {
        await AFewAsync();
        Assert.Contains("append-only", (await Assert.ThrowsAsync<SqliteException>(() => forum.SqlAsync(sql))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LedgerFormat.Csv)]
    [InlineData(LedgerFormat.JsonLines)]
    public async Task The_script_of_the_documentation_finds_a_whole_ledger_whole_and_every_other_not(LedgerFormat format)
    {
        await AFewAsync();
        var lines = (await ExportAsync(format)).TrimEnd('\n').Split('\n').ToList();
        var head = await forum.ActAsync<LedgerQueries, LedgerHead>(Viewer.Guest, l => l.HeadAsync(default));
        string[] named = ["--head", $"{head.Number}:{head.Hash}"];
        Assert.Equal(0, await VerifyAsync(lines, named));
        Assert.Equal(0, await VerifyAsync(lines, []));
        var middle = lines.Count / 2;
        Assert.Equal(1, await VerifyAsync([.. lines[..middle], .. lines[(middle + 1)..]], []));
        Assert.Equal(1, await VerifyAsync([.. lines[..1], .. lines[2..]], []));
        Assert.Equal(1, await VerifyAsync([.. lines[..middle], lines[middle + 1], lines[middle], .. lines[(middle + 2)..]], []));
        Assert.Equal(1, await VerifyAsync([.. lines[..middle], lines[middle].Replace("EUR", "USD", StringComparison.Ordinal), .. lines[(middle + 1)..]], []));
        // Its end is missed by whoever knows where it ends: a file of objects says so itself.
        Assert.Equal(1, await VerifyAsync(lines[..^1], named));
        Assert.Equal(format == LedgerFormat.Csv ? 0 : 1, await VerifyAsync(lines[..^1], []));
    }

    [Fact]
    public async Task The_ledger_says_nothing_of_names_and_references()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "secret-name", 5) with { Reference = "secret-reference" });
        foreach (var format in Enum.GetValues<LedgerFormat>())
            Assert.DoesNotContain("secret", await ExportAsync(format), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_is_walked_page_by_page_each_line_once()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, [.. Enumerable.Range(0, 120).Select(i => Charities.Gift(world, $"d{i}", 5 + i))]);
        var (seen, after) = (new List<long>(), (string?)null);
        do
        {
            var page = (await forum.ActAsync<LedgerQueries, Result<Page<LedgerRow>>>(Viewer.Guest, l => l.PageAsync(world.Project, after, default))).Value;
            seen.AddRange(page.Items.Select(r => r.Number));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
        Assert.Equal(seen.OrderDescending(), seen);
    }

    private async Task AFewAsync()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, [.. Enumerable.Range(0, 9).Select(i => Charities.Gift(world, $"d{i}", 100 + i))]);
        await forum.TakeAsync(world, Charities.Gift(world, "r1", -50, "d1"));
        // Said otherwise too: what had counted is taken back by a line.
        await forum.TakeAsync(world, Charities.Gift(world, "d2", 7));
    }

    private async Task<string> ExportAsync(LedgerFormat format)
    {
        using var file = new MemoryStream();
        await forum.ActAsync<LedgerQueries, long>(Viewer.Guest, l => l.ExportAsync(file, format, default));
        return Encoding.UTF8.GetString(file.ToArray());
    }

    /// <summary>Runs the script as it stands in docs/charity.md; returns its exit code.</summary>
    private static async Task<int> VerifyAsync(IReadOnlyList<string> lines, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("salam-ledger-");
        try
        {
            var (script, ledger) = (Path.Combine(folder.FullName, "verify.py"), Path.Combine(folder.FullName, "ledger"));
            await File.WriteAllTextAsync(script, CharityDocs.Block("python", "verify"));
            await File.WriteAllTextAsync(ledger, string.Join('\n', lines) + "\n");
            using var python = Process.Start(new ProcessStartInfo("python3", [script, ledger, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var said = await python.StandardError.ReadToEndAsync();
            await python.WaitForExitAsync();
            return python.ExitCode is 0 or 1 ? python.ExitCode : throw new InvalidOperationException(said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
