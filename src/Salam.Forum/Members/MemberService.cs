using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Members;

/// <summary>What a member has set about herself and her pages.</summary>
/// <param name="About">A few words, plain text.</param>
/// <param name="Languages">Codes of the languages she reads, at least one.</param>
/// <param name="OpeningCircle">The circle whose feed opens first; null for all.</param>
/// <param name="Theme">Light, dark, or as the device says.</param>
/// <param name="Level">How much of what the filter found she reads.</param>
/// <param name="Email">The address mails go to; null for imported members without one.</param>
public sealed record MemberSettings(string About, IReadOnlyList<string> Languages, Circle? OpeningCircle, Theme Theme, ReadingLevel Level, string? Email, IReadOnlyDictionary<string, TranslationWish> Wishes);

/// <summary>What members set about themselves.</summary>
public sealed class MemberService(ForumDb db, CurrentViewer viewer, TimeProvider time, Judge judge)
{
    /// <summary>The viewer's own settings. Refused for a guest.</summary>
    public async Task<Result<MemberSettings>> SettingsAsync(CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var member = await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == me, cancellation);
        return member is null
            ? Refusal.LogIn
            : new MemberSettings(member.About, member.Languages.Split(' ', StringSplitOptions.RemoveEmptyEntries), member.OpeningCircle, member.Theme, member.Level, member.Email, TranslationWishes.Read(member.TranslationWishes));
    }

    /// <summary>Sets the words about the viewer that her page shows. Indecent ones are refused: nobody would see them while they waited.</summary>
    public Task<Result<Done>> SetAboutAsync(string? about, CancellationToken cancellation)
    {
        var text = Normalise.Input(about);
        List<Refusal> refusals = [.. TextRules.Check(text, "About", 0, Member.AboutLength)];
        var judged = refusals.Count > 0 ? Judged.Nothing : judge.OfText(text, "About");
        refusals.AddRange(judged.Refusals("AboutWords", Severity.Indecent));
        return ChangeAsync(refusals, me =>
        {
            if (Brakes.WriteRefusal(me.SilencedUntil, me.SuspendedUntil, time.GetUtcNow().UtcDateTime) is { } closed)
                return closed;
            (me.About, me.JudgedBy) = (text, judged.By);
            return null;
        }, me => judge.AboutChangedAsync(me.Id, cancellation), cancellation);
    }

    /// <summary>Sets which languages the viewer reads, the circle whose feed opens first, null for all, and how much of what the filter found she reads.</summary>
    public Task<Result<Done>> SetReadingAsync(
        IReadOnlyList<string> languages, Circle? openingCircle, ReadingLevel level, CancellationToken cancellation, IReadOnlyDictionary<string, TranslationWish>? wishes = null)
    {
        List<Refusal> refusals = [.. LanguageRefusals(languages)];
        if (openingCircle is { } circle && !Enum.IsDefined(circle))
            refusals.Add(Refusal.Invalid("Choice", "OpeningCircle"));
        if (!Enum.IsDefined(level))
            refusals.Add(Refusal.Invalid("Choice", "Level"));
        if (wishes?.Values.Any(wish => !Enum.IsDefined(wish)) is true)
            refusals.Add(Refusal.Invalid("Choice", "Wishes"));
        return ChangeAsync(refusals, me =>
        {
            (me.Languages, me.OpeningCircle, me.Level) = (string.Join(' ', languages.Distinct(StringComparer.Ordinal)), openingCircle, level);
            me.TranslationWishes = wishes is null ? me.TranslationWishes : TranslationWishes.Write(wishes);
        }, cancellation);
    }

    /// <summary>Sets whether the viewer's pages are light, dark, or as the device says, and whether single letters act on them.</summary>
    public Task<Result<Done>> SetAppearanceAsync(Theme theme, bool? hasKeys, CancellationToken cancellation)
    {
        var refusals = new List<Refusal>();
        if (!Enum.IsDefined(theme))
            refusals.Add(Refusal.Invalid("Choice", "Theme"));
        if (hasKeys is null)
            refusals.Add(Refusal.Invalid("Choice", "Keys"));
        return ChangeAsync(refusals, me => (me.Theme, me.HasKeys) = (theme, hasKeys is true), cancellation);
    }

    /// <summary>Notes that the viewer, who was imported, agrees that her words may reveal her belief. Agreeing twice keeps the first moment.</summary>
    public Task<Result<Done>> ConsentAsync(bool agreed, CancellationToken cancellation) =>
        ChangeAsync(agreed ? [] : [Refusal.Invalid("ConsentNone", "Consent")], me => me.ConsentAt ??= time.GetUtcNow().UtcDateTime, cancellation);

    private Task<Result<Done>> ChangeAsync(List<Refusal> refusals, Action<Member> change, CancellationToken cancellation) => ChangeAsync(refusals, me =>
    {
        change(me);
        return null;
    }, _ => Task.CompletedTask, cancellation);

    private Task<Result<Done>> ChangeAsync(List<Refusal> refusals, Func<Member, Refusal?> change, Func<Member, Task> follow, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var id = viewer.Value.MemberId;
        if (await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } me)
            return Refusal.LogIn;
        if (refusals.Count > 0)
            return refusals;
        if (change(me) is { } refusal)
            return refusal;
        await db.SaveChangesAsync(cancellation);
        await follow(me);
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
