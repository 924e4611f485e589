using System.Globalization;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Mails before the odd nights, over a whole Ramadan.</summary>
public sealed class NightReminderTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly UmAlQuraCalendar Hijri = new();

    [Fact]
    public async Task Over_a_whole_Ramadan_each_odd_night_is_asked_for_once_also_by_two_workers()
    {
        var (asks, stops) = (await forum.SisterAsync(), await forum.BrotherAsync());
        foreach (var viewer in new[] { asks, stops })
            Assert.True((await SetAsync(viewer, 17, 180)).Ok);
        Assert.True((await forum.ActAsync<NightReminderService, Result<Done>>(stops, s => s.StopMineAsync(default))).Ok);
        var begin = Hijri.ToDateTime(1447, 8, 25, 0, 0, 0, 0);
        for (var hour = 0; hour < 40 * 24; hour++)
        {
            forum.Clock.Now = DateTime.SpecifyKind(begin.AddHours(hour), DateTimeKind.Utc);
            var before = await MailsAsync(asks);
            await Task.WhenAll(RunAsync(), RunAsync());
            if (await MailsAsync(asks) == before)
                continue;
            // Five in the afternoon in Mecca, of the day that the night follows upon.
            Assert.Equal(14, forum.Clock.Now.Hour);
            Assert.Contains(Hijri.GetDayOfMonth(forum.Clock.Now.AddDays(1)), new[] { 21, 23, 25, 27, 29 });
        }
        Assert.Equal(5, await MailsAsync(asks));
        Assert.Equal(0, await MailsAsync(stops));
    }

    [Fact]
    public async Task The_mail_leads_to_charity_and_to_its_end_and_comes_to_nobody_who_stopped_before_it_was_sent()
    {
        var (asks, stops) = (await forum.SisterAsync(), await forum.SisterAsync());
        foreach (var viewer in new[] { asks, stops })
            Assert.True((await forum.ActAsync<NightReminderService, Result<Done>>(viewer, s => s.SetAsync(16, 60, "ar", default))).Ok);
        // In a year of their own, so that no other test has asked for this night.
        forum.Clock.Now = DateTime.SpecifyKind(Hijri.ToDateTime(1448, 9, 26, 15, 1, 0, 0), DateTimeKind.Utc);
        await RunAsync();
        Assert.Equal((1, 1), (await MailsAsync(asks), await MailsAsync(stops)));
        Assert.True((await forum.ActAsync<NightReminderService, Result<Done>>(stops, s => s.StopMineAsync(default))).Ok);
        await forum.DeliverAsync();
        var mail = Assert.Single(forum.Mailer.To(ForumFixture.EmailOf(asks.Handle)), m => m.Subject.StartsWith("Mail.Night", StringComparison.Ordinal));
        var key = (await forum.ActAsync<NightReminderService, NightReminder?>(asks, s => s.MineAsync(default)))!.Key;
        Assert.Equal(("Mail.Night.Subject|27", "ar"), (mail.Subject, mail.Language));
        Assert.EndsWith($"/ar/charity/nights/stop?key={key:n}", mail.Text, StringComparison.Ordinal);
        Assert.Equal(["Mail.Night.Text", asks.Handle, "27"], mail.Text.Split('|')[..3]);
        Assert.DoesNotContain("sister", mail.Text.Replace(asks.Handle, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(forum.Mailer.To(ForumFixture.EmailOf(stops.Handle)), m => m.Subject.StartsWith("Mail.Night", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_due_is_read_from_an_index()
    {
        forum.Clock.Now = DateTime.SpecifyKind(Hijri.ToDateTime(1449, 9, 22, 14, 0, 0, 0), DateTimeKind.Utc);
        await using var visit = forum.AsGuest();
        var sent = forum.Commands.Listen();
        await visit.Get<NightReminderJob>().RunAsync(default);
        var asked = sent.Where(c => c.Sql.Contains("NightReminders", StringComparison.Ordinal) && c.Sql.StartsWith("SELECT", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(asked);
        foreach (var command in asked)
            Assert.DoesNotContain(await forum.PlanAsync(command), step => step.StartsWith("SCAN", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(-1, 0)]
    [InlineData(17, 1)]
    public async Task Hours_and_clocks_that_are_none_are_refused(int hour, int offset) => Assert.False((await SetAsync(await forum.SisterAsync(), hour, offset)).Ok);

    [Fact]
    public async Task The_link_in_a_mail_stops_them_without_a_log_in()
    {
        var me = await forum.SisterAsync();
        await SetAsync(me, 9, 0);
        var key = (await forum.ActAsync<NightReminderService, NightReminder?>(me, s => s.MineAsync(default)))!.Key;
        await using (var guest = forum.AsGuest())
        {
            Assert.True((await guest.Get<NightReminderService>().StopAsync(Guid.NewGuid(), default)).Ok);
            Assert.NotNull(await forum.ActAsync<NightReminderService, NightReminder?>(me, s => s.MineAsync(default)));
            Assert.True((await guest.Get<NightReminderService>().StopAsync(key, default)).Ok);
        }
        Assert.Null(await forum.ActAsync<NightReminderService, NightReminder?>(me, s => s.MineAsync(default)));
    }

    private Task<Result<Done>> SetAsync(Viewer viewer, int hour, int offset) => forum.ActAsync<NightReminderService, Result<Done>>(viewer, s => s.SetAsync(hour, offset, "en", default));

    private Task<long> MailsAsync(Viewer viewer) => forum.NumberAsync($"SELECT COUNT(*) FROM NightMails WHERE MemberId = {viewer.MemberId}");

    private async Task RunAsync()
    {
        await using var visit = forum.AsGuest();
        await visit.Get<NightReminderJob>().RunAsync(default);
    }
}
