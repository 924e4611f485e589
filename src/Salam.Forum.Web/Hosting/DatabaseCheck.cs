using Microsoft.Extensions.Diagnostics.HealthChecks;
using Salam.Forum.Data;

namespace Salam.Forum.Web.Hosting;

/// <summary>Healthy while the database answers.</summary>
public sealed class DatabaseCheck(ForumDatabase database) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await database.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
}
