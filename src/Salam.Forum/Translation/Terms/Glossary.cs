using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text;

namespace Salam.Forum.Translation.Terms;

/// <summary>
/// The terms that are known: those that come with the forum (<c>Translation/Terms</c>, one file a topic) and an operator's, where a term takes the place of ours
/// of the same name. Immutable, safe for many threads, linear in the text and flat in the terms.
/// </summary>
public sealed class Glossary
{
    private const string Resources = "Salam.Forum.Translation.Terms.";

    private static readonly Lazy<Glossary> BuiltInOnce = new(() => Parse(OurText(), out _));

    private readonly ConcurrentDictionary<string, TermFinder> finders = new(StringComparer.Ordinal);

    private Glossary(IReadOnlyList<Term> terms) => Terms = terms;

    /// <summary>A glossary without terms.</summary>
    public static Glossary Empty { get; } = new([]);

    /// <summary>The terms that come with the forum.</summary>
    public static Glossary BuiltIn => BuiltInOnce.Value;

    /// <summary>All terms, in the order of their files.</summary>
    public IReadOnlyList<Term> Terms { get; }

    /// <summary>
    /// Reads terms. A line <c>[name]</c> or <c>[name kept]</c> begins one; below it stand lines such as <c>en: salah, salaah | ar: =صلاة | *: swalah</c>: a code, how it
    /// is written there, and the other spellings it is found by. A spelling behind <c>=</c> is written and not looked for. What begins with <c>#</c>
    /// is a remark. Bad parts of a line are left out and told by its number; a term that stands there twice keeps both.
    /// </summary>
    public static Glossary Parse(string text, out IReadOnlyList<BadTerm> bad)
    {
        var parser = new TermParser();
        parser.Read(text);
        bad = parser.Bad;
        return new Glossary(parser.Terms());
    }

    /// <summary>Our terms and the operator's, where his take the place of ours of the same name.</summary>
    public static Glossary Merge(Glossary ours, Glossary own)
    {
        if (own.Terms.Count == 0) return ours;
        var names = own.Terms.Select(t => t.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return new Glossary([.. own.Terms, .. ours.Terms.Where(t => !names.Contains(t.Name))]);
    }

    /// <summary>Where terms stand in a text of a language: whole words, the longest first, none inside another.</summary>
    internal List<TermPlace> Find(string text, string language) => finders.GetOrAdd(language, code => new TermFinder(Terms, code)).Find(text);

    private static string OurText()
    {
        var text = new StringBuilder();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            text.Append(reader.ReadToEnd()).Append('\n');
        }

        return text.ToString();
    }
}
