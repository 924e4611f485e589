using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data.Archive;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Data;

/// <summary>A log-in of the demo community.</summary>
public sealed record DemoLogIn(string Who, string Handle, string Email);

/// <summary>An invented community for looking around; it fills an empty forum, and only where nothing else is configured.</summary>
public sealed class DemoCommunity(ForumDb db, ArchiveReader reader, IPasswordHasher<Member> hasher, TimeProvider time, DemoCharity charity)
{
    /// <summary>The password of every demo log-in.</summary>
    public const string Password = "salam-salam-1";

    /// <summary>The log-ins told to a newcomer.</summary>
    public static readonly IReadOnlyList<DemoLogIn> LogIns =
    [
        new("brother", "yusuf", "yusuf@demo.example"), new("sister", "maryam", "maryam@demo.example"), new("moderator", "khadija", "khadija@demo.example"),
    ];

    private const string Prefix = "demo-", CharityStaff = "maryam";
    private static readonly string[] Ids = ["id", "author", "post", "parent", "comment", "member", "follower", "followee"];
    private static readonly string[] Times = ["created", "joined"];

    /// <summary>Fills a forum that has no member yet; false when it has.</summary>
    public async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (await db.Members.AnyAsync(cancellation))
            return false;
        await using var archive = new MemoryStream(Encoding.UTF8.GetBytes(Shifted()));
        var report = await reader.ImportAsync(archive, null, cancellation);
        if (report.RefusedCount > 0)
            throw new InvalidOperationException($"The demo community breaks a rule in line {report.Refused[0].Line}: {report.Refused[0].Reason}");
        await OpenLogInsAsync(cancellation);
        await charity.FillAsync(await db.Members.Where(m => m.ArchiveId == Prefix + CharityStaff).Select(m => m.Id).FirstAsync(cancellation), cancellation);
        return true;
    }

    /// <summary>The archive with its newest moment moved to a few minutes ago, and ids that no real archive has.</summary>
    private string Shifted()
    {
        using var stream = typeof(DemoCommunity).Assembly.GetManifestResourceStream("Salam.Forum.Data.DemoCommunity.jsonl")!;
        using var text = new StreamReader(stream);
        var lines = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        var newest = lines.SelectMany(l => Times.Where(l.ContainsKey).Select(t => Moment(l[t]!))).Max();
        var shift = time.GetUtcNow().AddMinutes(-4) - newest;
        var result = new StringBuilder();
        foreach (var line in lines)
        {
            foreach (var name in Ids.Where(line.ContainsKey))
                line[name] = Prefix + (string?)line[name];
            foreach (var name in Times.Where(line.ContainsKey))
                line[name] = (Moment(line[name]!) + shift).ToString("O", CultureInfo.InvariantCulture);
            result.Append(line.ToJsonString(ArchiveLine.Json)).Append('\n');
        }
        return result.ToString();
    }

    private async Task OpenLogInsAsync(CancellationToken cancellation)
    {
        foreach (var logIn in LogIns)
        {
            var member = await db.Members.AsTracking().FirstAsync(m => m.ArchiveId == Prefix + logIn.Handle, cancellation);
            (member.Email, member.NormalizedEmail, member.EmailConfirmed) = (logIn.Email, Normalise.Fold(logIn.Email), true);
            member.PasswordHash = hasher.HashPassword(member, Password);
            member.ConsentAt = time.GetUtcNow().UtcDateTime;
            member.OpeningCircle = member.Circle;
            member.Role = logIn.Who == "moderator" ? Role.Moderator : Role.Member;
        }
        await db.SaveChangesAsync(cancellation);
    }

    private static DateTimeOffset Moment(JsonNode node) => DateTimeOffset.Parse((string)node!, CultureInfo.InvariantCulture);
}
