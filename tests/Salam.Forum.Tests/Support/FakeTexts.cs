using Microsoft.Extensions.Localization;

namespace Salam.Forum.Tests.Support;

/// <summary>Interface texts that are their own keys, followed by what was filled in.</summary>
public sealed class FakeTexts : IStringLocalizer
{
    public LocalizedString this[string name] => new(name, name);

    public LocalizedString this[string name, params object[] arguments] => new(name, string.Join('|', [name, .. arguments]));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
