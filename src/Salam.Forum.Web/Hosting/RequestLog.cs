using System.Diagnostics;

namespace Salam.Forum.Web.Hosting;

/// <summary>One event for each request: the route, not the address, which may hold a handle or a token; the outcome and the time.</summary>
public static class RequestLog
{
    private const double SlowMilliseconds = 1_000;

    public static void UseRequestLog(this WebApplication app) => app.Use(async (context, next) =>
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var level = context.Response.StatusCode >= 500 || time > SlowMilliseconds ? LogLevel.Warning : LogLevel.Debug;
        if (app.Logger.IsEnabled(level))
            app.Logger.Log(level, "{Method} {Route} answered {Status} in {Milliseconds:0.0} ms", context.Request.Method, context.GetEndpoint()?.DisplayName, context.Response.StatusCode, time);
    });
}
