namespace Salam.Forum.Outbox;

/// <summary>Who does outbox work: work of one lane never waits for that of another.</summary>
public enum OutboxLane : byte
{
    /// <summary>Mails, one at a time.</summary>
    Mail = 1,

    /// <summary>Translations, whose engines may take half a minute.</summary>
    Translation = 2,

    /// <summary>Files that are thrown away.</summary>
    Blobs = 3,

    /// <summary>Cards of links, whose servers are strangers'.</summary>
    Links = 4,

    /// <summary>Donations that are looked at again.</summary>
    Donations = 5,
}

/// <summary>Work that follows a commit, written in the same transaction and done at least once.</summary>
public sealed class OutboxMessage
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>Who does it.</summary>
    public OutboxLane Lane { get; init; } = OutboxLane.Mail;

    /// <summary>What the handler needs, as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Not before, UTC: pushed back when a try fails, and while one is under way.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>Tries so far.</summary>
    public int Attempts { get; set; }
}
