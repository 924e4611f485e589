using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;

namespace Salam.Forum.Data;

/// <summary>The values that differ from run to run of a read; each read takes what it needs.</summary>
internal sealed record ReadArgs
{
    /// <summary>The viewer's id, 0 for a guest.</summary>
    public long Me { get; init; }

    /// <summary>The thing whose parts are read: a post, a member.</summary>
    public long Of { get; init; }

    public Circle Circle { get; init; }

    /// <summary>The audiences beside Everyone that a moderator reviews: that of her circle, and that of the one she has entered, or hers once more.</summary>
    public Audience Own { get; init; }
    public Audience Other { get; init; }

    /// <summary>The key of a form that was sent.</summary>
    public Guid Key { get; init; }

    /// <summary>Where the page starts.</summary>
    public Cursor After { get; init; }

    /// <summary>The earliest moment.</summary>
    public DateTime Since { get; init; }

    /// <summary>Rows at most; every read is cut to it.</summary>
    public required int Take { get; init; }

    // The parts of the cursor, by the names that queries use.
    public double Number => After.Number;
    public DateTime Moment => After.Moment;
    public int Whole => After.Whole;
    public long Bits => After.Bits;
    public long Id => After.Id;
}

/// <summary>
/// Reads that pages make all day: composed and translated once for each shape and database, then only run. To compose a query anew costs as
/// much as to run it. A shape is everything the form of a query depends on, a value of <see cref="ReadArgs"/> is what it is asked with; the
/// composing function is static, so that nothing else can slip in and be kept. The filters of <see cref="Visibility"/> lie on these reads as on
/// any other, with the viewer of the context that runs them.
/// </summary>
internal static class CompiledRead
{
    private delegate TRows Run<out TRows>(ForumDb db, long me, long of, Circle circle, Guid key, double number, DateTime moment, int whole, long bits, long id, DateTime since, Audience own, Audience other, int take);

    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<object, Delegate>> ByModel = [];

    /// <summary>Runs the read of a shape.</summary>
    public static async Task<List<TRow>> ToListAsync<TShape, TRow>(
        ForumDb db, TShape shape, ReadArgs args, Func<ForumDb, ReadArgs, TShape, IQueryable<TRow>> compose, CancellationToken cancellation)
        where TShape : struct
    {
        var compiled = ByModel.GetOrCreateValue(db.Model);
        if (!compiled.TryGetValue((shape, compose.Method), out var run))
            run = compiled[(shape, compose.Method)] = Compile(compose(db, args, shape), db.IsEmbedded);
        if (run is Run<IEnumerable<TRow>> atOnce)
            return [.. Rows(atOnce, db, args)];
        var rows = new List<TRow>();
        await foreach (var row in Rows((Run<IAsyncEnumerable<TRow>>)run, db, args).WithCancellation(cancellation))
            rows.Add(row);
        return rows;
    }

    /// <summary>
    /// The posts of the first ids, as many as the read takes. Put together by hand: an id query in a variable, or its number said plainly, would be
    /// kept with the values of the run that composed it.
    /// </summary>
    public static IQueryable<Post> Among(IQueryable<Post> posts, IQueryable<long> ids, ReadArgs args)
    {
        var first = Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(long)], ids.Expression, Expression.Property(Expression.Constant(args), nameof(ReadArgs.Take)));
        var post = Expression.Parameter(typeof(Post), "p");
        var isAmong = Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(long)], first, Expression.Property(post, nameof(Post.Id)));
        return posts.Where(Expression.Lambda<Func<Post, bool>>(isAmong, post));
    }

    private static TRows Rows<TRows>(Run<TRows> run, ForumDb db, ReadArgs args) =>
        run(db, args.Me, args.Of, args.Circle, args.Key, args.Number, args.Moment, args.Whole, args.Bits, args.Id, args.Since, args.Own, args.Other, args.Take);

    // An embedded engine does its work on the thread that asks, however it is asked; to ask it asynchronously only costs more for each row.
    private static Delegate Compile<TRow>(IQueryable<TRow> query, bool isEmbedded)
    {
        ParameterExpression[] parameters =
        [
            Expression.Parameter(typeof(ForumDb), "db"), Expression.Parameter(typeof(long), "me"), Expression.Parameter(typeof(long), "of"), Expression.Parameter(typeof(Circle), "circle"), Expression.Parameter(typeof(Guid), "key"),
            Expression.Parameter(typeof(double), "number"), Expression.Parameter(typeof(DateTime), "moment"), Expression.Parameter(typeof(int), "whole"),
            Expression.Parameter(typeof(long), "bits"), Expression.Parameter(typeof(long), "id"), Expression.Parameter(typeof(DateTime), "since"), Expression.Parameter(typeof(Audience), "own"), Expression.Parameter(typeof(Audience), "other"), Expression.Parameter(typeof(int), "take"),
        ];
        var rows = new ArgumentsAsParameters<ReadArgs>(parameters).Visit(query.Expression);
        var body = Expression.Call(typeof(Queryable), nameof(Queryable.Take), [typeof(TRow)], rows, parameters[^1]);
        var read = Expression.Lambda<Func<ForumDb, long, long, Circle, Guid, double, DateTime, int, long, long, DateTime, Audience, Audience, int, IQueryable<TRow>>>(body, parameters);
        return isEmbedded ? new Run<IEnumerable<TRow>>(EF.CompileQuery(read)) : new Run<IAsyncEnumerable<TRow>>(EF.CompileAsyncQuery(read));
    }
}
