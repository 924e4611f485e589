using Salam.Forum.Translation;

namespace Salam.Forum.Tests.Translation;

public sealed class TranslationWishesTests
{
    [Fact]
    public void Guests_have_everything_in_the_language_of_the_address()
    {
        var guest = TranslationWishes.OfGuest("es");
        Assert.Equal((TranslationWish.Always, null), (guest.For("en"), guest.For("es")));
    }

    [Theory]
    [InlineData("en", null)]
    [InlineData("ar", null)]
    [InlineData("es", null)]
    [InlineData("ur", TranslationWish.Never)]
    [InlineData("fr", TranslationWish.Ask)]
    [InlineData("de", TranslationWish.Always)]
    public void What_a_member_reads_is_never_translated_and_the_rest_as_she_chose(string language, TranslationWish? expected) =>
        Assert.Equal(expected, TranslationWishes.OfMember("es", "en ar", "never:ur ask:fr never:en").For(language));

    [Fact]
    public void What_is_written_is_read_again_and_what_is_not_known_is_passed_over()
    {
        var written = TranslationWishes.Write(new Dictionary<string, TranslationWish>(StringComparer.Ordinal) { ["ur"] = TranslationWish.Never, ["fr"] = TranslationWish.Ask, ["de"] = TranslationWish.Always, ["xx"] = TranslationWish.Never });
        Assert.Equal("never:ur ask:fr", written);
        var read = TranslationWishes.Read(written + " never: :ur maybe:de ask:zz ask");
        Assert.Equal([("fr", TranslationWish.Ask), ("ur", TranslationWish.Never)], read.Select(r => (r.Key, r.Value)).Order());
    }

    [Fact]
    public void All_languages_at_once_fit() =>
        Assert.InRange(TranslationWishes.Write(Salam.Forum.Text.Language.All.Select(l => KeyValuePair.Create(l.Code, TranslationWish.Never))).Length, 1, TranslationWishes.LengthMax);
}
