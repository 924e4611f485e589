namespace Salam.Forum.ContentFilter;

/// <summary>
/// Weighs what was met by what stands around it. Talk about sin is no sin: a question, teaching, a report, repentance and a victim lower a severity;
/// an offer raises it, and so does saying it to somebody's face.
/// </summary>
internal sealed class Judgement(Lexicon lexicon, string text, Scratch scratch)
{
    // How far, in UTF-16 units, a cue works: about two sentences; to somebody's face and of the word itself, about six words.
    private const int Near = 160, Close = 40;

    // What an offer makes worse; the others are no goods.
    private const Categories Goods = Categories.Sexual | Categories.AlcoholAndDrugs | Categories.Gambling | Categories.Interest | Categories.Magic;

    private static readonly string[] Titles =
    [
        "mr", "uncle", "dr", "brother", "named", "called", "sir", "neighbour", "neighbor", "friend", "teacher", "colleague", "cousin", "husband", "grandpa", "grandfather", "coach",
    ];

    private readonly int mostEveryday = scratch.Everyday.Max();

    /// <summary>The verdict over all hits.</summary>
    public Verdict Verdict()
    {
        var matches = new List<Match>();
        var allowed = Allowed();
        foreach (var hit in scratch.Found)
        {
            var entry = lexicon[hit.Entry];
            if (entry.Section.Role == Role.Allowed || IsInside(hit, allowed) || !SpeaksOwnLanguage(entry) || IsName(entry, hit)) continue;
            var (severity, context) = Weigh(entry.Section, hit);
            if (severity == Severity.Clean) continue;
            matches.Add(new Match(hit.Start, hit.End - hit.Start, entry.Section.Category, severity) { Entry = entry.Text, List = entry.List, Context = context });
        }

        if (matches.Count == 0 && scratch.Distress.Count == 0) return ContentFilter.Verdict.Clean;
        var places = DistressPlaces();
        return new Verdict
        {
            Severity = matches.Count == 0 ? Severity.Clean : matches.Max(m => m.Severity),
            Categories = matches.Aggregate(Categories.None, (all, m) => all | m.Category),
            Distress = places.Aggregate(Distress.None, (all, p) => Heavier(all, p.Distress)),
            DistressPlaces = places,
            Matches = Apart(matches),
        };
    }

    private (Severity Severity, Context Context) Weigh(Section section, Hit hit)
    {
        if (section.Counts.HasFlag(Counts.Fixed)) return (section.Severity, Context.None);
        var (lowering, selling, you) = Around(hit);
        if (section.Counts.HasFlag(Counts.Offered))
            return lowering != Context.None || !selling ? (Severity.Clean, lowering) : (section.Severity, Context.Selling);

        // Who tells of an insult has mostly suffered it, and who asks what a word means does not say it: neither is to be held for it.
        if (lowering == Context.Naming || (lowering is Context.Quoting or Context.Suffering && section.Category == Categories.Insult)) return (Lower(Lower(section.Severity)), lowering);
        if (lowering != Context.None) return (Lower(section.Severity), lowering);
        if (section.Counts.HasFlag(Counts.Directed)) return you ? (section.Severity, Context.SecondPerson) : (Lower(section.Severity), Context.None);
        if (selling && Goods.HasFlag(section.Category)) return (Raise(section.Severity, Severity.Forbidden), Context.Selling);
        return you && section.Category == Categories.Insult ? (Raise(section.Severity, Severity.Indecent), Context.SecondPerson) : (section.Severity, Context.None);
    }

    // The cues around a place: the nearest that lowers, whether something is offered, whether somebody is addressed.
    private (Context Lowering, bool Selling, bool You) Around(Hit hit)
    {
        var (lowering, distance, selling, you) = (Context.None, int.MaxValue, false, false);
        for (var i = FirstAfter(hit.Start - Near); i < scratch.Cues.Count && scratch.Cues[i].Start <= hit.End + Near; i++)
        {
            var cue = scratch.Cues[i];
            var context = lexicon[cue.Entry].Section.Cue;
            var away = Math.Max(Math.Max(cue.Start - hit.End, hit.Start - cue.End), 0);
            if (context == Context.Selling) selling = true;
            else if (context == Context.SecondPerson) you |= away <= Close && Speaks(lexicon[cue.Entry].Language);
            else if (context == Context.Naming)
            {
                if (away <= Close && Speaks(lexicon[cue.Entry].Language)) (lowering, distance) = (context, -1);
            }
            else if (away < distance && Speaks(lexicon[cue.Entry].Language)) (lowering, distance) = (context, away);
        }

        return (lowering, selling, you);
    }

