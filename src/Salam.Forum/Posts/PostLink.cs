namespace Salam.Forum.Posts;

/// <summary>The address a link post leads to.</summary>
public static class PostLink
{
    /// <summary>The address when it is an absolute http or https one of bearable length; null otherwise.</summary>
    public static Uri? Parse(string text) =>
        text.Length is > 0 and <= Post.LinkMax
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && address.UserInfo.Length == 0
        && HasHost(address)
        && address.AbsoluteUri.Length <= Post.LinkMax
            ? address
            : null;

    /// <summary>Whether its host is one that can be asked for: some that addresses may hold have no form in ASCII.</summary>
    private static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>The whole address as shown, its host in ASCII likewise; where it leads is left to the address itself.</summary>
    public static string Shown(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Host != parsed.IdnHost
            ? $"{parsed.Scheme}://{parsed.IdnHost}{(parsed.IsDefaultPort ? "" : $":{parsed.Port}")}{parsed.PathAndQuery}{parsed.Fragment}"
            : address;

    /// <summary>The host as shown, in ASCII, so that no look-alike letter hides in it.</summary>
    public static string HostOf(Uri address) =>
        address.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address.IdnHost[4..] : address.IdnHost;
}
