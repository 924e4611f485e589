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
    private readonly int[] bases, checks;
    private readonly int[][] ends;

    private Trie(int[] bases, int[] checks, int[][] ends, Dictionary<char, ushort> alphabet)
    {
        (this.bases, this.checks, this.ends) = (bases, checks, ends);
        foreach (var (symbol, code) in alphabet) codes[symbol] = code;
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
    public int[] Ends(int state) => ends[state];

    /// <summary>Builds the arrays; what ends where is given as numbers of the caller's.</summary>
    public static Trie Of(IReadOnlyCollection<(string Pattern, int Number)> patterns)
    {
        var root = new Node();
        var alphabet = new Dictionary<char, ushort>();
        foreach (var (pattern, number) in patterns)
        {
            var node = root;
            foreach (var symbol in pattern)
            {
                if (!alphabet.TryGetValue(symbol, out var code)) alphabet[symbol] = code = (ushort)(alphabet.Count + 1);
                node.Next ??= [];
                if (!node.Next.TryGetValue(code, out var next)) node.Next[code] = next = new Node();
                node = next;
            }

            (node.Ends ??= []).Add(number);
        }

        return new Builder().Lay(root, alphabet);
    }

    private sealed class Node
    {
        public SortedList<ushort, Node>? Next { get; set; }
        public List<int>? Ends { get; set; }
    }

    private sealed class Builder
    {
        private int[] bases = new int[1024], checks = new int[1024];
        private int[][] ends = new int[1024][];
        private int firstFree = 2, last = Root;

        public Trie Lay(Node root, Dictionary<char, ushort> alphabet)
        {
            checks[Root] = -1;
            ends[Root] = [];
            var queue = new Queue<(Node Node, int State)>([(root, Root)]);
            while (queue.TryDequeue(out var item))
            {
                ends[item.State] = item.Node.Ends is { } list ? [.. list.Distinct()] : [];
                if (item.Node.Next is not { } next) continue;

                // Two statements: placing may make the arrays anew, and an assignment fetches its array first.
                var at = Place(next.Keys);
                bases[item.State] = at;
                foreach (var (code, child) in next)
                {
                    checks[at + code] = item.State;
                    last = Math.Max(last, at + code);
                    queue.Enqueue((child, at + code));
                }
            }

            return new Trie(bases[..(last + 1)], checks[..(last + 1)], ends[..(last + 1)], alphabet);
        }

        // First fit from the first free place on; a crowded start is left behind for good, or building would be quadratic.
        private int Place(IList<ushort> codes)
        {
            while (firstFree < checks.Length && checks[firstFree] != 0) firstFree++;
            var misses = 0;
            for (var place = firstFree; ; place++)
            {
                Grow(place + 1);
                if (checks[place] != 0) continue;
                var at = place - codes[0];
                if (at > 0 && Fits(at, codes)) return at;
                if (++misses == 64) firstFree = place;
            }
        }

        private bool Fits(int at, IList<ushort> codes)
        {
            Grow(at + codes[^1] + 1);
            foreach (var code in codes)
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
