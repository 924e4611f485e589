using Microsoft.AspNetCore.Http.Features;

namespace Salam.Forum.Web.Hosting;

/// <summary>Marks a page whose form may bring pictures.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesPicturesAttribute : Attribute;

/// <summary>How large a form may be: as much as anybody writes, and more for members alone who send pictures to a page that takes them.</summary>
public static class LargeForms
{
    /// <summary>The most bytes of a form with pictures; without script several are sent at once.</summary>
    public const int Max = 40 << 20;

    /// <summary>Files go to the disk, words are held in memory: of these there are no more than the form has fields for, none longer than a post.</summary>
    private static readonly FormOptions Limits = new() { ValueLengthLimit = 200_000, ValueCountLimit = 120, MultipartBodyLengthLimit = Max };

    /// <summary>Refuses what says of itself that it is too large. Asked before anything is read, because whoever reads a form takes it for one without its token.</summary>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    public static void Check(HttpRequest request)
    {
        if (request.ContentLength > ForumWeb.RequestMax && !CharityHooks.IsHook(request) && (request.ContentLength > Max || request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) is not true))
            throw TooLarge();
    }

    /// <summary>Reads large forms of members where they may be so large, and refuses the others; after it is known who asks, and for what.</summary>
    public static void UseLargeForms(this WebApplication app) => app.Use(async (context, next) =>
    {
        // A page that says what went wrong is asked for as a GET, with the length of what was sent.
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.ContentLength > ForumWeb.RequestMax && !IsForPrograms(context))
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<TakesPicturesAttribute>() is null)
                throw TooLarge();
            // Whoever is not signed in any more is sent to the log-in, unread.
            if (context.User.Identity is not { IsAuthenticated: true })
            {
                await next(context);
                return;
            }
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = Max;
            // Only pictures may make it large: whatever is written besides has the limit that it has everywhere.
            try
            {
                var form = await context.Request.ReadFormAsync(Limits, context.RequestAborted);
                if (form.Sum(field => field.Value.Sum(value => (long)(value?.Length ?? 0))) > ForumWeb.RequestMax)
                    throw TooLarge();
            }
            catch (IOException e) when (e is not BadHttpRequestException)
            {
                // It ends early. As with smaller forms the page finds no token in it, and says so.
            }
        }
        await next(context);
    });

    /// <summary>Whether a program sends it, to an address that says itself how much it reads.</summary>
    public static bool IsForPrograms(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ForProgramsAttribute>() is not null;

    private static BadHttpRequestException TooLarge() => new("The request is too large.", StatusCodes.Status413PayloadTooLarge);
}
