using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Media;

/// <summary>What tests of pictures share: to send one, to ask who sees it, and whether its files are there.</summary>
public abstract class PictureTests(ForumFixture fixture)
{
    protected ForumFixture Fixture { get; } = fixture;

    protected async Task<Guid> SendAsync(Viewer sender)
    {
        await using var visit = Fixture.As(sender);
        return (await visit.Get<PictureService>().UploadAsync(new MemoryStream(PictureFiles.Of("jpg")), default)).Value.Key;
    }

    protected async Task<List<Viewer>> SeenByAsync(Guid key, params Viewer[] viewers)
    {
        var seen = new List<Viewer>();
        foreach (var viewer in viewers)
        {
            await using var visit = Fixture.As(viewer);
            if (await visit.Get<PictureQueries>().FindAsync(key, 480, default) is not null)
                seen.Add(viewer);
            Assert.Null(await visit.Get<PictureQueries>().FindAsync(key, 481, default));
        }
        return seen;
    }

    protected bool HasFiles(Guid key)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Fixture.File)!, "blobs", BlobNames.OfPicture(key));
        return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.webp").Any();
    }

    protected async Task SweepBlobsAsync()
    {
        using var worker = ActivatorUtilities.CreateInstance<BlobWorker>(Fixture.Services);
        while (await worker.DoSomeAsync(default))
        {
        }
    }
}
