using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Salam.Forum.Data;

/// <summary>The values that differ from run to run of an update; each update takes what it needs.</summary>
internal sealed record UpdateArgs
{
    /// <summary>The row that is updated.</summary>
    public required long Of { get; init; }

    /// <summary>By how much a counter moves.</summary>
    public int By { get; init; }

    // Votes as they were read.
    public int ReadUps { get; init; }
    public int ReadDowns { get; init; }
    public int ReadBase { get; init; }

    // Votes as they are now, and the order that follows from them.
    public int Ups { get; init; }
    public int Downs { get; init; }
    public int Score { get; init; }
    public double Order { get; init; }
}

/// <summary>
/// Updates that members cause all day: composed and translated once for each database, then only run, as <see cref="CompiledRead"/> does with reads.
/// Both functions are static, so that nothing but the arguments differs from run to run.
/// </summary>
internal static class CompiledUpdate
{
    private delegate TCount Run<out TCount>(ForumDb db, long of, int by, int readUps, int readDowns, int readBase, int ups, int downs, int score, double order);

    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<object, Delegate>> ByModel = [];

    /// <summary>Updates the rows; returns how many there were.</summary>
    public static async Task<int> RunAsync<TRow>(
        ForumDb db, UpdateArgs args, Func<ForumDb, UpdateArgs, IQueryable<TRow>> rows, Action<UpdateSettersBuilder<TRow>, UpdateArgs> set)
        where TRow : class
    {
        var compiled = ByModel.GetOrCreateValue(db.Model);
        if (!compiled.TryGetValue((rows.Method, set.Method), out var run))
            run = compiled[(rows.Method, set.Method)] = Compile(Composed(rows(db, args), setters => set(setters, args)), db.IsEmbedded);
        return run is Run<int> atOnce ? Of(atOnce, db, args) : await Of((Run<Task<int>>)run, db, args);
    }

    private static TCount Of<TCount>(Run<TCount> run, ForumDb db, UpdateArgs args) =>
        run(db, args.Of, args.By, args.ReadUps, args.ReadDowns, args.ReadBase, args.Ups, args.Downs, args.Score, args.Order);

    private static Delegate Compile(Expression update, bool isEmbedded)
    {
        ParameterExpression[] parameters =
        [
            Expression.Parameter(typeof(ForumDb), "db"), Expression.Parameter(typeof(long), "of"), Expression.Parameter(typeof(int), "by"),
            Expression.Parameter(typeof(int), "readUps"), Expression.Parameter(typeof(int), "readDowns"), Expression.Parameter(typeof(int), "readBase"),
            Expression.Parameter(typeof(int), "ups"), Expression.Parameter(typeof(int), "downs"), Expression.Parameter(typeof(int), "score"), Expression.Parameter(typeof(double), "order"),
        ];
        var body = new ArgumentsAsParameters<UpdateArgs>(parameters).Visit(update);
        var run = Expression.Lambda<Func<ForumDb, long, int, int, int, int, int, int, int, double, int>>(body, parameters);
        return isEmbedded ? new Run<int>(EF.CompileQuery(run)) : new Run<Task<int>>(EF.CompileAsyncQuery(run));
    }

    private static Expression Composed<TRow>(IQueryable<TRow> rows, Action<UpdateSettersBuilder<TRow>> set)
    {
        var asked = new Asked<TRow>(rows);
        asked.ExecuteUpdate(set);
        return asked.Update!;
    }

    /// <summary>Rows that keep what they are asked instead of doing it: an update cannot be written as the expression that is compiled.</summary>
    private sealed class Asked<TRow>(IQueryable<TRow> rows) : IQueryable<TRow>, IQueryProvider
    {
        public Expression? Update { get; private set; }

        public Type ElementType => typeof(TRow);

        public Expression Expression => rows.Expression;

        public IQueryProvider Provider => this;

        public TResult Execute<TResult>(Expression expression)
        {
            Update = expression;
            return default!;
        }

        public object? Execute(Expression expression) => throw new NotSupportedException();

        public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

        public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => throw new NotSupportedException();

        public IEnumerator<TRow> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
