using System.Linq.Expressions;

namespace Salam.Forum.Data;

/// <summary>Puts the parameter of the same name where a query read a value of its arguments, so that it can be translated once for all values.</summary>
internal sealed class ArgumentsAsParameters<TArgs>(ParameterExpression[] parameters) : ExpressionVisitor
{
    protected override Expression VisitMember(MemberExpression node) =>
        node.Member.DeclaringType == typeof(TArgs)
            ? parameters.First(p => string.Equals(p.Name, node.Member.Name, StringComparison.OrdinalIgnoreCase))
            : base.VisitMember(node);
}
