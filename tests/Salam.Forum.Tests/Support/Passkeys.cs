using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Salam.Forum.Audiences;

namespace Salam.Forum.Tests.Support;

/// <summary>Passkeys as they are after their making was verified.</summary>
internal static class Passkeys
{
    public static UserPasskeyInfo New(byte[]? id = null) => new(
        id ?? RandomNumberGenerator.GetBytes(32), publicKey: [1, 2, 3], new DateTimeOffset(FakeClock.Start), signCount: 0, transports: ["internal"],
        isUserVerified: true, isBackupEligible: false, isBackedUp: false, attestationObject: [4], clientDataJson: [5]);

    public static string IdOf(Viewer member) => member.MemberId.ToString(CultureInfo.InvariantCulture);
}
