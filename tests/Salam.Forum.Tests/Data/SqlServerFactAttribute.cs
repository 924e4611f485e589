namespace Salam.Forum.Tests.Data;

/// <summary>A test that needs a real SQL Server; shown as skipped where FORUM_TEST_SQLSERVER holds no connection string.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlServerFactAttribute : FactAttribute
{
    private const string Variable = "FORUM_TEST_SQLSERVER";

    public SqlServerFactAttribute()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
            Skip = $"{Variable} holds no connection string.";
    }

    public static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);
}
