using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Asks imported members, who never saw the sign-up form, for their consent before anything else. They can still log out, choose a
/// language and follow the links of mails.
/// </summary>
public sealed class ConsentGate : IPageFilter
{
    /// <inheritdoc/>
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var page = context.ActionDescriptor.ViewEnginePath;
        if (!context.HttpContext.User.HasClaim(c => c.Type == MemberClaims.NoConsent) || page is "/Status" or "/Language" or "/Languages" || page.StartsWith("/Account/", StringComparison.Ordinal))
            return;
        var request = context.HttpContext.Request;
        var lang = (string)request.RouteValues["lang"]!;
        context.Result = new RedirectResult(Paths.WithQuery(Paths.Account(lang, "consent"), ("next", HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : null)));
    }

    /// <inheritdoc/>
    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}
