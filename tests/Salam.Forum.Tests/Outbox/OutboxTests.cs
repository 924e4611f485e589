using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Outbox;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Outbox;

/// <summary>Each test has a forum of its own: the outbox is one queue for all.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task A_message_is_written_with_the_act_and_done_after_it()
    {
        var member = await forum.SisterAsync();
        Assert.Equal(1, await CountAsync());
        Assert.Empty(forum.Mailer.Sent);
        using var worker = forum.Worker();
        Assert.True(await worker.DoSomeAsync(default));
        Assert.Single(forum.Mailer.To(ForumFixture.EmailOf(member.Handle)));
        Assert.Equal(0, await CountAsync());
        Assert.False(await worker.DoSomeAsync(default));
    }

    [Fact]
    public async Task An_act_that_is_refused_or_throws_leaves_no_message()
    {
        await using var visit = forum.AsGuest();
        var (db, outbox) = (visit.Db, visit.Get<OutboxQueue>());
        var refused = await db.WriteAsync<Done>(async () =>
        {
            await outbox.AddAsync("any", "payload", default);
            return Refusal.Forbidden("Any");
        }, default);
        Assert.False(refused.Ok);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync<Done>(async () =>
        {
            await outbox.AddAsync("any", "payload", default);
            throw new InvalidOperationException("A bug.");
        }, default));
        Assert.Equal(0, await CountAsync());
        await db.WriteAsync<Done>(async () =>
        {
            await outbox.AddAsync("any", "payload", default);
            return default(Done);
        }, default);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Two_workers_at_once_do_each_message_once()
    {
        for (var i = 0; i < 12; i++)
            await forum.BrotherAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(forum.DeliverAsync)));
        Assert.Equal(12, forum.Mailer.Sent.Count);
        Assert.Equal(12, forum.Mailer.Sent.Select(m => m.To).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_failure_waits_longer_each_time_and_loses_nothing()
    {
        var member = await forum.SisterAsync();
        forum.Mailer.FailNext(3);
        using var worker = forum.Worker();
        foreach (var seconds in new[] { 10, 20, 40 })
        {
            Assert.True(await worker.DoSomeAsync(default));
            Assert.False(await worker.DoSomeAsync(default));
            Assert.Equal(forum.Clock.Now.AddSeconds(seconds), (await OnlyAsync()).DueAt);
            forum.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.False(await worker.DoSomeAsync(default));
            forum.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(3, (await OnlyAsync()).Attempts);
        Assert.True(await worker.DoSomeAsync(default));
        Assert.Single(forum.Mailer.To(ForumFixture.EmailOf(member.Handle)));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task One_message_that_fails_does_not_hold_up_the_next()
    {
        await forum.SisterAsync();
        var second = await forum.SisterAsync();
        forum.Mailer.FailNext(1);
        await forum.DeliverAsync();
        Assert.Equal(ForumFixture.EmailOf(second.Handle), Assert.Single(forum.Mailer.Sent).To);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task After_many_failures_a_message_rests_but_stays()
    {
        await forum.SisterAsync();
        await forum.SqlAsync("UPDATE Outbox SET Attempts = 11");
        forum.Mailer.FailNext(1);
        await forum.DeliverAsync();
        var message = await OnlyAsync();
        Assert.Equal((12, forum.Clock.Now.AddDays(365)), (message.Attempts, message.DueAt));
    }

    [Fact]
    public async Task A_message_nobody_handles_is_kept_and_tried_again()
    {
        await forum.SqlAsync("INSERT INTO Outbox (Kind, Payload, CreatedAt, DueAt, Attempts) VALUES ('unknown', '{}', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 0)");
        await forum.DeliverAsync();
        Assert.True((await OnlyAsync()).DueAt > forum.Clock.Now);
    }

    [Fact]
    public async Task A_message_claimed_by_a_node_that_died_comes_due_again()
    {
        await forum.SisterAsync();
        await forum.SqlAsync("UPDATE Outbox SET Attempts = 1, DueAt = '2026-03-01 12:02:00'");
        await forum.DeliverAsync();
        Assert.Empty(forum.Mailer.Sent);
        forum.Clock.Advance(TimeSpan.FromMinutes(2));
        await forum.DeliverAsync();
        Assert.Single(forum.Mailer.Sent);
    }

    [Fact]
    public async Task A_mail_to_a_member_who_is_gone_is_let_go()
    {
        await forum.SisterAsync();
        await forum.SqlAsync("DELETE FROM Members");
        await forum.DeliverAsync();
        Assert.Empty(forum.Mailer.Sent);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task The_running_worker_is_woken_by_the_commit()
    {
        using var worker = forum.Worker();
        await worker.StartAsync(default);
        await forum.SisterAsync();
        for (var i = 0; i < 200 && forum.Mailer.Sent.Count == 0; i++)
            await Task.Delay(25);
        await worker.StopAsync(default);
        Assert.Single(forum.Mailer.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_was_done_or_failed_is_noted_in_the_writers_line(int failures)
    {
        var member = await forum.SisterAsync();
        await forum.DeliverAsync();
        await using var visit = forum.AsGuest();
        await visit.Get<OutboxQueue>().MailAsync(new(AccountMailKind.Changed, ForumFixture.EmailOf(member.Handle), "en", member.MemberId), default);
        var entered = new TaskCompletionSource<IDisposable?>();
        forum.Mailer.FailNext(failures);
        forum.Mailer.Sending = async () => entered.SetResult(await visit.Db.EnterWriteAsync(default));
        using var worker = forum.Worker();
        var work = worker.DoSomeAsync(default);
        using (await entered.Task)
        {
            await Task.Delay(300);
            Assert.False(work.IsCompleted);
        }
        Assert.True(await work);
        Assert.Equal(failures, await CountAsync());
    }

    private Task<long> CountAsync() => forum.NumberAsync("SELECT COUNT(*) FROM Outbox");

    private async Task<OutboxMessage> OnlyAsync()
    {
        await using var visit = forum.As(Viewer.Guest);
        return await visit.Db.Outbox.AsNoTracking().SingleAsync();
    }
}
