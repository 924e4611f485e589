using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

public sealed class SqliteFileTests
{
    [Fact]
    public async Task The_end_of_the_services_lets_go_of_the_file()
    {
        var file = await TemplateFile.CopyAsync();
        var forum = await ForumFixture.StartAsync(file);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var visit = forum.As(Viewer.Guest);
            await visit.Get<ForumDb>().Posts.CountAsync();
        })));
        Assert.True(File.Exists(file + "-wal"));

        await forum.EndAsync();

        // The last connection to close folds the log into the file and takes it away.
        Assert.False(File.Exists(file + "-wal"));
        await forum.DisposeAsync();
    }
}
