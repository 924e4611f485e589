using Microsoft.AspNetCore.Identity;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>The key under which handles and addresses are looked up, the same on every database.</summary>
internal sealed class ForumNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Normalise.Fold(name);

    public string? NormalizeEmail(string? email) => email is null ? null : Normalise.Fold(email);
}
