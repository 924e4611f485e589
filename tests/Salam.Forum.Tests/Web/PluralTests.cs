using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Plural forms by the samples that the Unicode CLDR gives for its rules.</summary>
public sealed class PluralTests
{
    [Theory]
    [InlineData("en ur ps ckb tr az kk uz ky ta de nl sq sw ha so", "one: 1", "other: 0 2 16 100 1000 1000000")]
    [InlineData("fa bn hi", "one: 0 1", "other: 2 17 100 1000 1000000")]
    [InlineData("tg id ms zh ja ko", "other: 0 1 2 15 100 1000 1000000")]
    [InlineData("es it", "one: 1", "many: 1000000 2000000", "other: 0 2 16 100 1000 10000 100000 1000001")]
    [InlineData("fr pt", "one: 0 1", "many: 1000000 3000000", "other: 2 17 100 1000 10000 100000 1000001")]
    [InlineData("ru uk", "one: 1 21 31 41 101 1001", "few: 2 3 4 22 24 32 102 1002", "many: 0 5 11 12 14 19 100 111 112 1000 1000000")]
    [InlineData("pl", "one: 1", "few: 2 3 4 22 24 32 102 1002", "many: 0 5 11 12 14 19 21 100 101 1000 1000000")]
    [InlineData("bs", "one: 1 21 31 101 1001", "few: 2 3 4 22 24 102 1002", "other: 0 5 11 12 14 19 100 111 1000 1000000")]
    [InlineData("ar", "zero: 0", "one: 1", "two: 2", "few: 3 10 103 110 1003", "many: 11 26 111 1011", "other: 100 102 200 500 1000 1000000")]
    public void Numbers_take_the_forms_of_the_samples(string languages, params string[] forms)
    {
        foreach (var language in languages.Split(' '))
        {
            Assert.Equal(forms.Select(f => f.Split(':')[0]), Plural.Forms(language));
            foreach (var form in forms)
            {
                var (name, numbers) = (form.Split(": ")[0], form.Split(": ")[1].Split(' '));
                Assert.All(numbers, n => Assert.Equal((language, n, name), (language, n, Plural.Of(language, long.Parse(n)))));
            }
        }
    }

    [Fact]
    public void Every_language_takes_only_forms_it_has() => Assert.All(Language.All, language =>
    {
        var taken = Enumerable.Range(0, 1_200).Append(1_000_000).Select(n => Plural.Of(language.Code, n)).ToHashSet();
        Assert.True(taken.SetEquals(Plural.Forms(language.Code)), language.Code);
    });
}
