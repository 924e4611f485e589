using Microsoft.AspNetCore.Diagnostics;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>Answers what went wrong with a page in the visitor's language, the same for whatever is missing or hidden.</summary>
public static class StatusPages
{
    /// <summary>Where a page leaves the sentence that says why, for the status page to show.</summary>
    public const string ReasonKey = "Forum.Reason";

    /// <summary>Where what a member had written is left for the status page to show.</summary>
    public const string KeptKey = "Forum.Kept";

    private const string RetryAfterSeconds = "10";

    /// <summary>Turns trouble of the database and of the files into 503, unreadable requests into 4xx and bugs into 500, each with a page.</summary>
    public static void UseForumStatusPages(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                Check(context.Request);
                await next(context);
            }
            catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                await AnswerAsync(context, next, e, app.Logger);
            }
        });
        app.UseStatusCodePages(async status => await ShowAsync(status.HttpContext, status.Next));
    }

    /// <summary>Refuses what no form can be read from. Asked first, because whoever reads the form takes it for a missing token, or for a bug.</summary>
    private static void Check(HttpRequest request)
    {
        LargeForms.Check(request);
        try
        {
            _ = request.ContentType is null ? null : request.GetTypedHeaders().ContentType?.Encoding;
        }
        catch (NotSupportedException e)
        {
            throw new BadHttpRequestException("The runtime reads no UTF-7, for its dangers.", StatusCodes.Status415UnsupportedMediaType, e);
        }
    }

    /// <summary>
    /// Reads a form whose length was not announced before anybody else does: whoever looks for its token takes a form that is too large for
    /// one without any. All else that is wrong with it is said by the page.
    /// </summary>
    public static void UseUnannouncedForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request is { ContentLength: null, HasFormContentType: true } && !LargeForms.IsForPrograms(context))
            await TryReadFormAsync(context.Request, context.RequestAborted);
        await next(context);
    });

    /// <summary>Reads the form if it can be read; null when it cannot.</summary>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    internal static async Task<IFormCollection?> TryReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (Exception e) when (e is (IOException or InvalidDataException) and not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            // Broken in another way: it is as if nothing had been written.
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, Exception exception, ILogger log)
    {
        context.Response.Clear();
        AnswerHeaders.Set(context.Response.Headers);
        context.Response.StatusCode = exception switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            InvalidDataException => StatusCodes.Status413PayloadTooLarge,
            BlobsException => StatusCodes.Status503ServiceUnavailable,
            _ when ForumDatabase.IsTrouble(exception) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            log.LogError("{What} refused {Method}: {Error}", exception is BlobsException ? "The place of the files" : "The database", context.Request.Method, exception.GetBaseException().Message);
        }
        else if (context.Response.StatusCode == StatusCodes.Status500InternalServerError)
        {
            log.LogError(exception, "A bug at {Method} {Endpoint}", context.Request.Method, context.GetEndpoint()?.DisplayName);
        }
        await ShowAsync(context, next);
    }

    /// <summary>Runs the pipeline once more for the status page, as a plain GET.</summary>
    private static async Task ShowAsync(HttpContext context, RequestDelegate next)
    {
        var (path, query, method, status) = (context.Request.Path, context.Request.QueryString, context.Request.Method, context.Response.StatusCode);
        var lang = path.Value?.Split('/', 3) is [_, var first, ..] && Language.IsKnown(first) ? first : FrontDoor.Choose(context.Request);
        context.Items[KeptKey] = KeptForm.Of(context);
        // A page that says that the database is out of reach must not ask it who is looking.
        if (status >= StatusCodes.Status500InternalServerError)
            context.Request.Headers.Remove("Cookie");
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        (context.Request.Path, context.Request.QueryString, context.Request.Method) = ($"/{lang}/status/{status}", QueryString.Empty, "GET");
        // A form that could not be read once would not be the second time.
        var type = context.Request.ContentType;
        context.Request.ContentType = null;
        // What failed while somebody was being signed in stays with the services of the request, and would fail again.
        var services = context.RequestServices;
        await using var anew = services.CreateAsyncScope();
        context.RequestServices = anew.ServiceProvider;
        try
        {
            await next(context);
        }
        finally
        {
            context.RequestServices = services;
            (context.Request.Path, context.Request.QueryString, context.Request.Method, context.Request.ContentType) = (path, query, method, type);
        }
    }
}
