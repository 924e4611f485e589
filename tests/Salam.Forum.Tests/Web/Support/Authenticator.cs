using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Salam.Forum.Tests.Web;

/// <summary>The other side of a passkey: an authenticator that makes one passkey (ES256) and answers with it, well or badly as it is told to.</summary>
internal sealed class Authenticator(string origin) : IDisposable
{
    private const byte Present = 1, Verified = 4, Attested = 64;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private uint uses;

    public string Origin { get; set; } = origin;

    /// <summary>What it takes the forum's domain for.</summary>
    public string Domain { get; set; } = new Uri(origin).Host;

    public bool Verifies { get; set; } = true;

    public bool IsCrossOrigin { get; set; }

    /// <summary>Whether it counts its uses; those that are kept in the cloud do not.</summary>
    public bool Counts { get; init; }

    /// <summary>For whom it made the passkey, as it was told.</summary>
    public string Owner { get; set; } = "";

    /// <summary>Makes the passkey that it is asked for.</summary>
    public string Make(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        Owner = asked.GetProperty("user").GetProperty("id").GetString()!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. Head(Attested), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new { clientDataJSON = Text(ClientData("webauthn.create", asked)), attestationObject = Text(attestation), transports = new[] { "internal" } });
    }

    /// <summary>Proves that the passkey is here.</summary>
    public string Answer(string options)
    {
        var client = ClientData("webauthn.get", JsonDocument.Parse(options).RootElement);
        if (Counts)
            uses++;
        var data = Head(0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Owner });
    }

    public void Dispose() => key.Dispose();

    private byte[] Head(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), (byte)(flags | Present | (Verifies ? Verified : 0)), .. count];
    }

    private byte[] ClientData(string type, JsonElement asked) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = asked.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = IsCrossOrigin });

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Text(id), rawId = Text(id), type = "public-key", response, clientExtensionResults = new { }, authenticatorAttachment = "platform",
    });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
