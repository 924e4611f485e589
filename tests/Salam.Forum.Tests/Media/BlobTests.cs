using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Salam.Forum.Media;

namespace Salam.Forum.Tests.Media;

/// <summary>Both places where files are kept do the same.</summary>
public sealed class BlobTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("salam-blobs-");
    private readonly BucketServer server = new();

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_kept_replaced_read_and_thrown_away_with_all_that_its_name_begins(bool inBucket)
    {
        var blobs = Blobs(inBucket);
        var (key, other) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Null(await blobs.OpenAsync(BlobNames.OfPicture(key, 480), default));
        await WriteAsync(blobs, BlobNames.OfPicture(key, 480), "narrow");
        await WriteAsync(blobs, BlobNames.OfPicture(key, 960), "wide");
        await WriteAsync(blobs, BlobNames.OfPicture(key, 960), "wider");
        await WriteAsync(blobs, BlobNames.OfPicture(other, 480), "another");
        Assert.Equal("narrow", await ReadAsync(blobs, BlobNames.OfPicture(key, 480)));
        Assert.Equal("wider", await ReadAsync(blobs, BlobNames.OfPicture(key, 960)));
        await blobs.DeleteAsync(BlobNames.OfPicture(key), default);
        // Once more, as after a crash.
        await blobs.DeleteAsync(BlobNames.OfPicture(key), default);
        Assert.Null(await ReadAsync(blobs, BlobNames.OfPicture(key, 480)));
        Assert.Null(await ReadAsync(blobs, BlobNames.OfPicture(key, 960)));
        Assert.Equal("another", await ReadAsync(blobs, BlobNames.OfPicture(other, 480)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Trouble_of_the_place_is_told_as_such(bool inBucket)
    {
        var blobs = Blobs(inBucket);
        if (inBucket)
            await server.DisposeAsync();
        else
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "blobs"), "no folder");
        await Assert.ThrowsAsync<BlobsException>(() => WriteAsync(blobs, "pictures/a", "words"));
        if (inBucket)
        {
            await Assert.ThrowsAsync<BlobsException>(() => blobs.OpenAsync("pictures/a", default));
            await Assert.ThrowsAsync<BlobsException>(() => blobs.DeleteAsync("pictures/", default));
        }
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_trouble_and_not_a_missing_file()
    {
        var elsewhere = new S3Blobs(new S3Options("another", server.Address, "us-east-1") { AccessKey = "key", SecretKey = "secret" });
        await Assert.ThrowsAsync<BlobsException>(() => elsewhere.OpenAsync("pictures/a", default));
        await Assert.ThrowsAsync<BlobsException>(() => WriteAsync(elsewhere, "pictures/a", "words"));
    }

    [Fact]
    public async Task No_name_leads_out_of_the_folder()
    {
        var blobs = Blobs(inBucket: false);
        foreach (var name in (string[])["../secret", "/etc/passwd", "pictures/../../secret"])
            await Assert.ThrowsAsync<ArgumentException>(() => blobs.OpenAsync(name, default));
    }

    private IBlobs Blobs(bool inBucket) => inBucket
        ? new S3Blobs(new S3Options("forum", server.Address, "us-east-1") { AccessKey = "key", SecretKey = "secret" })
        : new FolderBlobs(new ForumOptions { Provider = Provider.Sqlite, ConnectionString = "", DataFolder = folder.FullName, Demo = false, PublicUrl = "" });

    private async Task WriteAsync(IBlobs blobs, string name, string words)
    {
        var file = Path.Combine(folder.FullName, "words");
        await File.WriteAllTextAsync(file, words);
        await blobs.WriteAsync(name, file, default);
    }

    private static async Task<string?> ReadAsync(IBlobs blobs, string name)
    {
        await using var content = await blobs.OpenAsync(name, default);
        if (content is null)
            return null;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A server that keeps one bucket in memory and speaks as much of S3 as is asked of it; it wants every request signed.</summary>
    private sealed class BucketServer : IAsyncDisposable
    {
        private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        private readonly WebApplication app;

        public BucketServer()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            app = builder.Build();
            app.Run(AnswerAsync);
        }

        public string Address => app.Urls.First();

        public Task StartAsync() => app.StartAsync();

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            var (request, response) = (context.Request, context.Response);
            var name = request.Path.Value!.Replace("/forum", "", StringComparison.Ordinal).TrimStart('/');
            if (!request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=key/", StringComparison.Ordinal))
                response.StatusCode = 403;
            else if (!request.Path.StartsWithSegments("/forum", StringComparison.Ordinal))
            {
                response.StatusCode = 404;
                await response.Body.WriteAsync("<Error><Code>NoSuchBucket</Code></Error>"u8.ToArray());
            }
            else if (request.Method == "PUT")
            {
                var sent = new MemoryStream();
                await request.Body.CopyToAsync(sent);
                files[name] = sent.ToArray();
            }
            else if (request.Method == "DELETE")
                response.StatusCode = files.TryRemove(name, out _) ? 204 : 404;
            else if (name.Length == 0)
            {
                var prefix = request.Query["prefix"].ToString();
                var found = files.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => $"<Contents><Key>{key}</Key><Size>1</Size></Contents>");
                response.ContentType = "application/xml";
                await response.WriteAsync($"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>forum</Name><IsTruncated>false</IsTruncated>{string.Concat(found)}</ListBucketResult>");
            }
            else if (files.TryGetValue(name, out var file))
            {
                response.ContentLength = file.Length;
                await response.Body.WriteAsync(file);
            }
            else
            {
                response.StatusCode = 404;
                await response.Body.WriteAsync(Encoding.UTF8.GetBytes("<Error><Code>NoSuchKey</Code></Error>"));
            }
        }
    }
}
