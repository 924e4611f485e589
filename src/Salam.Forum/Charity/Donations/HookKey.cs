using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Salam.Forum.Charity.Donations;

/// <summary>A key that a foundation signs its messages with. Two live at once, so that one can take the place of the other without a gap.</summary>
public sealed class HookKey
{
    /// <summary>The most that live at once.</summary>
    public const int LiveMost = 2;

    public long Id { get; init; }
    public required long FoundationId { get; init; }

    /// <summary>Its public name, which each message says.</summary>
    public required string Name { get; init; }

    /// <summary>The secret, sealed; unlike a password it is needed as it is.</summary>
    public required string Sealed { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Since when it opens nothing any more, UTC; null while it lives.</summary>
    public DateTime? RetiredAt { get; set; }
}

/// <summary>A new key as it is shown, once.</summary>
/// <param name="Name">Its public name.</param>
/// <param name="Secret">64 hexadecimal digits; these characters are the key of the HMAC.</param>
public sealed record NewHookKey(string Name, string Secret);

/// <summary>Makes secrets, seals them and opens them again.</summary>
public sealed class HookSecrets
{
    private readonly IDataProtector protector;
    private readonly Lazy<string> nobodys;

    /// <summary>Begins.</summary>
    public HookSecrets(IDataProtectionProvider protection)
    {
        protector = protection.CreateProtector("Charity.HookKey");
        nobodys = new Lazy<string>(() => protector.Protect(NewSecret()));
    }

    /// <summary>A sealed secret that nobody has, for messages whose key is none: they shall be looked at as long as others.</summary>
    public string Nobodys => nobodys.Value;

    /// <summary>A secret of 256 random bits.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>A public name of 80 random bits.</summary>
    public static string NewName() => "k" + RandomNumberGenerator.GetHexString(20, lowercase: true);

    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>Opens what <see cref="Seal"/> closed.</summary>
    /// <exception cref="CryptographicException">The ring of keys that sealed it is not there any more.</exception>
    public string Open(string sealedSecret) => protector.Unprotect(sealedSecret);
}
