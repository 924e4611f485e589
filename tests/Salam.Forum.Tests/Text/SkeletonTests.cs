using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class SkeletonTests
{
    [Theory]
    [InlineData("paypal", "раураl")]
    [InlineData("paypal", "РАУРАL")]
    [InlineData("paypal", "ｐａｙｐａｌ")]
    [InlineData("paypal", "ＰＡＹＰＡＬ")]
    [InlineData("paypal", "𝓹𝓪𝔂𝓹𝓪𝓵")]
    [InlineData("paypal", "𝐏𝐀𝐘𝐏𝐀𝐋")]
    [InlineData("paypal", "paypaI")]
    [InlineData("paypal", "paypa1")]
    [InlineData("paypal", "PAYPAL")]
    [InlineData("paypal", "pay\u200Bpal")]
    [InlineData("paypal", "pay\u00ADpa\u202El")]
    [InlineData("bilal", "BILAL")]
    [InlineData("bilal", "b1la|")]
    [InlineData("BACE", "ВАСЕ")]
    [InlineData("omar", "0mar")]
    [InlineData("omar", "οmar")]
    [InlineData("modern", "modem")]
    [InlineData("ahmed", "ahrned")]
    [InlineData("Ⅷ", "VIII")]
    [InlineData("ℵ", "א")]
    [InlineData("علي", "علی")]
    [InlineData("é", "e\u0301")]
    public void What_looks_alike_has_one_skeleton(string one, string other) => Assert.Equal(Skeleton.Of(one), Skeleton.Of(other));

    [Theory]
    [InlineData("paypal", "paypol")]
    [InlineData("ahmed", "ahmad")]
    [InlineData("omar", "umar")]
    [InlineData("resume", "résumé")]
    [InlineData("nan", "van")]
    [InlineData("محمد", "محمود")]
    [InlineData("ali", "alia")]
    [InlineData("ali-b", "alib")]
    public void What_looks_different_has_another(string one, string other) => Assert.NotEqual(Skeleton.Of(one), Skeleton.Of(other), StringComparer.Ordinal);

    [Theory]
    [InlineData("ali_b", "ali.b")]
    [InlineData("ali-b", "alib")]
    [InlineData("A.L.I", "ali")]
    public void Separators_do_not_tell_handles_apart(string one, string other) => Assert.Equal(Skeleton.ForHandle(one), Skeleton.ForHandle(other));

    [Fact]
    public void An_Arabic_zero_in_a_handle_does_not_vanish() =>
        Assert.NotEqual(Skeleton.ForHandle("علي١٠"), Skeleton.ForHandle("علي١"), StringComparer.Ordinal);

    [Fact]
    public void A_skeleton_of_a_skeleton_is_itself_for_every_character()
    {
        var faults = new List<string>();
        for (var scalar = 1; scalar <= 0x1FFFF; scalar++)
        {
            if (!Rune.IsValid(scalar) || (scalar & 0xFFFE) == 0xFFFE) continue;
            var skeleton = Skeleton.Of(char.ConvertFromUtf32(scalar));
            if (!string.Equals(Skeleton.Of(skeleton), skeleton, StringComparison.Ordinal)) faults.Add($"{scalar:X4}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Small_and_capital_letters_of_Latin_meet()
    {
        for (var small = 'a'; small <= 'z'; small++) Assert.Equal(Skeleton.Of(small.ToString()), Skeleton.Of(char.ToUpperInvariant(small).ToString()));
    }

    [Fact]
    public void Nothing_is_too_broken_for_a_skeleton() => Assert.Equal("a\uFFFDb\uFFFD", Skeleton.Of("a\uD800b\uFFFE"));
}
