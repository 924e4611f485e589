using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Comments;
using Salam.Forum.Members;
using Salam.Forum.Posts;

namespace Salam.Forum.Votes;

internal sealed class VoteConfiguration : IEntityTypeConfiguration<PostVote>, IEntityTypeConfiguration<CommentVote>
{
    public void Configure(EntityTypeBuilder<PostVote> vote)
    {
        vote.ToTable("PostVotes", table =>
        {
            table.HasCheckConstraint("CK_PostVotes_Value", "Value IN (-1, 1)");
            table.HasCheckConstraint("CK_PostVotes_Audience", "Audience IN (1, 2, 3)");
        });
        vote.HasKey(v => new { v.PostId, v.MemberId });
        vote.HasOne<Post>().WithMany().HasForeignKey(v => v.PostId).OnDelete(DeleteBehavior.Restrict);
        vote.HasOne<Member>().WithMany().HasForeignKey(v => v.MemberId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CommentVote> vote)
    {
        vote.ToTable("CommentVotes", table =>
        {
            table.HasCheckConstraint("CK_CommentVotes_Value", "Value IN (-1, 1)");
            table.HasCheckConstraint("CK_CommentVotes_Audience", "Audience IN (1, 2, 3)");
        });
        vote.HasKey(v => new { v.CommentId, v.MemberId });
        vote.HasOne<Comment>().WithMany().HasForeignKey(v => v.CommentId).OnDelete(DeleteBehavior.Restrict);
        vote.HasOne<Member>().WithMany().HasForeignKey(v => v.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
