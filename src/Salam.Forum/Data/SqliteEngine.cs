using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Salam.Forum.Data;

/// <summary>
/// Starts the embedded SQLite engine. EF Core was compiled against one minor version of SQLitePCLRaw and a
/// registry may hold an older one, which the loader refuses by its version number although the surface is the same.
/// Where the versions agree the handler is never called.
/// </summary>
internal static class SqliteEngine
{
#pragma warning disable CA2255 // A library's module initializer is the one place that runs before EF Core's first look-up.
    [ModuleInitializer]
    internal static void Start()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name is "SQLitePCLRaw.core" && Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll") is var file && File.Exists(file)
                ? context.LoadFromAssemblyPath(file)
                : null;
        SQLitePCL.Batteries_V2.Init();
        // A connection is used by one thread at a time (docs/adr/0012), so it needs no lock of its own, which would be taken for every column that
        // is read; and nobody asks how much memory the engine has taken, which all connections would count together.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
#pragma warning restore CA2255
}
