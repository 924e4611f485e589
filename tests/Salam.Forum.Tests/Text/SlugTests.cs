using System.Globalization;
using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class SlugTests
{
    [Theory]
    [InlineData("Hello, World!", "hello-world")]
    [InlineData("Élan à Çanakkale", "élan-à-çanakkale")]
    [InlineData("Καλημέρα Κόσμε", "καλημέρα-κόσμε")]
    [InlineData("Привет, мир", "привет-мир")]
    [InlineData("Բարեւ Ձեզ", "բարեւ-ձեզ")]
    [InlineData("שלום עולם", "שלום-עולם")]
    [InlineData("السلام عليكم", "السلام-عليكم")]
    [InlineData("کیا حال ہے؟", "کیا-حال-ہے")]
    [InlineData("নামাজের সময় কখন?", "নামাজের-সময়-কখন")]
    [InlineData("नमस्ते दुनिया", "नमस्ते-दुनिया")]
    [InlineData("வணக்கம் உலகம்", "வணக்கம்-உலகம்")]
    [InlineData("สวัสดี ชาวโลก", "สวัสดี-ชาวโลก")]
    [InlineData("გამარჯობა მსოფლიო", "გამარჯობა-მსოფლიო")]
    [InlineData("안녕 세상", "안녕-세상")]
    [InlineData("你好，世界", "你好-世界")]
    [InlineData("こんにちは　世界", "こんにちは-世界")]
    [InlineData("ሰላም ዓለም", "ሰላም-ዓለም")]
    [InlineData("ދިވެހި ބަސް", "ދިވެހި-ބަސް")]
    [InlineData("İslam ve IŞIK", "islam-ve-işik")]
    public void A_title_of_any_script_keeps_its_letters(string title, string slug) =>
        Assert.Equal(slug.Normalize(NormalizationForm.FormC), Slug.From(title));

    [Theory]
    [InlineData("I'm sure it won't", "im-sure-it-wont")]
    [InlineData("I\u2019m \u2018here\u2019", "im-here")]
    [InlineData("Qur\u02BCan and Sa\u02BFd", "quran-and-sad")]
    [InlineData("l\uFF07heure `x`", "lheure-x")]
    public void Apostrophes_vanish(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("الســـلام", "السلام")]
    [InlineData("السَّلَامُ عَلَيْكُمْ", "السلام-عليكم")]
    [InlineData("بِسْمِ ٱللَّٰهِ", "بسم-ٱلله")]
    [InlineData("می\u200Cخواهم", "میخواهم")]
    [InlineData("a\u202Eb\u200Fc\uFEFFd\u00ADe", "abcde")]
    [InlineData("\u0627\u064E\u0654", "\u0623")]
    public void Tatweel_harakat_and_invisible_characters_are_dropped(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("  -- a -- b --  ", "a-b")]
    [InlineData("a/b\\c?d#e%f&g", "a-b-c-d-e-f-g")]
    [InlineData("100% halal: 5 tips", "100-halal-5-tips")]
    [InlineData("C# & .NET", "c-net")]
    [InlineData("smile 😀 now", "smile-now")]
    [InlineData("e\u0301te\u0301", "\u00E9t\u00E9")]
    [InlineData("\u0301a", "a")]
    public void All_else_becomes_one_hyphen(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!?…")]
    [InlineData("😀😀")]
    [InlineData("'")]
    [InlineData("\u0640\u064E")]
    [InlineData("\u0301\u0301")]
    public void A_title_without_letters_is_called_post(string title) => Assert.Equal("post", Slug.From(title));

    [Fact]
    public void A_broken_title_is_no_exception() => Assert.Equal("a-b", Slug.From("a\uD800b\uFFFE"));

    [Fact]
    public void A_long_title_is_cut_between_words()
    {
        Assert.Equal(string.Join('-', Enumerable.Repeat("patience", 6)), Slug.From(string.Join(' ', Enumerable.Repeat("patience", 40))));
        Assert.Equal(new string('a', 60), Slug.From(new string('a', 60) + " b"));
        Assert.Equal(new string('a', 60), Slug.From(new string('a', 200)));
        Assert.Equal(60, Slug.From(new string('あ', 300)).Length);
    }

    [Fact]
    public void A_long_word_is_never_cut_inside_a_letter()
    {
        Assert.Equal(string.Concat(Enumerable.Repeat("\U00020000", 29)), Slug.From("a" + string.Concat(Enumerable.Repeat("\U00020000", 60)))[1..]);
        var bengali = Slug.From(string.Concat(Enumerable.Repeat("ক্ষি", 50)));
        Assert.InRange(bengali.Length, 54, 60);
        Assert.True(bengali.EndsWith('ি') || bengali.EndsWith('্'));
        Assert.InRange(Slug.From("x" + new string('\u0316', 500)).Length, 2, 60);
    }

    [Fact]
    public void A_slug_of_a_slug_is_itself_whatever_the_title()
    {
        var random = new Random(7);
        int[] starts =
        [
            0x20, 0x40, 0xC0, 0x2B0, 0x300, 0x390, 0x410, 0x5D0, 0x621, 0x640, 0x6D0, 0x905, 0x985, 0xE01, 0x1E00,
            0x2010, 0x3041, 0x4E00, 0xAC00, 0xFE00, 0xFF07, 0x1D400, 0x1F600, 0x20000,
        ];
        for (var round = 0; round < 3000; round++)
        {
            var title = new StringBuilder();
            for (var i = random.Next(60); i > 0; i--) title.Append(new Rune(starts[random.Next(starts.Length)] + random.Next(48)));
            var slug = Slug.From(title.ToString());
            Assert.Equal(slug, Slug.From(slug));
            Assert.InRange(slug.Length, 1, 60);
            Assert.True(slug.IsNormalized(NormalizationForm.FormC));
            Assert.False(slug.StartsWith('-') || slug.EndsWith('-') || slug.Contains("--", StringComparison.Ordinal));
            Assert.All(slug.EnumerateRunes(), rune => Assert.True(rune.Value == '-' || Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
        }
    }
}
