using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Tests.Web;

/// <summary>A decision about a post of the world, and the appeal against it, by their numbers. Their words are marked as the post is, unless that is deleted.</summary>
public sealed record SeededDecision(SeededPost Post, long Entry, long Appeal);

/// <summary>What moderation left behind in the world.</summary>
internal static class ModerationWorld
{
    /// <summary>Warns every author about every post, and lets her appeal.</summary>
    public static async Task AddDecisionsAsync(this VisibilityWorld world)
    {
        foreach (var post in world.Posts)
        {
            var words = post.Status == Status.Deleted ? "Some words." : $"Some words on {VisibilityWorld.Marked(post.Mark)}.";
            var (author, moderator) = (world.Viewer(post.Author).MemberId, world.Viewer(world.CircleOf(post.Author) == Circle.Sisters ? Cast.SisterModerator : Cast.BrotherModerator));
            world.Decisions.Add(await world.DbAsync(async db =>
            {
                var entry = new LogEntry
                {
                    At = DateTime.UtcNow, Act = Act.Warned, ActorId = moderator.MemberId, ActorRole = Role.Moderator, Audience = post.Audience, Kind = ThingKind.Post, ThingId = post.Id, PostId = post.Id,
                    MemberId = author, Rule = Rules.Insult, Words = words,
                };
                db.Add(entry);
                await db.SaveChangesAsync();
                var appeal = new Appeal { EntryId = entry.Id, MemberId = author, Audience = post.Audience, Words = words, CreatedAt = DateTime.UtcNow };
                db.AddRange(appeal, new Notice { MemberId = author, EntryId = entry.Id, CreatedAt = DateTime.UtcNow });
                await db.SaveChangesAsync();
                return new SeededDecision(post, entry.Id, appeal.Id);
            }));
        }
    }
}
