using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>What a member may set about herself and her pages.</summary>
/// <param name="About">A few words, plain text.</param>
/// <param name="Languages">Codes of the languages she reads, at least one.</param>
/// <param name="OpeningCircle">The circle whose feed opens first; null for all.</param>
/// <param name="Theme">Light, dark, or as the device says.</param>
public sealed record MemberSettings(string? About, IReadOnlyList<string> Languages, Circle? OpeningCircle, Theme Theme);

/// <summary>What members set about themselves.</summary>
public sealed class MemberService(ForumDb db, CurrentViewer viewer)
{
    /// <summary>The viewer's own settings. Refused for a guest.</summary>
    public async Task<Result<MemberSettings>> SettingsAsync(CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == me, cancellation);
        return member is null ? Refusal.LogIn : new MemberSettings(member.About, member.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries), member.OpeningCircle, member.Theme);
    }

    /// <summary>Changes the viewer's own settings.</summary>
    public Task<Result<Done>> ChangeAsync(MemberSettings settings, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var me = viewer.Value.MemberId;
        var member = await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == me, cancellation);
        if (member is null)
            return Refusal.LogIn;
        var about = Normalise.Input(settings.About);
        List<Refusal> refusals = [.. TextRules.Check(about, "About", 0, Member.AboutLength)];
        refusals.AddRange(LanguageRefusals(settings.Languages));
        if (settings.OpeningCircle is { } circle && !Enum.IsDefined(circle))
            refusals.Add(Refusal.Invalid("Choice", "OpeningCircle"));
        if (!Enum.IsDefined(settings.Theme))
            refusals.Add(Refusal.Invalid("Choice", "Theme"));
        if (refusals.Count > 0)
            return refusals;
        (member.About, member.Languages, member.OpeningCircle, member.Theme) =
            (about, string.Join(' ', settings.Languages.Distinct(StringComparer.Ordinal)), settings.OpeningCircle, settings.Theme);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>What is wrong with a choice of languages: at least one, all of them known.</summary>
    internal static IEnumerable<Refusal> LanguageRefusals(IReadOnlyList<string> codes)
    {
        if (codes.Count == 0)
            yield return Refusal.Invalid("LanguagesNone", "Languages");
        else if (codes.Any(c => Language.Find(c) is null))
            yield return Refusal.Invalid("LanguageUnknown", "Languages");
    }
}
