namespace Salam.Forum.Audiences;

/// <summary>Brothers or Sisters: every member belongs to one. The enum starts at 1, so that a forgotten value is never a circle.</summary>
public enum Circle : byte
{
    /// <summary>Men.</summary>
    Brothers = 1,

    /// <summary>Women.</summary>
    Sisters = 2,
}

/// <summary>Who may see a thing. The enum starts at 1, so that a forgotten value is refused by the database.</summary>
public enum Audience : byte
{
    /// <summary>All, guests too.</summary>
    Everyone = 1,

    /// <summary>Signed-in brothers.</summary>
    Brothers = 2,

    /// <summary>Signed-in sisters.</summary>
    Sisters = 3,
}

/// <summary>What a member may do for the community.</summary>
public enum Role : byte
{
    /// <summary>Reads and writes.</summary>
    Member = 1,

    /// <summary>Reviews what is flagged, in her own circle and in public.</summary>
    Moderator = 2,

    /// <summary>Runs the forum.</summary>
    Administrator = 3,
}

/// <summary>Where a post or comment stands.</summary>
public enum Status : byte
{
    /// <summary>Seen by its audience.</summary>
    Published = 1,

    /// <summary>Awaiting review: seen by its author and moderators.</summary>
    Held = 2,

    /// <summary>Taken away by a moderator: seen by its author and moderators.</summary>
    Removed = 3,

    /// <summary>Deleted by its author: seen by nobody, its words are gone.</summary>
    Deleted = 4,
}

/// <summary>How much of what the filter found a reader wants to see.</summary>
public enum ReadingLevel : byte
{
    /// <summary>Sensitive things are left out.</summary>
    Strict = 1,

    /// <summary>Sensitive things are folded behind a line, indecent ones left out. Guests read so.</summary>
    Standard = 2,

    /// <summary>Everything is shown.</summary>
    Off = 3,
}

/// <summary>How circles and audiences meet.</summary>
public static class Circles
{
    /// <summary>The audience made of this circle alone.</summary>
    public static Audience Own(this Circle circle) => circle == Circle.Sisters ? Audience.Sisters : Audience.Brothers;
}
