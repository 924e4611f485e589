using System.Text;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Salam.Forum.Benchmarks.Floors;

/// <summary>
/// The floors: the least a server can do for a file, a page, the same page by hand, and a row. They run in a process of their own, on the
/// file the forum runs on.
/// </summary>
public static class FloorServer
{
    private const int FileBytes = 30 * 1024;

    /// <summary>Runs until it is ended.</summary>
    public static async Task<int> RunAsync(string folder, string scratch, string address)
    {
        Directory.CreateDirectory(scratch);
        await File.WriteAllTextAsync(Path.Combine(scratch, "static.html"), new string('x', FileBytes));
        var source = $"Data Source={Path.Combine(folder, "forum.db")}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = scratch, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddDbContextPool<FloorDb>(db => db.UseSqlite(source));
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(OnlyOurs);
        await using var app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(scratch) });
        app.UseRouting();
        app.MapRazorPages();
        app.MapGet("/raw", context => WriteRawAsync(context, source));
        using var writer = new FloorWriter(Path.Combine(scratch, "floor.db"));
        app.MapPost("/insert", async context =>
        {
            var form = await context.Request.ReadFormAsync();
            await context.Response.WriteAsync(writer.Write(form["Body"].ToString()).ToString());
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>The forum's pages are in a referenced assembly; the floors must not carry their routes.</summary>
    private static void OnlyOurs(ApplicationPartManager parts)
    {
        foreach (var part in parts.ApplicationParts.Where(p => p.Name != typeof(FloorServer).Assembly.GetName().Name).ToList())
            parts.ApplicationParts.Remove(part);
    }

    private static async Task WriteRawAsync(HttpContext context, string source)
    {
        await using var connection = new SqliteConnection(source);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id, Title, Slug, Excerpt, Score, CommentCount, CreatedAt FROM Posts WHERE Status = 1 AND Audience = 1 ORDER BY Rank DESC, Id DESC LIMIT 25";
        await using var reader = await command.ExecuteReaderAsync();
        var page = new StringBuilder("<!doctype html><title>Posts</title><ol>", 32_768);
        while (await reader.ReadAsync())
        {
            page.Append("<li><h2><a href=\"/p/").Append(reader.GetString(2)).Append('-').Append(reader.GetInt64(0)).Append("\">").Append(reader.GetString(1)).Append("</a></h2><p>")
                .Append(reader.GetString(3)).Append("</p><p>").Append(reader.GetInt64(4)).Append(" · ").Append(reader.GetInt64(5)).Append(" · ").Append(reader.GetString(6)).Append("</p></li>");
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(page.Append("</ol>").ToString()));
    }
}
