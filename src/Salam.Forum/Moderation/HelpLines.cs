using System.Text;
using Microsoft.Extensions.Logging;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Moderation;

/// <summary>A line that helps people in danger.</summary>
/// <param name="Country">Two letters of ISO 3166.</param>
/// <param name="Helps">With what.</param>
/// <param name="Name">Its own name, in the first of its languages.</param>
/// <param name="Number">As people dial it.</param>
/// <param name="Hours">When it answers; <see cref="HelpLines.Always"/> for day and night.</param>
/// <param name="Languages">Codes of the languages it speaks.</param>
public sealed record HelpLine(string Country, IReadOnlyList<Distress> Helps, string Name, string Number, string Hours, IReadOnlyList<string> Languages);

/// <summary>A line of an operator's file that was left out, and why.</summary>
public sealed record BadHelpLine(int Number, string Reason);

/// <summary>
/// The help lines of the countries: those that come with the forum, and the operator's in <c>{DataFolder}/help-lines.txt</c>, where a country
/// takes the place of ours. The file is looked at when somebody needs it, and read anew when it has changed.
/// </summary>
public sealed partial class HelpLines(ForumOptions options, ILogger<HelpLines> log)
{
    /// <summary>The hours of a line that always answers.</summary>
    public const string Always = "24/7";

    // Of more countries that share a language none is likely to be hers.
    private const int FewCountries = 3;

    private const int Fields = 6, FieldMax = 120;
    private static readonly IReadOnlyList<HelpLine> BuiltIn = Parse(OurText(), out _);

    private readonly Lock reading = new();
    private readonly string file = Path.Combine(options.DataFolder, "help-lines.txt");
    private (DateTime At, long Length) seen;
    private IReadOnlyList<HelpLine> current = BuiltIn;

    /// <summary>All lines, those of a country together.</summary>
    public IReadOnlyList<HelpLine> All()
    {
        lock (reading)
        {
            var now = State();
            if (now != seen && Read(now) is { } lines)
                (seen, current) = (now, lines);
            return current;
        }
    }

    /// <summary>
    /// The countries whose lines come first for somebody: that of her region, if it has any; else those whose lines are first of all in a language
    /// of hers, where they are few. A language of many countries tells nothing, and the next one is asked. None where nothing tells.
    /// </summary>
    /// <param name="lines">The lines to choose from, all of them: what a language tells follows from them.</param>
    /// <param name="region">Two letters, or null where none is known.</param>
    /// <param name="languages">Codes, the preferred one first.</param>
    public static IReadOnlyList<string> CountriesFor(IReadOnlyList<HelpLine> lines, string? region, IEnumerable<string> languages) =>
        region is not null && lines.Any(l => l.Country == region)
            ? [region]
            : languages.Select(code => lines.Where(l => l.Languages[0] == code).Select(l => l.Country).Distinct(StringComparer.Ordinal).ToList()).FirstOrDefault(c => c.Count is > 0 and <= FewCountries) ?? [];

    /// <summary>Reads lines; what cannot be used is left out and told by its number.</summary>
    public static IReadOnlyList<HelpLine> Parse(string text, out IReadOnlyList<BadHelpLine> bad)
    {
        var (good, wrong) = (new List<HelpLine>(), new List<BadHelpLine>());
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Trim() is not { Length: > 0 } content || content[0] == '#')
                continue;
            if (ParseLine(content, out var parsed) is { } reason)
                wrong.Add(new BadHelpLine(number, reason));
            else
                good.Add(parsed!);
        }
        bad = wrong;
        return good.OrderBy(l => l.Country, StringComparer.Ordinal).ToList();
    }

    private static string? ParseLine(string line, out HelpLine? parsed)
    {
        parsed = null;
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length != Fields)
            return $"{Fields} parts divided by | are expected, and there are {parts.Length}";
        if (parts.Any(p => p.Length is 0 or > FieldMax || p.Any(char.IsControl)))
            return $"each part needs 1 to {FieldMax} characters";
        if (parts[0] is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            return $"\"{parts[0]}\" is no country of two capital letters";
        var helps = parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch { "despair" => Distress.Despair, "home" => Distress.ViolenceAtHome, _ => Distress.None }).ToList();
        if (helps.Contains(Distress.None))
            return $"\"{parts[1]}\" is neither despair nor home";
        if (!parts[3].Any(char.IsAsciiDigit) || parts[3].Any(c => !char.IsAsciiDigit(c) && c is not (' ' or '+' or '-' or '(' or ')')))
            return $"\"{parts[3]}\" is no telephone number";
        var languages = parts[5].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (languages.Any(code => code.Length is < 2 or > 8 || !code.All(c => char.IsAsciiLetterLower(c) || c == '-')))
            return $"\"{parts[5]}\" is no row of language codes";
        parsed = new HelpLine(parts[0], helps, parts[2], parts[3], parts[4], languages);
        return null;
    }

    private IReadOnlyList<HelpLine>? Read((DateTime At, long Length) state)
    {
        if (state == default)
            return BuiltIn;
        try
        {
            var own = Parse(File.ReadAllText(file, Encoding.UTF8), out var bad);
            foreach (var line in bad)
                BadLine(line.Number, line.Reason);
            var countries = own.Select(l => l.Country).ToHashSet(StringComparer.Ordinal);
            return [.. BuiltIn.Where(l => !countries.Contains(l.Country)).Concat(own).OrderBy(l => l.Country, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable(e.GetType().Name);
            return null;
        }
    }

    private (DateTime At, long Length) State() => new FileInfo(file) is { Exists: true } info ? (info.LastWriteTimeUtc, info.Length) : default;

    private static string OurText()
    {
        using var stream = typeof(HelpLines).Assembly.GetManifestResourceStream("Salam.Forum.Moderation.HelpLines.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [LoggerMessage(1, LogLevel.Warning, "help-lines.txt, line {Line} was left out: {Reason}")]
    private partial void BadLine(int line, string reason);

    [LoggerMessage(2, LogLevel.Error, "help-lines.txt could not be read; the last lines stay in force: {Error}")]
    private partial void Unreadable(string error);
}
