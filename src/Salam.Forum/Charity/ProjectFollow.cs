using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Charity;

/// <summary>One member reads the news of a project. Nobody else learns of it, the foundation least of all.</summary>
public sealed class ProjectFollow
{
    /// <summary>Who follows.</summary>
    public required long MemberId { get; init; }

    /// <summary>What is followed.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>What happens to a project that its followers are told.</summary>
public enum ProjectEventKind : byte
{
    /// <summary>Its staff told news.</summary>
    Told = 1,

    /// <summary>A moderator stopped it.</summary>
    Paused = 2,

    /// <summary>It goes on.</summary>
    Resumed = 3,

    /// <summary>Its goal was reached.</summary>
    Funded = 4,

    /// <summary>It asks for nothing any more.</summary>
    Closed = 5,

    /// <summary>It was given up.</summary>
    Withdrawn = 6,

    /// <summary>It was told what came of it.</summary>
    Reported = 7,
}

/// <summary>Something that happened to a project, written in the transaction in which it happened.</summary>
public sealed class ProjectEvent
{
    /// <summary>The most characters of the first words.</summary>
    public const int WordsMax = 600;

    public long Id { get; init; }
    public required long ProjectId { get; init; }
    public required ProjectEventKind Kind { get; init; }

    /// <summary>The news that were told; null for all else.</summary>
    public long? UpdateId { get; init; }

    /// <summary>The first words of what was told, plain; empty for what has none.</summary>
    public string Words { get; init; } = "";

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>Writes down what happens to projects.</summary>
internal static class ProjectEvents
{
    /// <summary>Notes it, in the transaction that is open.</summary>
    public static async Task NoteAsync(this ForumDb db, long projectId, ProjectEventKind kind, DateTime at, CancellationToken cancellation, long? updateId = null, string words = "")
    {
        db.ProjectEvents.Add(new ProjectEvent { ProjectId = projectId, Kind = kind, At = at, UpdateId = updateId, Words = words });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>What a new state is to followers; null where it is nothing to them.</summary>
    public static ProjectEventKind? Of(ProjectState before, ProjectState now) => now switch
    {
        _ when now == before => null,
        ProjectState.Paused => ProjectEventKind.Paused,
        ProjectState.Funded => ProjectEventKind.Funded,
        ProjectState.Closed => ProjectEventKind.Closed,
        ProjectState.Withdrawn => ProjectEventKind.Withdrawn,
        ProjectState.Open when before == ProjectState.Paused => ProjectEventKind.Resumed,
        _ => null,
    };

    /// <summary>Notes a change of the project's state, unless nobody but its staff has seen it yet.</summary>
    public static async Task NoteMoveAsync(this ForumDb db, Project project, ProjectState before, DateTime at, CancellationToken cancellation)
    {
        if (project.PublishedAt is not null && Of(before, project.State) is { } kind)
            await db.NoteAsync(project.Id, kind, at, cancellation);
    }
}

internal sealed class ProjectFollowConfiguration : IEntityTypeConfiguration<ProjectFollow>, IEntityTypeConfiguration<ProjectEvent>
{
    public void Configure(EntityTypeBuilder<ProjectFollow> follow)
    {
        follow.ToTable("ProjectFollows");
        follow.HasKey(f => new { f.MemberId, f.ProjectId });
        follow.HasOne<Member>().WithMany().HasForeignKey(f => f.MemberId).OnDelete(DeleteBehavior.Restrict);
        follow.HasOne<Project>().WithMany().HasForeignKey(f => f.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ProjectEvent> happened)
    {
        happened.ToTable("ProjectEvents", table => table.HasCheckConstraint("CK_ProjectEvents_Kind", "Kind BETWEEN 1 AND 7"));
        happened.HasOne<Project>().WithMany().HasForeignKey(e => e.ProjectId).OnDelete(DeleteBehavior.Restrict);
        happened.HasOne<ProjectUpdate>().WithMany().HasForeignKey(e => e.UpdateId).OnDelete(DeleteBehavior.Restrict);
        happened.Property(e => e.Words).HasMaxLength(ProjectEvent.WordsMax);
        happened.HasIndex(e => new { e.ProjectId, e.Id });
    }
}
