using System.Net.Mail;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>What may be a member's mail address.</summary>
internal static class EmailAddress
{
    private const int MaxLength = 254;

    /// <summary>Whether a text is one whole address and nothing else. Its key may be longer than itself: some letters fold into many.</summary>
    public static bool Is(string text) =>
        text.Length is > 2 and <= MaxLength && Normalise.Fold(text).Length <= MaxLength && !Normalise.HasForbidden(text) && !text.Any(char.IsWhiteSpace)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}
