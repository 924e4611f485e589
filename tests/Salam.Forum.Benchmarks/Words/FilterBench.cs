using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Benchmarks.Words;

/// <summary>
/// The content filter over texts of 200 characters, with the built-in lists and with ten times as many entries, beside the least that could be done:
/// looking up every word in a set.
/// </summary>
[MemoryDiagnoser]
public class FilterBench
{
    private const int Texts = 1_000, Length = 200;

    private readonly HashSet<string> set = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words;
    private WordFilter filter = null!;
    private string[] clean = [], mixed = [];

    /// <summary>How many times the entries of the built-in lists.</summary>
    [Params(1, 10)]
    public int Size { get; set; }

    /// <summary>Runs all of it in this process: the benchmark project needs no second build.</summary>
    public static void Run() =>
        BenchmarkRunner.Run<FilterBench>(DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithOptions(ConfigOptions.DisableLogFile));

    [GlobalSetup]
    public void Prepare()
    {
        var lists = WordLists.BuiltIn();
        var random = new Random(1);
        var made = new StringBuilder("[spam sensitive]\n");
        for (var i = lists.Count * (Size - 1); i > 0; i--)
            made.Append(CultureInfo.InvariantCulture, $"{Word(random)}{Word(random)} {Word(random)}\n");
        lists.Add("made", "made", new StringReader(made.ToString()));
        filter = lists.Build();
        for (var i = 0; i < lists.Count; i++)
            set.Add(Word(random) + Word(random));
        words = set.GetAlternateLookup<ReadOnlySpan<char>>();
        clean = [.. Enumerable.Range(0, Texts).Select(_ => Text(random, ""))];
        mixed = [.. Enumerable.Range(0, Texts).Select(i => Text(random, (i % 10) switch { 0 => "you f.u.c.k ", 1 => "السلام عليكم ورحمة الله ", 2 => "idiot ", 3 => "на базаре ", _ => "" }))];
    }

    [Benchmark(Baseline = true, Description = "word set, clean", OperationsPerInvoke = Texts)]
    public int WordSet()
    {
        var found = 0;
        foreach (var text in clean)
        {
            foreach (var word in text.AsSpan().Split(' '))
                found += words.Contains(text.AsSpan(word)) ? 1 : 0;
        }
        return found;
    }

    [Benchmark(Description = "filter, clean", OperationsPerInvoke = Texts)]
    public int Clean() => Judge(clean);

    [Benchmark(Description = "filter, one in five disguised or foreign, one in five hit", OperationsPerInvoke = Texts)]
    public int Mixed() => Judge(mixed);

    private int Judge(string[] texts)
    {
        var sum = 0;
        foreach (var text in texts)
            sum += (int)filter.Judge(text).Severity;
        return sum;
    }

    private static string Text(Random random, string start)
    {
        string[] plain = ["the", "mosque", "opened", "early", "and", "brother", "taught", "children", "letters", "before", "noon", "while", "rain", "fell", "gently", "gardens"];
        var text = new StringBuilder(start);
        while (text.Length < Length)
            text.Append(plain[random.Next(plain.Length)]).Append(' ');
        return text.ToString(0, Length);
    }

    // Syllables, so that the made entries share their beginnings as words do.
    private static string Word(Random random)
    {
        string[] syllables = ["ba", "ke", "mo", "ri", "su", "ta", "lo", "ne", "gi", "fu", "shar", "ten", "mul", "pos", "dri"];
        return syllables[random.Next(15)] + syllables[random.Next(15)];
    }
}
