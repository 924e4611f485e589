using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Salam.Forum.Media;

/// <summary>Keeps files in a bucket of Amazon S3, or of a server that speaks like it.</summary>
public sealed class S3Blobs : IBlobs, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly string bucket;

    /// <summary>Connects to nothing yet.</summary>
    public S3Blobs(S3Options options)
    {
        bucket = options.Bucket;
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            // Servers that only resemble Amazon's know neither host names for buckets nor checksums at the end of what is sent.
            ForcePathStyle = options.Url is not null,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            Timeout = TimeSpan.FromSeconds(30),
        };
        if (options.Url is { } url)
            config.ServiceURL = url;
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        client = options is { AccessKey: { } access, SecretKey: { } secret } ? new AmazonS3Client(new BasicAWSCredentials(access, secret), config) : new AmazonS3Client(config);
    }

    /// <inheritdoc/>
    public Task WriteAsync(string name, string file, CancellationToken cancellation) =>
        AskAsync(() => client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = name, FilePath = file, UseChunkEncoding = false }, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await AskAsync(() => client.GetObjectAsync(bucket, name, cancellation), cancellation)).ResponseStream;
        }
        catch (BlobsException e) when (e.InnerException is AmazonS3Exception { ErrorCode: "NoSuchKey" })
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string prefix, CancellationToken cancellation)
    {
        var found = await AskAsync(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }, cancellation), cancellation);
        foreach (var file in found.S3Objects ?? [])
            await AskAsync(() => client.DeleteObjectAsync(bucket, file.Key, cancellation), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new BlobsException(e);
        }
    }
}
