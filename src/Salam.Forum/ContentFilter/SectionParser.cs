namespace Salam.Forum.ContentFilter;

/// <summary>Reads the lines in brackets that say what the entries below them are.</summary>
internal sealed class SectionParser
{
    /// <summary>The section of lines that begin with an exclamation mark.</summary>
    public static readonly Section Exceptions = new(Role.Allowed);

    private static readonly Dictionary<string, Categories> CategoryNames = Enum.GetValues<Categories>().Where(c => c != Categories.None).ToDictionary(Names.Of, StringComparer.Ordinal);

    /// <summary>What entries are now; null after a line that could not be understood, so that its entries do not land elsewhere.</summary>
    public Section? Current { get; private set; }

    /// <summary>Whether the lines now hold endings for <c>+</c>.</summary>
    public bool IsEndings { get; private set; }

    /// <summary>Opens a section; answers what is wrong, or null.</summary>
    public string? Open(string line)
    {
        (Current, IsEndings) = (null, false);
        if (line[^1] != ']') return "the section's bracket does not close";
        var words = line[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["endings"]: IsEndings = true; return null;
            case ["everyday", "own"]: Current = new Section(Role.Everyday, Counts: Counts.Own); return null;
            case ["everyday"]: Current = new Section(Role.Everyday); return null;
            case ["cue", var name] when Cue(name) is var cue and not Context.None: Current = new Section(Role.Cue, Cue: cue); return null;
            case ["distress", "despair"]: Current = new Section(Role.Distress, Distress: Distress.Despair); return null;
            case ["distress", "violence-at-home"]: Current = new Section(Role.Distress, Distress: Distress.ViolenceAtHome); return null;
            case [var category, var severity, .. var rest] when CategoryNames.TryGetValue(category, out var which) && SeverityOf(severity) is { } how:
                return Fault(which, how, rest);
            default: return $"\"{line}\" is no section";
        }
    }

    private string? Fault(Categories category, Severity severity, string[] options)
    {
        var counts = Counts.Plainly;
        foreach (var option in options)
        {
            Counts? one = option switch { "fixed" => Counts.Fixed, "directed" => Counts.Directed, "offered" => Counts.Offered, "name" => Counts.Name, _ => null };
            if (one is null) return $"\"{option}\" is none of fixed, directed, offered, name";
            counts |= one.Value;
        }

        Current = new Section(Role.Fault, category, severity, counts);
        return null;
    }

    private static Context Cue(string name) => name switch
    {
        "asking" => Context.Asking,
        "teaching" => Context.Teaching,
        "quoting" => Context.Quoting,
        "repenting" => Context.Repenting,
        "suffering" => Context.Suffering,
        "selling" => Context.Selling,
        "you" => Context.SecondPerson,
        "naming" => Context.Naming,
        _ => Context.None,
    };

    private static Severity? SeverityOf(string name) => name switch { "sensitive" => Severity.Sensitive, "indecent" => Severity.Indecent, "forbidden" => Severity.Forbidden, _ => null };
}
