using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity;

/// <summary>Asks for the mails that are due before an odd night.</summary>
public sealed class NightReminderJob(ForumDb db, TimeProvider time, OutboxQueue outbox)
{
    /// <summary>Members in one transaction.</summary>
    private const int AtOnce = 200;

    /// <summary>How late a mail may come, where the forum was closed at its hour: not when the night is over.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(8);

    /// <summary>Asks for them; returns how many. What another process was quicker with is asked for once.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (now, asked) = (time.GetUtcNow().UtcDateTime, 0);
        // Clocks of the earth differ by more than a day.
        for (var day = now.Date.AddDays(-2); day <= now.Date.AddDays(1); day = day.AddDays(1))
        {
            if (RamadanNights.OddAfter(day) is not { } night)
                continue;
            int round;
            do
            {
                var done = await AskAsync(night, (int)Math.Ceiling((now - Late - day).TotalMinutes), (int)Math.Floor((now - day).TotalMinutes), cancellation);
                round = done.Ok ? done.Value : 0;
                asked += round;
            }
            while (round == AtOnce);
        }
        return asked;
    }

    private Task<Result<int>> AskAsync(OddNight night, int from, int to, CancellationToken cancellation) => db.WriteAsync<int>(async () =>
    {
        var due = await db.NightReminders.Where(r => r.Minute >= from && r.Minute <= to && !db.NightMails.Any(m => m.MemberId == r.MemberId && m.Year == night.Year && m.Night == night.Night))
            .OrderBy(r => r.Minute).ThenBy(r => r.MemberId).Select(r => r.MemberId).Take(AtOnce).ToListAsync(cancellation);
        foreach (var member in due)
        {
            db.NightMails.Add(new NightMail { MemberId = member, Year = night.Year, Night = night.Night });
            await outbox.AddAsync(NightMailer.OutboxKind, new NightMailer.Payload(member, night.Night), cancellation);
        }
        return due.Count;
    }, cancellation);
}

/// <summary>Makes and sends the mails before odd nights.</summary>
internal sealed class NightMailer(ForumDb db, IMailer mailer, IStringLocalizer texts, ForumOptions options) : IOutboxHandler
{
    public const string OutboxKind = "night-mail";

    public string Kind => OutboxKind;

    public async Task HandleAsync(string payload, CancellationToken cancellation)
    {
        var (memberId, night) = JsonSerializer.Deserialize<Payload>(payload)!;
        // Whoever stopped meanwhile, left, or has no address that she confirmed gets none.
        var found = await (
            from r in db.NightReminders.AsNoTracking()
            where r.MemberId == memberId
            join m in db.Members on r.MemberId equals m.Id
            where m.EmailConfirmed
            select new { m.Email, m.UserName, r.Language, r.Key }).FirstOrDefaultAsync(cancellation);
        if (found?.Email is not { Length: > 0 } address || address.EndsWith(Member.NoAddress, StringComparison.Ordinal))
            return;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(found.Language);
        var charity = $"{options.PublicUrl}/{found.Language}/charity";
        var text = texts["Mail.Night.Text", found.UserName!, night, charity, $"{charity}/nights/stop?key={found.Key:n}"].Value;
        await mailer.SendAsync(new Mail(address, texts["Mail.Night.Subject", night].Value, text, found.Language), cancellation);
    }

    /// <summary>Whom to write, and before which night.</summary>
    public sealed record Payload(long MemberId, int Night);
}

/// <summary>Looks every few minutes whether mails are due.</summary>
public sealed class NightReminderWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<NightReminderWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes.
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NightReminderJob>().RunAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("Mails before odd nights wait for the database: {Error}", e.GetType().Name);
        }
    }
}
