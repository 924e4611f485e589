using System.Text.Json;
using System.Text.Json.Serialization;
using Salam.Forum.Audiences;

namespace Salam.Forum.Moderation;

/// <summary>What an act of moderation found, or left behind: only what it changed, so that undoing it changes that alone.</summary>
public sealed record Snapshot
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Posts by number, and where each stands.</summary>
    public IReadOnlyDictionary<long, Status>? Posts { get; init; }

    /// <summary>Comments by number, and where each stands.</summary>
    public IReadOnlyDictionary<long, Status>? Comments { get; init; }

    /// <summary>What is thought of the words of the one thing that the act was about.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Until when the member is silent; the first moment of all means not.</summary>
    public DateTime? Silenced { get; init; }

    /// <summary>Until when the member is suspended; the first moment of all means not, the last one for good.</summary>
    public DateTime? Suspended { get; init; }

    /// <summary>The member's handle.</summary>
    public string? Handle { get; init; }

    /// <summary>The member's words about herself.</summary>
    public string? About { get; init; }

    /// <summary>The member's role.</summary>
    public Role? Role { get; init; }

    /// <summary>Whether comments of the post are locked.</summary>
    public bool? Locked { get; init; }

    /// <summary>Minutes between two comments of one member under the post.</summary>
    public int? SlowMinutes { get; init; }

    /// <summary>Whether anything stands elsewhere since.</summary>
    [JsonIgnore]
    public bool MovesThings => Posts is not null || Comments is not null;

    /// <summary>The same with everything that was held published.</summary>
    public Snapshot LetOut() => this with { Posts = LetOut(Posts), Comments = LetOut(Comments) };

    /// <summary>The same with those posts and comments held.</summary>
    internal Snapshot WithHeld(IReadOnlyList<Thing> held) => held.Count == 0 ? this : this with { Posts = Held(Posts, ThingKind.Post, held), Comments = Held(Comments, ThingKind.Comment, held) };

    /// <summary>As the log keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what the log kept.</summary>
    public static Snapshot Of(string json) => JsonSerializer.Deserialize<Snapshot>(json, Json)!;

    /// <summary>One thing's place.</summary>
    public static Snapshot OfThing(ThingKind kind, long id, Status status) => kind == ThingKind.Post
        ? new Snapshot { Posts = new Dictionary<long, Status> { [id] = status } }
        : new Snapshot { Comments = new Dictionary<long, Status> { [id] = status } };

    private static Dictionary<long, Status>? Held(IReadOnlyDictionary<long, Status>? things, ThingKind kind, IReadOnlyList<Thing> held) =>
        things?.ToDictionary(t => t.Key, t => held.Any(h => h.Kind == kind && h.Id == t.Key) ? Status.Held : t.Value);

    private static Dictionary<long, Status>? LetOut(IReadOnlyDictionary<long, Status>? things) =>
        things?.ToDictionary(t => t.Key, t => t.Value == Status.Held ? Status.Published : t.Value);
}
