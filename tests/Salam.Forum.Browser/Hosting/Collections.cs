using Salam.Forum.Tests.Support;

[assembly: TestCollectionOrderer("Salam.Forum.Browser.Hosting.CollectionOrder", "Salam.Forum.Browser")]

namespace Salam.Forum.Browser.Hosting;

/// <summary>Journeys that only read; they share a forum in which nothing changes.</summary>
[CollectionDefinition(Name)]
public sealed class Reading : ICollectionFixture<Stage>
{
    public const string Name = "Reading";
}

/// <summary>Every page in every look: the longest part, in two forums of its own so that it runs beside the others.</summary>
[CollectionDefinition(Name)]
public sealed class Looking : ICollectionFixture<Stage>
{
    public const string Name = "Looking";
}

/// <summary>Every page of members in every look.</summary>
[CollectionDefinition(Name)]
public sealed class LookingAsMember : ICollectionFixture<Stage>
{
    public const string Name = "Looking as a member";
}

/// <summary>Journeys of members, who write.</summary>
[CollectionDefinition(Name)]
public sealed class Writing : ICollectionFixture<Stage>
{
    public const string Name = "Writing";
}

/// <summary>What is measured in time, with nothing else running.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measuring : ICollectionFixture<Stage>
{
    public const string Name = "Measuring";
}

/// <summary>The three that take longer than all others together begin first.</summary>
public sealed class CollectionOrder() : LongestFirst(Writing.Name, Looking.Name, LookingAsMember.Name, ".TranslationJourneys");
