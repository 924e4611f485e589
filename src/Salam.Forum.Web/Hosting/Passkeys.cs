using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// The ceremonies of passkeys (WebAuthn), which Identity holds: what an authenticator is asked for, and whether its answer is good. What
/// it was asked for stands in a sealed cookie for five minutes.
/// </summary>
public sealed class Passkeys(SignInManager<Member> signIn, PasskeyService passkeys)
{
    /// <summary>The most characters of an answer; an honest one takes some thousands.</summary>
    private const int AnswerMax = 1 << 16;

    /// <summary>What the viewer's authenticator is asked for to make a passkey, as JSON; refused without her password.</summary>
    public async Task<Result<string>> AskToAddAsync(string? name, string? password, CancellationToken cancellation)
    {
        var owner = await passkeys.MayAddAsync(name, password, cancellation);
        if (!owner.Ok)
            return owner.Refusals.ToList();
        var id = await signIn.UserManager.GetUserIdAsync(owner.Value);
        return await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = id, Name = owner.Value.Handle, DisplayName = owner.Value.Handle });
    }

    /// <summary>Adds the passkey that was made.</summary>
    public async Task<Result<Done>> AddAsync(string? answer, string? name, string language, CancellationToken cancellation)
    {
        if (answer is not { Length: > 0 and <= AnswerMax } || await AttestAsync(answer) is not { Succeeded: true } made)
            return Refusal.Invalid("PasskeyFailed");
        return await passkeys.AddAsync(made.Passkey, made.UserEntity.Id, name, language, cancellation);
    }

    /// <summary>What any authenticator is asked for to log in, as JSON. It says nothing of whose passkeys there are.</summary>
    public Task<string> AskToLogInAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Whose passkey gave a good answer, and what it signed; null where the answer is not good.</summary>
    public async Task<(Member Member, UserPasskeyInfo Passkey, byte[] Signed)?> ReadAsync(string? answer)
    {
        if (answer is not { Length: > 0 and <= AnswerMax })
            return null;
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(answer) is { Succeeded: true } proved ? (proved.User, proved.Passkey, Signed(answer)) : null;
        }
        // Nothing was asked for, too long ago, or something else.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<PasskeyAttestationResult?> AttestAsync(string answer)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(answer);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The client data of an answer that was found good: its hash is part of what was signed, so nobody can write it otherwise.</summary>
    private static byte[] Signed(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return Base64Url.DecodeFromChars(json.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString());
    }

    /// <summary>How passkeys are made and taken here.</summary>
    public static void SetUp(IdentityPasskeyOptions passkeys, ForumOptions options)
    {
        passkeys.ServerDomain = options.PasskeyDomain;
        // It opens the account by itself, so it is something she has and something she knows or is.
        passkeys.UserVerificationRequirement = "required";
        // Nobody is asked for a handle first, so the authenticator must know whose passkey it is.
        passkeys.ResidentKeyRequirement = "required";
        var own = new Uri(options.PublicUrl).GetLeftPart(UriPartial.Authority);
        passkeys.ValidateOrigin = asked =>
        {
            var request = asked.HttpContext.Request;
            return ValueTask.FromResult(!asked.CrossOrigin && (asked.Origin == $"{request.Scheme}://{request.Host}" || string.Equals(asked.Origin, own, StringComparison.OrdinalIgnoreCase)));
        };
    }
}
