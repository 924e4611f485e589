using Salam.Forum.Tests.Support;

[assembly: TestCollectionOrderer("Salam.Forum.Tests.CollectionOrder", "Salam.Forum.Tests")]

namespace Salam.Forum.Tests;

/// <summary>What takes more than ten seconds, or waits for some of them.</summary>
public sealed class CollectionOrder() : LongestFirst(
    ".VisibilityMatrixTests", ".StartTests", ".LinkFetcherTests", ".TextRunsPropertyTests", ".VipsTests", "Translation.BadInputTests", ".LockOutTests", ".JudgingPassTests", ".FilterEnduranceTests", ".HeadersTests", ".CachingTests", ".PicturePostTests",
    ".LinkCardPostTests", ".TranslationPagesTests");
