using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Key">Stands for it in addresses; says nothing of the passkey itself.</param>
/// <param name="AddedAt">UTC.</param>
public sealed record PasskeyRow(string Key, string Name, DateTime AddedAt);

/// <summary>The passkeys of a member. Their ceremonies are the web's; what may be added and who may log in is said here.</summary>
public sealed class PasskeyService(ForumDb db, UserManager<Member> users, CurrentViewer viewer, OwnPassword passwords, OutboxQueue outbox)
{
    /// <summary>The most passkeys of a member.</summary>
    public const int Most = 10;

    /// <summary>The most characters of a passkey's name.</summary>
    public const int NameLength = 60;

    /// <summary>The viewer's passkeys, in the order in which they were added.</summary>
    public async Task<Result<IReadOnlyList<PasskeyRow>>> MineAsync(CancellationToken cancellation)
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        return (await users.GetPasskeysAsync(me)).OrderBy(p => p.CreatedAt).Select(p => new PasskeyRow(KeyOf(p), p.Name ?? "", p.CreatedAt.UtcDateTime)).ToList();
    }

    /// <summary>Whether the viewer may add a passkey of that name: refused without her password, an open session alone shall not do.</summary>
    public async Task<Result<Member>> MayAddAsync(string? name, string? password, CancellationToken cancellation)
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        if (await RefusalsAsync(me, Normalise.Input(name)) is { Count: > 0 } refusals)
            return refusals;
        return await passwords.CheckAsync(password, cancellation) is { } member ? member : Refusal.Invalid("PasswordWrong", "Password");
    }

    /// <summary>Adds a passkey whose making was verified, and tells her so by mail.</summary>
    /// <param name="madeFor">The member for whom its making was allowed.</param>
    public Task<Result<Done>> AddAsync(UserPasskeyInfo passkey, string madeFor, string? name, string language, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await MeAsync(cancellation) is not { } me)
            return Refusal.LogIn;
        if (madeFor != await users.GetUserIdAsync(me) || await users.FindByPasskeyIdAsync(passkey.CredentialId) is not null)
            return Refusal.Invalid("PasskeyFailed");
        if (await RefusalsAsync(me, Normalise.Input(name)) is { Count: > 0 } refusals)
            return refusals;
        passkey.Name = Normalise.Input(name);
        await KeepAsync(me, passkey);
        if (me.Email is { } email)
            await outbox.MailAsync(new(AccountMailKind.PasskeyAdded, email, language, me.Id), cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Gives one of the viewer's passkeys another name; others' are missing.</summary>
    public Task<Result<Done>> RenameAsync(string key, string? name, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await FindAsync(key, cancellation) is not { } found)
            return Refusal.Missing;
        var text = Normalise.Input(name);
        if (TextRules.Check(text, "Name", 1, NameLength).ToList() is { Count: > 0 } refusals)
            return refusals;
        found.Passkey.Name = text;
        await KeepAsync(found.Me, found.Passkey);
        return default(Done);
    }, cancellation);

    /// <summary>Removes one of the viewer's passkeys, after asking for her password; others' are missing.</summary>
    public async Task<Result<Done>> RemoveAsync(string key, string? password, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is null)
            return Refusal.Missing;
        if (await passwords.CheckAsync(password, cancellation) is null)
            return Refusal.Invalid("PasswordWrong", "Password");
        return await db.WriteAsync<Done>(async () =>
        {
            if (await FindAsync(key, cancellation) is not { } found)
                return Refusal.Missing;
            return (await users.RemovePasskeyAsync(found.Me, found.Passkey.CredentialId)).Succeeded ? default(Done) : new Refusal(RefusalKind.Conflict, "Clash");
        }, cancellation);
    }

    /// <summary>One of the viewer's passkeys; others' are missing.</summary>
    public async Task<Result<PasskeyRow>> ShowAsync(string key, CancellationToken cancellation) =>
        await FindAsync(key, cancellation) is { Passkey: var p } ? new PasskeyRow(key, p.Name ?? "", p.CreatedAt.UtcDateTime) : Refusal.Missing;

    /// <summary>What stands for a passkey in addresses, whose own id may be a thousand bytes long.</summary>
    private static string KeyOf(UserPasskeyInfo passkey) => Convert.ToHexStringLower(SHA256.HashData(passkey.CredentialId).AsSpan(0, 16));

    private async Task KeepAsync(Member member, UserPasskeyInfo passkey)
    {
        var kept = await users.AddOrUpdatePasskeyAsync(member, passkey);
        if (!kept.Succeeded)
            throw new InvalidOperationException("A passkey could not be kept: " + kept.Errors.First().Code);
    }

    private async Task<List<Refusal>> RefusalsAsync(Member me, string name)
    {
        List<Refusal> refusals = [.. TextRules.Check(name, "Name", 1, NameLength)];
        if ((await users.GetPasskeysAsync(me)).Count >= Most)
            refusals.Add(new Refusal(RefusalKind.Conflict, "PasskeysFull", null, Most));
        return refusals;
    }

    private async Task<(Member Me, UserPasskeyInfo Passkey)?> FindAsync(string key, CancellationToken cancellation) =>
        await MeAsync(cancellation) is { } me && (await users.GetPasskeysAsync(me)).FirstOrDefault(p => KeyOf(p) == key) is { } passkey ? (me, passkey) : null;

    private Task<Member?> MeAsync(CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        return db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
    }
}
