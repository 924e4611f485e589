using System.Globalization;
using System.Text;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Web.Hosting;

/// <summary>What was given, as files: the sums, and the whole ledger with its seals. The same for everybody, whoever asks.</summary>
public static class CharityFiles
{
    private const string Csv = "text/csv; charset=utf-8";

    /// <summary>Whether somebody asks for one of the files. The ledger is written anew for each who asks, however long it is.</summary>
    public static bool IsBooks(HttpRequest request) => request.Path.Value is { } path && (path.Equals(Paths.TotalsFile, StringComparison.OrdinalIgnoreCase) || path.Equals(Paths.LedgerCsv, StringComparison.OrdinalIgnoreCase)
        || path.Equals(Paths.LedgerJsonLines, StringComparison.OrdinalIgnoreCase));

    public static void MapCharityFiles(this WebApplication app)
    {
        app.MapMethods(Paths.TotalsFile, PageMethods.Reading, async (HttpContext context, TransparencyQueries sums, CancellationToken cancellation) =>
        {
            SearchEngineFiles.AnswerAsToGuest(context);
            return SearchEngineFiles.Kept(Encoding.UTF8.GetBytes(Totals(await sums.RowsAsync(cancellation))), Csv);
        });
        app.MapMethods(Paths.LedgerCsv, PageMethods.Reading, (HttpContext context, LedgerQueries ledger, CancellationToken cancellation) => Ledger(context, ledger, LedgerFormat.Csv, cancellation));
        app.MapMethods(Paths.LedgerJsonLines, PageMethods.Reading, (HttpContext context, LedgerQueries ledger, CancellationToken cancellation) => Ledger(context, ledger, LedgerFormat.JsonLines, cancellation));
    }

    private static IResult Ledger(HttpContext context, LedgerQueries ledger, LedgerFormat format, CancellationToken cancellation)
    {
        SearchEngineFiles.AnswerAsToGuest(context);
        var (type, name) = format == LedgerFormat.Csv ? (Csv, "ledger.csv") : ("application/jsonl", "ledger.jsonl");
        return Results.Stream(body => ledger.ExportAsync(body, format, cancellation), type, name);
    }

    /// <summary>The sums as a table for programs: whole numbers of smaller units, and how many digits these have.</summary>
    private static string Totals(List<TotalRow> rows)
    {
        var table = new StringBuilder("month,foundation,foundation_name,kind,currency,minor_digits,amount,donations,refunds\n");
        foreach (var row in rows)
        {
            table.Append(CultureInfo.InvariantCulture, $"{row.Month / 100:0000}-{row.Month % 100:00},{row.FoundationId},{Field(row.Foundation)},{LedgerLine.NameOf(row.Kind)},{row.Sum.Currency},")
                .Append(CultureInfo.InvariantCulture, $"{Currencies.DigitsOf(row.Sum.Currency)},{row.Sum.Amount},{row.Sum.Donations},{row.Sum.Refunds}\n");
        }
        return table.ToString();
    }

    // A name that a table would take for a formula is kept from being one.
    private static string Field(string text) => $"\"{(text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
