using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Support;

/// <summary>The forum's services over SQL Server's own translation, without a server: every query is translated in full, and answered
/// with one row, every update with one row that was changed.</summary>
internal static class OfflineSqlServer
{
    private const string Nowhere = "Server=offline;Encrypt=true";

    public static ServiceProvider Build(CommandLog log)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.ClearProviders());
        services.AddSingleton<IStringLocalizer, FakeTexts>();
        services.AddSingleton<ITranslationEngine>(new FakeEngine());
        services.AddForum(new ForumOptions { Provider = Provider.SqlServer, ConnectionString = Nowhere, DataFolder = Path.GetTempPath(), Demo = false, PublicUrl = "https://forum.example" });
        var options = new DbContextOptionsBuilder<SqlServerForumDb>().UseSqlServer(Nowhere).UseApplicationServiceProvider(DesignTime.Services)
            .AddInterceptors(log, new NoConnection(), new NoCommand()).Options;
        services.AddScoped<ForumDb>(sp => new SqlServerForumDb(options).SeenBy(sp.GetRequiredService<CurrentViewer>()));
        return services.BuildServiceProvider();
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    private sealed class NoCommand : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(new OneRowReader()));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
    }
}
