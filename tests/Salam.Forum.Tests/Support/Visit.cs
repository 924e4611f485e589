using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Follows;
using Salam.Forum.Members;
using Salam.Forum.Posts;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Support;

/// <summary>One request's worth of services, with its viewer set.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly AsyncServiceScope scope;

    public Visit(IServiceProvider services, Viewer viewer)
    {
        scope = services.CreateAsyncScope();
        Get<CurrentViewer>().Value = viewer;
    }

    public ForumDb Db => Get<ForumDb>();

    public FeedQueries Feeds => Get<FeedQueries>();

    public PostService Posts => Get<PostService>();

    public PostQueries PostPages => Get<PostQueries>();

    public CommentService Comments => Get<CommentService>();

    public CommentQueries Threads => Get<CommentQueries>();

    public VoteService Votes => Get<VoteService>();

    public FollowService Follows => Get<FollowService>();

    public MemberService Settings => Get<MemberService>();

    public MemberQueries Members => Get<MemberQueries>();

    public SignUpService SignUp => Get<SignUpService>();

    public AccountService Account => Get<AccountService>();

    public TwoFactorService TwoFactor => Get<TwoFactorService>();

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}
