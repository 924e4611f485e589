using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Salam.Forum.Outbox;

namespace Salam.Forum.Media;

/// <summary>Throws files away once the act that did without them is committed.</summary>
internal sealed class BlobRemoval(IBlobs blobs) : IOutboxHandler
{
    public const string Name = "blob-removal";

    public string Kind => Name;

    public Task HandleAsync(string payload, CancellationToken cancellation) => blobs.DeleteAsync(JsonSerializer.Deserialize<Payload>(payload)!.Prefix, cancellation);

    /// <param name="Prefix">What the names of the files begin with.</param>
    internal sealed record Payload(string Prefix);
}

/// <summary>Throws files away, beside the mails: a store that is slow shall hold none of them up.</summary>
public sealed class BlobWorker(IServiceScopeFactory scopes, OutboxSignal signal, ILogger<BlobWorker> log) : HandlerWorker(OutboxLane.Blobs, scopes, signal, log);
