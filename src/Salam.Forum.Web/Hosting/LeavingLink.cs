using System.Buffers.Text;
using System.Security.Cryptography;

namespace Salam.Forum.Web.Hosting;

/// <summary>The way out to a foundation's own page. It carries a word that nobody else has and that is kept nowhere: if the foundation sends it back, it knows which gifts came from here, and we know no more than before.</summary>
public static class LeavingLink
{
    /// <summary>What the word is called in the address.</summary>
    public const string Name = "reference";

    private const int RandomBytes = 16;

    /// <summary>The address with a new word.</summary>
    public static string To(string address)
    {
        var leaving = new UriBuilder(address);
        leaving.Query = (leaving.Query.Length > 1 ? leaving.Query + "&" : "?") + Name + "=" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return leaving.Uri.AbsoluteUri;
    }
}
