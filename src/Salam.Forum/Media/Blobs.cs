namespace Salam.Forum.Media;

/// <summary>The place where files are kept does not answer, refuses, or is full: trouble of the machine, which may be gone in a minute.</summary>
public sealed class BlobsException(Exception reason) : IOException("The place where files are kept has trouble.", reason);

/// <summary>Where files that members send are kept; all of it throws <see cref="BlobsException"/> when that has trouble. Names are ours: letters, digits, hyphens, points and slashes.</summary>
public interface IBlobs
{
    /// <summary>Keeps a file under a name; what was there before is replaced, and nobody ever reads half of it.</summary>
    Task WriteAsync(string name, string file, CancellationToken cancellation);

    /// <summary>Opens a file; null when there is none of that name.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellation);

    /// <summary>Throws away everything whose name begins so; nothing where there is nothing.</summary>
    Task DeleteAsync(string prefix, CancellationToken cancellation);
}

/// <summary>Keeps files in the folder <c>blobs</c> of the data folder.</summary>
public sealed class FolderBlobs(ForumOptions options) : IBlobs
{
    private readonly string root = Path.Combine(options.DataFolder, "blobs");

    /// <inheritdoc/>
    public Task WriteAsync(string name, string file, CancellationToken cancellation)
    {
        var path = PathOf(name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // Copied beside its place first: the file may come from another volume, from which it cannot be moved at once.
            var unfinished = $"{path}.{Guid.NewGuid():n}.new";
            File.Copy(file, unfinished);
            File.Move(unfinished, path, overwrite: true);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BlobsException(e);
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BlobsException(e);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string prefix, CancellationToken cancellation)
    {
        var folder = PathOf(prefix);
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BlobsException(e);
        }
    }

    // Spread over folders by the first letters: one with a million entries is slow to look into.
    private string PathOf(string name)
    {
        var path = Path.GetFullPath(Path.Combine(root, name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new ArgumentException("The name leads out of the folder.", nameof(name));
    }
}

/// <summary>The names of what is kept.</summary>
public static class BlobNames
{
    /// <summary>All forms of a picture.</summary>
    public static string OfPicture(Guid key) => $"pictures/{key.ToString("n")[..2]}/{key:n}/";

    /// <summary>The file of a document that is a PDF.</summary>
    public static string OfPdf(Guid key) => OfDocument(key) + "document.pdf";

    /// <summary>All of a document.</summary>
    public static string OfDocument(Guid key) => $"documents/{key.ToString("n")[..2]}/{key:n}/";

    /// <summary>A picture in one of its widths.</summary>
    public static string OfPicture(Guid key, int width) => $"{OfPicture(key)}{width}.webp";
}
