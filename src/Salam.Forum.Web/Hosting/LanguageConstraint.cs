using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>Lets an address begin with the languages the interface speaks, and with nothing else.</summary>
public sealed class LanguageConstraint : IRouteConstraint
{
    /// <inheritdoc/>
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        Language.IsKnown(values[routeKey] as string);
}
