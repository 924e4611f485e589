using System.Net;
using System.Net.Sockets;

namespace Salam.Forum.LinkCards;

/// <summary>
/// Which addresses are those of one machine on the public internet, by the special-purpose registries of IANA (RFC 6890). What is not known to be public
/// is not: of IPv6 only what is given out (2000::/3).
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3"), Nat64 = IPNetwork.Parse("64:ff9b::/96"), Compatible = IPNetwork.Parse("::/96");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Answers in the machines of a cloud, and there alone.
            "168.63.129.16/32",
            // Teredo is among the first; what 6to4 holds inside is nobody's way any more.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether it is one. An address of IPv4 within one of IPv6 is judged for itself.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !IsSpecial(address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        // Without the zone, which networks do not know.
        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        return plain.IsIPv4MappedToIPv6 || Nat64.Contains(plain) || Compatible.Contains(plain)
            ? IsPublic(new IPAddress(bytes.AsSpan(12)))
            : Given.Contains(plain) && !IsSpecial(plain);
    }

    private static bool IsSpecial(IPAddress address) => Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
}
