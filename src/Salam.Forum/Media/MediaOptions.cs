using Microsoft.Extensions.Configuration;

namespace Salam.Forum.Media;

/// <summary>The settings of pictures and files, <c>Forum:Pictures</c> and <c>Forum:Blobs</c>.</summary>
public sealed record MediaOptions
{
    private const string ProgramsKey = "Forum:Pictures:Programs", S3Root = "Forum:Blobs:S3:";

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { ProgramsKey, S3Root + "Bucket", S3Root + "Url", S3Root + "Region", S3Root + "AccessKey", S3Root + "SecretKey" };

    /// <summary><c>Forum:Pictures:Programs</c>: the folders in which the programs that decode pictures are looked for; those of <c>PATH</c> by default.</summary>
    public string ProgramsPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary><c>Forum:Blobs:S3</c>: where files are kept instead of in the data folder; null for there.</summary>
    public S3Options? S3 { get; init; }

    /// <summary>Whether there is a setting of that name.</summary>
    internal static bool IsKnown(string key) => Known.Contains(key);

    /// <exception cref="SettingException">A value cannot be used.</exception>
    internal static MediaOptions Read(IConfiguration configuration)
    {
        var options = new MediaOptions { S3 = ReadS3(configuration) };
        return ForumOptions.Text(configuration, ProgramsKey) is { } programs ? options with { ProgramsPath = programs } : options;
    }

    private static S3Options? ReadS3(IConfiguration configuration)
    {
        string? Of(string name) => ForumOptions.Text(configuration, S3Root + name);
        static string Variable(string name) => ForumOptions.Variable(S3Root + name);
        var given = Known.Where(key => key.StartsWith(S3Root, StringComparison.Ordinal) && ForumOptions.Text(configuration, key) is not null).Order(StringComparer.Ordinal).FirstOrDefault();
        if (given is null)
            return null;
        if (Of("Bucket") is not { } bucket)
            throw new SettingException($"{ForumOptions.Variable(given)} is set, but {Variable("Bucket")} is empty.");
        var (url, region) = (Of("Url"), Of("Region"));
        if (url is null && region is null)
            throw new SettingException($"{Variable("Bucket")} is set, but neither {Variable("Url")} nor {Variable("Region")} says where it is.");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new SettingException($"{Variable("Url")} is \"{url}\", but must be an http or https address.");
        if (Of("AccessKey") is null != Of("SecretKey") is null)
            throw new SettingException($"{Variable("AccessKey")} and {Variable("SecretKey")} go together, but one of them is empty.");
        return new S3Options(bucket, url, region ?? "us-east-1") { AccessKey = Of("AccessKey"), SecretKey = Of("SecretKey") };
    }
}

/// <summary>A bucket of Amazon S3, or of a server that speaks like it.</summary>
/// <param name="Bucket">Its name.</param>
/// <param name="Url">The server; null for Amazon's of the region.</param>
/// <param name="Region">The region that requests are signed for.</param>
public sealed record S3Options(string Bucket, string? Url, string Region)
{
    /// <summary>Half of a key, or null to take what the machine has been given. Never written to logs.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The other half. Never written to logs.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Bucket} at {Url ?? Region}";
}
