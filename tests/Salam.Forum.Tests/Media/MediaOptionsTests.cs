using Microsoft.Extensions.Configuration;
using Salam.Forum.Media;

namespace Salam.Forum.Tests.Media;

public sealed class MediaOptionsTests
{
    [Fact]
    public void A_bucket_is_read_and_its_key_is_told_to_nobody()
    {
        var bucket = Read(("Bucket", "files"), ("Url", "http://files:9000"), ("AccessKey", "half"), ("SecretKey", "secret")).S3!;
        Assert.Equal(("files", "http://files:9000", "us-east-1", "half", "secret"), (bucket.Bucket, bucket.Url, bucket.Region, bucket.AccessKey, bucket.SecretKey));
        Assert.Equal("files at http://files:9000", bucket.ToString());
        Assert.Equal("files at eu-central-1", Read(("Bucket", "files"), ("Region", "eu-central-1")).S3!.ToString());
        Assert.Null(Read().S3);
    }

    [Theory]
    [InlineData("Url", "files:9000", "Url")]
    [InlineData("Url", "ftp://files", "Url")]
    [InlineData("AccessKey", "half", "SecretKey")]
    public void What_cannot_be_a_bucket_is_said(string name, string value, string named)
    {
        var wrong = Assert.Throws<SettingException>(() => Read(("Bucket", "files"), ("Region", "eu-central-1"), (name, value)));
        Assert.Contains("Forum__Blobs__S3__" + named, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("half", wrong.Message, StringComparison.Ordinal);
    }

    private static MediaOptions Read(params (string Name, string Value)[] settings) =>
        MediaOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => "Forum:Blobs:S3:" + s.Name, s => (string?)s.Value, StringComparer.Ordinal)).Build());
}
