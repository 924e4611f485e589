using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity.Donations;

/// <summary>Looks again at what a foundation has aside, after something that it waited for has happened: its project was opened, it was vetted.</summary>
public sealed class DonationRetry(DonationIntake intake) : IOutboxHandler
{
    /// <summary>The kind of the work.</summary>
    public const string Name = "donations";

    /// <inheritdoc/>
    public string Kind => Name;

    /// <inheritdoc/>
    public async Task HandleAsync(string payload, CancellationToken cancellation)
    {
        var foundation = JsonSerializer.Deserialize<Payload>(payload)!.FoundationId;
        var after = 0L;
        do
        {
            var step = await intake.AgainAsync(foundation, after, cancellation);
            after = step.Ok ? step.Value : throw new InvalidOperationException("Others who write were quicker; to be done again.");
        }
        while (after > 0);
    }

    /// <summary>Whose.</summary>
    public sealed record Payload(long FoundationId);
}

/// <summary>Does it beside the mails.</summary>
public sealed class DonationWorker(IServiceScopeFactory scopes, OutboxSignal signal, ILogger<DonationWorker> log) : HandlerWorker(OutboxLane.Donations, scopes, signal, log);
