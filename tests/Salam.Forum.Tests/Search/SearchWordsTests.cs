using Salam.Forum.Search;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Where does one PRAY?", "where does one pray")]
    [InlineData("الصَّلَاةُ فِي المَسْجِدِ", "صلاه في مسجد")]
    [InlineData("الصلوة والصيام وبالصبر للوالدين", "صلوه صيام صبر والدين")]
    [InlineData("والدين الله اللهم إلى الآن", "والدين الله اللهم الي الان")]
    [InlineData("أحمد إسلام آمين مؤمن شئ", "احمد اسلام امين مومن شي")]
    [InlineData("ســـلام", "سلام")]
    [InlineData("کتاب یہ ہے اردو گلی", "كتاب يه هي اردو گلي")]
    [InlineData("İstanbul ISPARTA ılık ŞÜKÜR", "istanbul isparta ilik sukur")]
    [InlineData("Crème brûlée Straße Łódź", "creme brulee strasse lodz")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ １２", "full width 12")]
    [InlineData("ra\u200Bma\u00ADdan", "ramadan")]
    [InlineData("١٤٤٧ ۱۴۴۷", "1447 1447")]
    [InlineData("礼拜时间", "礼拜 拜时 时间")]
    [InlineData("礼 and 祈り", "礼 and 祈り")]
    [InlineData("ละหมาด", "ละ ะห หม มา าด")]
    [InlineData("du'a Qur’an don't Allah's l'islam", "dua quran dont allah s l islam")]
    [InlineData("al-Fatiha & C++", "al fatiha c")]
    [InlineData("\uD800 \uDFFF x\0y", "x y")]
    [InlineData("!?;… \"()*:", "")]
    public void Words_that_mean_the_same_are_folded_into_one(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchWords.Of(text).Select(w => w.Word)));

    [Fact]
    public void A_word_that_is_too_long_is_known_by_its_beginning()
    {
        var words = SearchWords.Of(new string('a', 39) + "\U0001F1F8" + new string('b', 50));
        Assert.All(words, w => Assert.InRange(w.Word.Length, 1, SearchWords.Longest));
    }

    [Theory]
    [InlineData("prayer", "The prayers of the night prayer", "prayers|prayer")]
    [InlineData("صلاة", "فضل الصَّلَاةِ في وقتها", "الصَّلَاةِ")]
    [InlineData("\"night prayer\"", "Night prayer, and a prayer at night", "Night prayer")]
    [InlineData("拜时", "礼拜时间", "拜时")]
    [InlineData("礼拜时间", "在礼拜时间以前", "礼拜时间")]
    [InlineData("the", "There is the other", "the")]
    [InlineData("dua", "A du'a <b>", "du'a")]
    public void What_is_marked_is_what_was_looked_for(string asked, string text, string marked) =>
        Assert.Equal(marked, string.Join('|', SearchTerms.Read(asked).Value.MarksIn(text).Select(m => text.Substring(m.Start, m.Length))));

    [Fact]
    public void Marks_stand_in_order_and_apart_from_each_other()
    {
        const string Text = "salam, as-salam; سلام والسلام 礼拜礼拜 \uD83D\uDE00 s'salam";
        var at = 0;
        foreach (var (start, length) in SearchTerms.Read("sala sal 礼拜 拜礼 السلام salam").Value.MarksIn(Text))
        {
            Assert.True(start >= at && length > 0);
            at = start + length;
        }
        Assert.InRange(at, 1, Text.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("a")]
    [InlineData("礼")]
    [InlineData("\"*\" :;")]
    public void Without_a_word_nothing_is_looked_for(string? asked) => Assert.Equal("SearchShort", SearchTerms.Read(asked).Refusals.Single().Code);

    [Fact]
    public void Too_much_is_refused()
    {
        Assert.Equal("SearchLong", SearchTerms.Read(new string('a', 10_000)).Refusals.Single().Code);
        Assert.Equal("SearchMany", SearchTerms.Read(string.Join(' ', Enumerable.Range(10, 30))).Refusals.Single().Code);
    }
}
