using System.Text;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>What is read of messages, and what each bad one is told.</summary>
public sealed class AnnouncementReaderTests
{
    private const string Good = """{"donation":"D-1","project":42,"amount":2500,"currency":"EUR","kind":"sadaqah","given_at":"2026-02-28T23:30:00-02:00"}""";

    [Fact]
    public void A_donation_is_read_by_its_day_and_without_whoever_gave_it()
    {
        var named = Good.Replace("{", """{"name":"Fulana bint Fulan","email":"fulana@post.example","donor":{"account":"DE02"},"reference":"fulana@post.example",""", StringComparison.Ordinal);
        var (message, refusal) = Read(named);
        Assert.Null(refusal);
        Assert.Equal(new Announcement("D-1", "42", 2_500, "EUR", GiftKind.Sadaqah, new DateOnly(2026, 3, 1)), Assert.Single(message!.Items));
        Assert.False(message.IsBatch);
        Assert.Equal("x-1", Read(Good.Replace("{", """{"reference":"x-1",""", StringComparison.Ordinal)).Message!.Items[0].Reference);
    }

    [Fact]
    public void A_list_is_read_whole_or_not_at_all()
    {
        Assert.Equal(3, Read($"[{Good},{Good},{Good}]").Message!.Items.Count);
        Assert.Equal("amount", Read($"[{Good},{Good.Replace("2500", "0", StringComparison.Ordinal)}]").Refusal!.Code);
        Assert.Equal("shape", Read("[]").Refusal!.Code);
        Assert.Equal("shape", Read($"[{string.Join(',', Enumerable.Repeat(Good, AnnouncementReader.Most + 1))}]").Refusal!.Code);
        Assert.Equal("shape", Read($"[{Good},[]]").Refusal!.Code);
    }

    [Theory]
    [InlineData("2500", "0", "amount")]
    [InlineData("2500", "25.5", "amount")]
    [InlineData("2500", "25.0", "amount")]
    [InlineData("2500", "25e2", "amount")]
    [InlineData("2500", "\"2500\"", "amount")]
    [InlineData("2500", "null", "amount")]
    [InlineData("2500", "9007199254740992", "amount")]
    [InlineData("2500", "-9007199254740992", "amount")]
    [InlineData("2500", "99999999999999999999999999", "amount")]
    [InlineData("2500", "-0", "amount")]
    [InlineData("2500", "-5", "refund-of")]
    [InlineData("2500", "5,\"refund_of\":\"D-0\"", "refund-of")]
    [InlineData("2500", "-5,\"refund_of\":\"D-1\"", "refund-of")]
    [InlineData("2500", "5,\"amount\":6", "json")]
    [InlineData("2500", "02500", "json")]
    [InlineData("\"D-1\"", "\"fulana@post.example\"", "donation")]
    [InlineData("\"D-1\"", "\"\"", "donation")]
    [InlineData("\"D-1\"", "17", "donation")]
    [InlineData("\"D-1\"", "\"\\ud800\"", "json")]
    [InlineData("\"EUR\"", "\"€\"", "currency")]
    [InlineData("\"EUR\"", "\"\"", "currency")]
    [InlineData("\"sadaqah\"", "\"Sadaqah\"", "kind")]
    [InlineData("\"sadaqah\"", "\"tip\"", "kind")]
    [InlineData("\"sadaqah\"", "1", "kind")]
    [InlineData("42", "-42", "project")]
    [InlineData("42", "4.5", "project")]
    [InlineData("42", "\"a well\"", "project")]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-02-28", "given-at")]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-02-28T23:30:00", "given-at")]
    [InlineData("2026-02-28T23:30:00-02:00", "1999-02-28T23:30:00Z", "given-at")]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-02-30T23:30:00Z", "given-at")]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-03-01T12:05:01Z", "given-in-future")]
    public void What_is_wrong_is_told_by_a_word(string right, string wrong, string code)
    {
        var (message, refusal) = Read(Good.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Null(message);
        Assert.Equal(code, refusal!.Code);
        Assert.EndsWith(".", refusal.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2500", "9007199254740991", 9007199254740991)]
    [InlineData("2500", "1", 1)]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-03-01T12:05:00Z", 2500)]
    [InlineData("2026-02-28T23:30:00-02:00", "2026-03-01T12:00:00.123456Z", 2500)]
    [InlineData("42", "\"42\"", 2500)]
    public void What_is_just_right_is_taken(string right, string other, long amount) => Assert.Equal(amount, Read(Good.Replace(right, other, StringComparison.Ordinal)).Message!.Items[0].Amount);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}")]
    [InlineData("\u0000")]
    public void What_is_no_json_is_told_so(string body) => Assert.Equal("json", Read(body).Refusal!.Code);

    [Fact]
    public void Currencies_know_their_digits()
    {
        Assert.Equal((0, 2, 3), (Currencies.DigitsOf("JPY"), Currencies.DigitsOf("EUR"), Currencies.DigitsOf("KWD")));
        Assert.All(Currencies.All, code => Assert.Matches("^[A-Z]{3}$", code));
        Assert.False(Currencies.IsKnown("XXX") || Currencies.IsKnown("XAU") || Currencies.IsKnown("eur") || Currencies.IsKnown(null));
        Assert.Equal(249 + 1, Countries.All.Count);
    }

    private static (AnnouncementMessage? Message, HookRefusal? Refusal) Read(string body) => AnnouncementReader.Read(Encoding.UTF8.GetBytes(body), FakeClock.Start);
}
