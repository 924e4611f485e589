using System.Globalization;
using System.Text;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Web.Hosting;

/// <summary>One thing that was looked at in a message, and whether it is right.</summary>
/// <param name="Name">What was looked at: a key below <c>HookTest.Check.</c>.</param>
/// <param name="IsRight">Whether it is as it must be.</param>
/// <param name="Said">What is to be said of it: a key below <c>HookTest.Said.</c>.</param>
/// <param name="Detail">What the door itself would answer, in its own words, for whoever writes the program; or a value.</param>
public sealed record HookFinding(string Name, bool IsRight, string Said, string? Detail = null);

/// <summary>
/// Looks at a message of a foundation as the door would, step by step, and says everything that is wrong with it. Nothing is kept and nothing is counted.
/// Only the staff of the foundation may ask: it tells what a stranger must not learn, whether it was the key or the signature.
/// </summary>
public sealed class HookTester(HookDoor door, DonationQueries donations, CharityDeskQueries desk, TimeProvider time)
{
    /// <summary>Looks at the value of the header and at the body.</summary>
    public async Task<IReadOnlyList<HookFinding>> LookAsync(long foundationId, string? header, string? body, CancellationToken cancellation)
    {
        var (now, text) = (time.GetUtcNow().UtcDateTime, body ?? "");
        List<HookFinding> findings = [];
        var bare = Bare(header);
        if (HookSignature.Read(bare) is { } signature)
        {
            findings.Add(new("Header", true, "HeaderGood"));
            findings.Add(Clock(signature.From(now)));
            findings.AddRange(await SignedAsync(foundationId, signature, text, cancellation));
        }
        else
            findings.Add(new("Header", false, "HeaderBad"));
        findings.AddRange(await ReadAsync(foundationId, text, now, cancellation));
        return findings;
    }

    /// <summary>The value alone, where the whole line was pasted.</summary>
    private static string Bare(string? header)
    {
        var line = (header ?? "").Trim();
        return line.StartsWith(HookSignature.Header + ":", StringComparison.OrdinalIgnoreCase) ? line[(HookSignature.Header.Length + 1)..].Trim() : line;
    }

    private static HookFinding Clock(TimeSpan away) => away.Duration() <= HookSignature.Window ? new("Time", true, "TimeGood") : new("Time", false, away < TimeSpan.Zero ? "TimeOld" : "TimeAhead");

    private async Task<IEnumerable<HookFinding>> SignedAsync(long foundationId, HookSignature signature, string body, CancellationToken cancellation)
    {
        var keys = await donations.KeysAsync(foundationId, cancellation);
        if (!keys.Ok || keys.Value.FirstOrDefault(k => k.Name == signature.Key) is not { } key)
            return [new("Key", false, "KeyUnknown", signature.Key)];
        if (key.RetiredAt is not null)
            return [new("Key", false, "KeyRetired", signature.Key)];
        var entry = HookEntry.Unsigned;
        foreach (var bytes in Bodies(body))
            entry = entry == HookEntry.Unsigned ? await door.OpensAsync(foundationId, signature, bytes, cancellation) : entry;
        var live = new HookFinding("Key", true, "KeyGood", signature.Key);
        return entry switch
        {
            HookEntry.Unsigned => [live, new("Signature", false, "SignatureBad")],
            HookEntry.NeverVetted => [live, new("Signature", true, "SignatureGood"), new("Vetting", false, "NeverVetted")],
            _ => [live, new("Signature", true, "SignatureGood")],
        };
    }

    /// <summary>The bytes that may have been signed: a browser ends every line of a field in its own way, and whoever pastes may add one more.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Bodies(string body)
    {
        var lines = body.ReplaceLineEndings("\n");
        return new[] { lines, lines.TrimEnd('\n'), body, lines.TrimEnd('\n') + "\n" }.Distinct(StringComparer.Ordinal).Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text));
    }

    private async Task<IEnumerable<HookFinding>> ReadAsync(long foundationId, string body, DateTime now, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ReplaceLineEndings("\n"));
        if (bytes.Length > CharityHooks.BodyMax)
            return [new("Body", false, "BodyLarge")];
        var (message, refusal) = AnnouncementReader.Read(bytes, now);
        if (message is null)
            return [new("Body", false, "BodyBad", refusal!.Sentence)];
        var projects = await desk.ProjectsAsync(foundationId, cancellation);
        var reasons = projects.Ok ? message.Items.Select(item => Against(item, projects.Value)).Where(r => r != AsideReason.None).Distinct() : [];
        return [new("Body", true, "BodyGood"), .. reasons.Select(reason => new HookFinding("Counts", false, reason.ToString()))];
    }

    /// <summary>Why it would be kept aside, as far as the announcement alone tells.</summary>
    private static AsideReason Against(Announcement item, IReadOnlyList<DeskProject> projects) =>
        projects.FirstOrDefault(p => item.Project == p.Id.ToString(CultureInfo.InvariantCulture)) is not { } project ? AsideReason.UnknownProject
        : !project.IsPublished ? AsideReason.NotPublished
        : !Currencies.IsKnown(item.Currency) ? AsideReason.UnknownCurrency
        : project.Currency != item.Currency ? AsideReason.OtherCurrency
        : project.HasSource ? AsideReason.CountedByPlatform
        : AsideReason.None;
}
