using Xunit.Abstractions;

namespace Salam.Forum.Tests.Support;

/// <summary>Has the collections begin that take longest, so that no processor waits at the end for one that began last. Without it their order is left to chance.</summary>
/// <param name="longest">How the names of these collections end, the longest one first; the others follow in the order of their names.</param>
public abstract class LongestFirst(params string[] longest) : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Array.FindIndex(longest, name => c.DisplayName.EndsWith(name, StringComparison.Ordinal)) is var place and >= 0 ? place : longest.Length).ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
