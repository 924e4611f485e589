using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Salam.Forum.Web.Hosting;

/// <summary>Which methods an address takes.</summary>
public static class PageMethods
{
    /// <summary>Those that only read.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Refuses methods that no page takes before a page is asked, which would miss the token of a form in them. Whether there is anything at
    /// the address does not matter, so that the answer does not tell.
    /// </summary>
    public static void UsePageMethods(this WebApplication app) => app.Use((context, next) =>
    {
        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsPost(method) || context.GetEndpoint()?.Metadata.GetMetadata<CompiledPageActionDescriptor>() is not { } page)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = Of(page);
        return Task.CompletedTask;
    });

    /// <summary>The methods that a page takes, as the header <c>Allow</c> lists them.</summary>
    public static string Of(CompiledPageActionDescriptor page)
    {
        var methods = page.HandlerMethods.Select(h => h.HttpMethod.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);
        return string.Join(", ", (methods.Contains(HttpMethods.Get) ? Reading : []).Concat(methods.Where(m => m != HttpMethods.Get)));
    }
}
