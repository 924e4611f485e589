using System.Runtime.CompilerServices;

namespace Salam.Forum.ContentFilter;

/// <summary>
/// All patterns in one double array (Aoe 1989): a step is one addition and one comparison, whatever the number of patterns.
/// A state t follows s on a symbol with code c when t = base[s] + c and check[t] = s.
/// </summary>
internal sealed class Trie
{
    public const int Root = 1, None = 0;

    private readonly ushort[] codes = new ushort[char.MaxValue + 1];
    private readonly int[] bases, checks, ends, numbers;

    private Trie(int[] bases, int[] checks, int[] ends, int[] numbers, IReadOnlyList<char> alphabet)
    {
        (this.bases, this.checks, this.ends, this.numbers) = (bases, checks, ends, numbers);
        for (var i = 0; i < alphabet.Count; i++) codes[alphabet[i]] = (ushort)(i + 1);
    }

    /// <summary>How many states there are room for.</summary>
    public int Size => bases.Length;

    /// <summary>The state after one more symbol, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Step(int state, char symbol)
    {
        var code = codes[symbol];
        if (code == 0) return None;
        var next = bases[state] + code;
        return (uint)next < (uint)checks.Length && checks[next] == state ? next : None;
    }

    /// <summary>What ends in this state.</summary>
    public ReadOnlySpan<int> Ends(int state)
    {
        var at = ends[state];
        return numbers.AsSpan(at + 1, numbers[at]);
    }

    /// <summary>Builds the arrays; what ends where is given as numbers of the caller's.</summary>
    public static Trie Of(IEnumerable<(string Pattern, int Number)> patterns)
    {
        // In this order whatever begins alike stands together, the shorter first: each state is a part of the list, and no tree has to be made of it.
        (string Pattern, int Number)[] sorted = [.. patterns.OrderBy(p => p.Pattern, StringComparer.Ordinal)];
        return new Builder(sorted).Lay();
    }

    private sealed class Builder((string Pattern, int Number)[] sorted)
    {
        private readonly char[] alphabet = [.. sorted.SelectMany(p => p.Pattern).Distinct().Order()];

        // At 0 stands that nothing ends.
        private readonly List<int> numbers = [0];
        private readonly List<(int Code, int From)> next = [];
        private int[] bases = new int[1024], checks = new int[1024], ends = new int[1024];
        private int firstFree = 2, last = Root;

        public Trie Lay()
        {
            var codes = alphabet.Index().ToDictionary(a => a.Item, a => a.Index + 1);
            checks[Root] = -1;
            var queue = new Queue<(int From, int To, int Depth, int State)>([(0, sorted.Length, 0, Root)]);
            while (queue.TryDequeue(out var part))
            {
                var from = End(part.From, part.To, part.Depth, part.State);
                if (from == part.To) continue;
                next.Clear();
                for (var i = from; i < part.To; i++)
                {
                    if (i == from || sorted[i].Pattern[part.Depth] != sorted[i - 1].Pattern[part.Depth]) next.Add((codes[sorted[i].Pattern[part.Depth]], i));
                }

                // Two statements: placing may make the arrays anew, and an assignment fetches its array first.
                var at = Place();
                bases[part.State] = at;
                for (var i = 0; i < next.Count; i++)
                {
                    var state = at + next[i].Code;
                    checks[state] = part.State;
                    last = Math.Max(last, state);
                    queue.Enqueue((next[i].From, i + 1 < next.Count ? next[i + 1].From : part.To, part.Depth + 1, state));
                }
            }

            return new Trie(bases[..(last + 1)], checks[..(last + 1)], ends[..(last + 1)], [.. numbers], alphabet);
        }

        // Notes what ends in a state, each number once; answers where what goes on begins.
        private int End(int from, int to, int depth, int state)
        {
            var on = from;
            while (on < to && sorted[on].Pattern.Length == depth) on++;
            if (on == from) return from;
            int[] found = [.. sorted[from..on].Select(p => p.Number).Distinct()];
            ends[state] = numbers.Count;
            numbers.Add(found.Length);
            numbers.AddRange(found);
            return on;
        }

        // First fit from the first free place on; a crowded start is left behind for good, or building would be quadratic.
        private int Place()
        {
            while (firstFree < checks.Length && checks[firstFree] != 0) firstFree++;
            var misses = 0;
            for (var place = firstFree; ; place++)
            {
                Grow(place + 1);
                if (checks[place] != 0) continue;
                var at = place - next[0].Code;
                if (at > 0 && Fits(at)) return at;
                if (++misses == 64) firstFree = place;
            }
        }

        private bool Fits(int at)
        {
            Grow(at + next[^1].Code + 1);
            foreach (var (code, _) in next)
            {
                if (checks[at + code] != 0) return false;
            }

            return true;
        }

        private void Grow(int size)
        {
            if (size <= bases.Length) return;
            size = Math.Max(size, bases.Length * 2);
            Array.Resize(ref bases, size);
            Array.Resize(ref checks, size);
            Array.Resize(ref ends, size);
        }
    }
}