    private int FirstAfter(int place)
    {
        int low = 0, high = scratch.Cues.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (scratch.Cues[middle].Start < place) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static Severity Lower(Severity severity) => severity == Severity.Clean ? severity : severity - 1;

    private static Severity Raise(Severity severity, Severity most) => severity >= most ? severity : severity + 1;

    private List<Hit> Allowed()
    {
        var allowed = scratch.Found.FindAll(h => lexicon[h.Entry].Section.Role == Role.Allowed);
        allowed.Sort((a, b) => a.Start.CompareTo(b.Start));

        // Of those that begin earlier only the farthest end counts, so that one look-up tells.
        for (var i = 1; i < allowed.Count; i++)
        {
            if (allowed[i].End < allowed[i - 1].End) allowed[i] = allowed[i] with { End = allowed[i - 1].End };
        }

        return allowed;
    }

    private static bool IsInside(Hit hit, List<Hit> allowed)
    {
        int low = 0, high = allowed.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (allowed[middle].Start <= hit.Start) low = middle + 1;
            else high = middle;
        }

        return low > 0 && allowed[low - 1].End >= hit.End;
    }

    // "Bite" is food in English. Where no language can be told, the entry counts.
    private bool SpeaksOwnLanguage(Entry entry) => !lexicon.IsOwn(entry) || Speaks(entry.Language);

    // A cue lowers in its own language only: the Turkish word for a chapter of the Qur'an is "sure". Half as many words more may be a neighbour's,
    // as between Malay and Indonesian.
    private bool Speaks(int language) => scratch.Everyday[language] * 3 >= mostEveryday * 2;

    // A capital, then small letters, and a capitalised word after it, or an initial or what a person is called before it.
    private bool IsName(Entry entry, Hit hit)
    {
        if (!entry.Section.Counts.HasFlag(Counts.Name) || hit.End - hit.Start < 2 || !char.IsUpper(text[hit.Start])) return false;
        for (var i = hit.Start + 1; i < hit.End; i++)
        {
            if (char.IsUpper(text[i])) return false;
        }

        if (hit.End + 2 < text.Length && text[hit.End] == ' ' && char.IsUpper(text[hit.End + 1]) && char.IsLower(text[hit.End + 2])) return true;
        var before = text.AsSpan(Math.Max(0, hit.Start - 12), Math.Min(12, hit.Start));
        if (before is [.., '.', ' '] && before.Length > 2 && char.IsUpper(before[^3]) && (before.Length == 3 || !char.IsLetter(before[^4]))) return true;
        before = before.TrimEnd(" .");
        foreach (var title in Titles)
        {
            if (before.EndsWith(title, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // Places that overlap or touch are one: "I want to die" and "want to die" are not told twice.
    private List<DistressPlace> DistressPlaces()
    {
        var places = new List<DistressPlace>();
        if (scratch.Distress.Count == 0) return places;
        scratch.Distress.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        foreach (var hit in scratch.Distress)
        {
            var distress = lexicon[hit.Entry].Section.Distress;
            if (places.Count > 0 && places[^1] is var last && hit.Start <= last.Start + last.Length)
                places[^1] = new DistressPlace(last.Start, Math.Max(last.Length, hit.End - last.Start), Heavier(last.Distress, distress));
            else
                places.Add(new DistressPlace(hit.Start, hit.End - hit.Start, distress));
        }

        return places;
    }

    private static Distress Heavier(Distress one, Distress other) => one > other ? one : other;

    // Of matches that overlap, the gravest, then the longest.
    private static List<Match> Apart(List<Match> matches)
    {
        matches.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        var apart = new List<Match>();
        foreach (var match in matches)
        {
            if (apart.Count == 0 || match.Start >= apart[^1].Start + apart[^1].Length) apart.Add(match);
            else if (match.Severity > apart[^1].Severity || (match.Severity == apart[^1].Severity && match.Length > apart[^1].Length)) apart[^1] = match;
        }

        return apart;
    }
}
