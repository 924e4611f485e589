using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>What a newcomer filled into the sign-up form.</summary>
/// <param name="Consent">That she agrees that her words may reveal her belief, apart from the terms.</param>
/// <param name="InterfaceLanguage">The language of the mail.</param>
public sealed record SignUpForm(string? Handle, string? Email, string? Password, Circle? Circle, IReadOnlyList<string> Languages, bool Consent, string InterfaceLanguage);

/// <summary>Makes accounts. None of its answers, nor their time, tells whether an address has one.</summary>
public sealed class SignUpService(ForumDb db, UserManager<Member> users, OutboxQueue outbox, TimeProvider time, Judge judge)
{
    /// <summary>How long an account waits to be confirmed before its handle is free again.</summary>
    public static readonly TimeSpan UnconfirmedKept = TimeSpan.FromDays(7);

    /// <summary>
    /// Makes an account and mails a link that confirms its address. Until then the account has no address, only one that it waits for
    /// (<see cref="AwaitedAddress"/>): so an address that somebody else wrote down keeps nobody out. When the address has an account already, its
    /// owner is told by mail instead; the answer, and every later answer about that handle, is the same. A taken handle is refused, and one of
    /// words that the filter meets.
    /// </summary>
    public async Task<Result<Done>> SignUpAsync(SignUpForm form, CancellationToken cancellation)
    {
        var handle = Normalise.Input(form.Handle);
        var email = Normalise.Input(form.Email);
        var refusals = await RefusalsAsync(form, handle, email);
        if (refusals.Count > 0)
            return refusals;
        var member = Compose(form, handle);
        // Before the look-up and outside the transaction: it is what takes long, and it is done either way.
        member.PasswordHash = users.PasswordHasher.HashPassword(member, form.Password!);
        return await db.WriteAsync<Done>(async () =>
        {
            await ForgetUnconfirmedAsync(member, cancellation);
            if (await db.Members.AnyAsync(m => m.HandleSkeleton == member.HandleSkeleton || m.NormalizedUserName == member.NormalizedUserName, cancellation))
                return Refusal.Invalid("HandleTaken", nameof(form.Handle));
            db.Members.Add(member);
            await db.SaveChangesAsync(cancellation);
            await AwaitedAddress.SetAsync(db, member.Id, email, cancellation);
            await AwaitedAddress.MailAsync(db, outbox, new(member.Id, email, form.InterfaceLanguage), cancellation);
            return default(Done);
        }, cancellation);
    }

    private async Task<List<Refusal>> RefusalsAsync(SignUpForm form, string handle, string email)
    {
        var refusals = new List<Refusal>();
        if (Handle.Check(handle) is { } refusal)
            refusals.Add(refusal);
        else
            refusals.AddRange(judge.OfText(handle, nameof(form.Handle)).Refusals("HandleWords", Severity.Sensitive));
        if (!EmailAddress.Is(email))
            refusals.Add(Refusal.Invalid("Email", nameof(form.Email)));
        refusals.AddRange(await PasswordRules.RefusalsAsync(users, null, form.Password));
        if (form.Circle is not { } circle || !Enum.IsDefined(circle))
            refusals.Add(Refusal.Invalid("CircleNone", nameof(form.Circle)));
        refusals.AddRange(MemberService.LanguageRefusals(form.Languages));
        if (!form.Consent)
            refusals.Add(Refusal.Invalid("ConsentNone", nameof(form.Consent)));
        return refusals;
    }

    private Member Compose(SignUpForm form, string handle)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var member = new Member
        {
            UserName = handle,
            NormalizedUserName = Handle.Key(handle),
            HandleSkeleton = Handle.SkeletonOf(handle),
            LockoutEnabled = true,
            Circle = form.Circle!.Value,
            OpeningCircle = form.Circle,
            Languages = string.Join(' ', form.Languages.Distinct(StringComparer.Ordinal)),
            JoinedAt = now,
            ConsentAt = now,
            JudgedBy = judge.Version,
        };
        member.GiveUpAddress();
        return member;
    }

    /// <summary>Sets free a handle whose sign-up was never confirmed.</summary>
    private Task<int> ForgetUnconfirmedAsync(Member newcomer, CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - UnconfirmedKept;
        return db.Members
            .Where(m => !m.EmailConfirmed && m.Email != null && m.JoinedAt < before)
            .Where(m => m.HandleSkeleton == newcomer.HandleSkeleton || m.NormalizedUserName == newcomer.NormalizedUserName)
            .ExecuteDeleteAsync(cancellation);
    }
}
