using System.Globalization;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;

namespace Salam.Forum.Web.Hosting;

/// <summary>Marks an address that programs send to: no form, no cookie, no page, and limits of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ForProgramsAttribute : Attribute;

/// <summary>
/// Where foundations announce donations and send the statement of a month (docs/charity.md). Whoever sends is asked for a signature before anything of
/// the message is looked at, and no more of it is read than a message may have. What a message says is logged nowhere.
/// </summary>
public static class CharityHooks
{
    /// <summary>The path that all of them begin with.</summary>
    public const string Prefix = "/hooks";

    /// <summary>The most bytes of a message.</summary>
    public const int BodyMax = 64 << 10;

    public static void MapCharityHooks(this WebApplication app)
    {
        app.MapPost(Prefix + "/charity/{foundation:long:min(1)}", (HttpContext context, long foundation) => AnswerAsync(context, foundation, DonationsAsync)).WithMetadata(new ForProgramsAttribute()).DisableAntiforgery();
        app.MapPost(Prefix + "/charity/{foundation:long:min(1)}/statements", (HttpContext context, long foundation) => AnswerAsync(context, foundation, StatementAsync)).WithMetadata(new ForProgramsAttribute()).DisableAntiforgery();
    }

    /// <summary>Whether programs send there: what goes wrong is then no page's business.</summary>
    public static bool IsHook(HttpRequest request) => request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal);

    private static async Task<IResult> AnswerAsync(HttpContext context, long foundation, Func<HttpContext, long, ReadOnlyMemory<byte>, Task<IResult>> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var (body, refused) = await SignedAsync(context, foundation);
            return refused ?? await answer(context, foundation, body);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            return Trouble(context, e);
        }
    }

    /// <summary>The body, once it is known to be the foundation's; or why it is not read.</summary>
    private static async Task<(ReadOnlyMemory<byte> Body, IResult? Refused)> SignedAsync(HttpContext context, long foundation)
    {
        var (limits, time) = (context.RequestServices.GetRequiredService<HookLimits>(), context.RequestServices.GetRequiredService<TimeProvider>());
        if (!limits.Admits(context.Connection.RemoteIpAddress))
            return Refuse(StatusCodes.Status429TooManyRequests, "too-many", "Too many messages from this address; send them again later.");
        if (context.Request.ContentLength > BodyMax)
            return TooLarge();
        if (context.Request.Headers[HookSignature.Header] is not [{ } header] || HookSignature.Read(header) is not { } signature)
            return Unsigned("signature-format", $"The header {HookSignature.Header} must be there once, as t=SECONDS,k=KEY,v1=HEX.");
        var away = signature.From(time.GetUtcNow().UtcDateTime);
        if (away.Duration() > HookSignature.Window)
            return Unsigned(away < TimeSpan.Zero ? "timestamp-old" : "timestamp-future", $"The timestamp is more than 5 minutes {(away < TimeSpan.Zero ? "behind" : "ahead of")} our clock, which says {time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.");
        if (await ReadAsync(context.Request, context.RequestAborted) is not { } body)
            return TooLarge();
        return await context.RequestServices.GetRequiredService<HookDoor>().OpensAsync(foundation, signature, body, context.RequestAborted) switch
        {
            HookEntry.Open => (body, null),
            HookEntry.NeverVetted => Refuse(StatusCodes.Status403Forbidden, "never-vetted", "Your foundation was not vetted yet, and nothing that it announces could count. Nothing of this message was kept."),
            _ => Unsigned("signature", "No live key of this foundation has signed these bytes."),
        };

        (ReadOnlyMemory<byte>, IResult?) Refuse(int status, string code, string sentence) => (default, HookAnswers.Problem(context, status, code, sentence));

        (ReadOnlyMemory<byte>, IResult?) Unsigned(string code, string sentence)
        {
            limits.Refused(context.Connection.RemoteIpAddress);
            return Refuse(StatusCodes.Status401Unauthorized, code, sentence);
        }

        (ReadOnlyMemory<byte>, IResult?) TooLarge() => Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", $"A message has at most {BodyMax} bytes; send a shorter list.");
    }

    /// <summary>The body, read no further than a message may be long; null when it is longer.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var bytes = new byte[Math.Min(request.ContentLength ?? BodyMax, BodyMax) + 1];
        var length = 0;
        for (int read; length < bytes.Length && (read = await request.Body.ReadAsync(bytes.AsMemory(length), cancellation)) > 0;)
            length += read;
        // Said in full: a bare null would become an empty body.
        return length <= BodyMax ? new ReadOnlyMemory<byte>(bytes, 0, length) : (ReadOnlyMemory<byte>?)null;
    }

    private static async Task<IResult> DonationsAsync(HttpContext context, long foundation, ReadOnlyMemory<byte> body)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (message, refusal) = AnnouncementReader.Read(body, now);
        if (message is null)
            return HookAnswers.Problem(context, StatusCodes.Status400BadRequest, refusal!.Code, refusal.Sentence);
        if (!context.RequestServices.GetRequiredService<HookLimits>().Admits(foundation, message.Items.Count))
            return HookAnswers.Problem(context, StatusCodes.Status429TooManyRequests, "too-many", "Too many announcements of this foundation at once; nothing of this message was kept, send it again later.");
        var taken = await context.RequestServices.GetRequiredService<DonationLine>().TakeAsync([.. message.Items.Select(item => new Announced(foundation, item))]);
        if (!taken.Ok)
            return HookAnswers.Problem(context, StatusCodes.Status503ServiceUnavailable, "busy", "Nothing of this message was kept; send it again.");
        return message.IsBatch ? HookAnswers.Of(message.Items, taken.Value) : HookAnswers.Of(context, message.Items[0], taken.Value[0]);
    }

    private static async Task<IResult> StatementAsync(HttpContext context, long foundation, ReadOnlyMemory<byte> body)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var (message, refusal) = StatementReader.Read(body, now);
        if (message is null)
            return HookAnswers.Problem(context, StatusCodes.Status400BadRequest, refusal!.Code, refusal.Sentence);
        if (!context.RequestServices.GetRequiredService<HookLimits>().Admits(foundation, 1))
            return HookAnswers.Problem(context, StatusCodes.Status429TooManyRequests, "too-many", "Too many messages of this foundation at once; send this one again later.");
        var taken = await context.RequestServices.GetRequiredService<StatementService>().TakeAsync(foundation, message, context.RequestAborted);
        if (taken.Ok)
        {
            context.RequestServices.GetRequiredService<OpenBooks>().Clear();
            return HookAnswers.Of(taken.Value);
        }
        if (taken.Refusals[0].Kind == RefusalKind.Invalid)
            return HookAnswers.Problem(context, StatusCodes.Status400BadRequest, "other-currency", "It names a sum in another currency than its project counts in. Nothing of it was kept.");
        return taken.IsConflict
            ? HookAnswers.Problem(context, StatusCodes.Status503ServiceUnavailable, "busy", "Nothing of this message was kept; send it again.")
            : HookAnswers.Problem(context, StatusCodes.Status400BadRequest, "unknown-project", "It names a project that is not one of your foundation's. Nothing of it was kept.");
    }

    private static IResult Trouble(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
            return HookAnswers.Problem(context, bad.StatusCode, "unreadable", "The message could not be read to its end.");
        var isTrouble = ForumDatabase.IsTrouble(exception) || exception is OperationCanceledException;
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CharityHooks));
        // The name of what was thrown, and nothing of what it says: it may quote the message.
        log.LogError("A message of a foundation could not be kept: {Error}", exception.GetBaseException().GetType().Name);
        return HookAnswers.Problem(context, isTrouble ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError, "trouble", "Nothing of this message was kept; send it again.");
    }
}
