using System.Text;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class HandleTests
{
    [Theory]
    [InlineData("ali")]
    [InlineData("Ahmed_92")]
    [InlineData("umm.khalid")]
    [InlineData("abd-al-rahman")]
    [InlineData("2pac")]
    [InlineData("Şükrü")]
    [InlineData("Nguyễn")]
    [InlineData("محمد")]
    [InlineData("محمد_١٢")]
    [InlineData("علی۱۲")]
    [InlineData("محمد12")]
    [InlineData("أحمد.علي")]
    [InlineData("Мухаммад")]
    [InlineData("রহিম")]
    [InlineData("মুহাম্মদ_১")]
    [InlineData("मुहम्मद")]
    [InlineData("முகமது")]
    [InlineData("มูฮัมหมัด")]
    [InlineData("น้ำใจ")]
    [InlineData("穆罕默德")]
    [InlineData("さくらサクラ桜")]
    [InlineData("무함마드")]
    [InlineData("მუჰამედი")]
    [InlineData("Մուհամմադ")]
    [InlineData("Μωάμεθ")]
    [InlineData("מוחמד")]
    [InlineData("ሙሐመድ")]
    [InlineData("މުޙައްމަދު")]
    [InlineData("𞤀𞤣𞤤𞤢𞤥")]
    [InlineData("abcdefghijklmnopqrstuvwx")]
    public void A_name_of_one_script_is_welcome(string handle) => Assert.Null(Handle.Check(handle.Normalize(NormalizationForm.FormC)));

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("abcdefghijklmnopqrstuvwxy")]
    [InlineData("😀😀")]
    public void Too_short_or_too_long_is_refused(string handle)
    {
        var refusal = Handle.Check(handle);
        Assert.Equal("HandleLength", refusal?.Code);
        Assert.Equal("Handle", refusal!.Field);
        Assert.Equal([Handle.MinLength, Handle.MaxLength], refusal.Args.Cast<int>());
    }

    [Theory]
    [InlineData("_ali")]
    [InlineData("ali.")]
    [InlineData("-ali-")]
    [InlineData("a__b")]
    [InlineData("a.-b")]
    [InlineData("123")]
    [InlineData("1-2-3")]
    [InlineData("ali b")]
    [InlineData("ali@b")]
    [InlineData("ali/b")]
    [InlineData("ali😀")]
    [InlineData("ali\u200B")]
    [InlineData("a\u202Eli")]
    [InlineData("ali\0")]
    [InlineData("ali\uD800")]
    [InlineData("ali\uFFFE")]
    [InlineData("ａｌｉ")]
    [InlineData("𝓪𝓵𝓲")]
    [InlineData("e\u0301cole")]
    [InlineData("ali\u0323")]
    [InlineData("مُحَمَّد")]
    [InlineData("محـــمد")]
    [InlineData("مح\u200Cمد")]
    [InlineData("ﷲﷲﷲ")]
    [InlineData("ক\u09BE\u09BE\u09BE\u09BE\u09BEখগ")]
    [InlineData("\u09BEকখ")]
    [InlineData("১\u09BEক")]
    [InlineData("ⅣⅣⅣ")]
    [InlineData("ali²")]
    [InlineData("ᚠᚢᚦ")]
    [InlineData("שָׁלוֹם")]
    public void Characters_that_a_name_does_not_need_are_refused(string handle)
    {
        var refusal = Handle.Check(handle);
        Assert.Equal("HandleCharacters", refusal?.Code);
        Assert.Equal("Handle", refusal!.Field);
    }

    [Theory]
    [InlineData("pаypal")]
    [InlineData("aliعلي")]
    [InlineData("οmar")]
    [InlineData("ali١٢")]
    [InlineData("محمد1٢")]
    [InlineData("محمد١۲")]
    [InlineData("রহিম१")]
    [InlineData("রহিমम")]
    [InlineData("中文한글")]
    [InlineData("пaпa")]
    public void Two_scripts_in_one_name_are_refused(string handle) => Assert.Equal("HandleOneScript", Handle.Check(handle)?.Code);

    [Theory]
    [InlineData("admin")]
    [InlineData("ADMIN")]
    [InlineData("Adm1n")]
    [InlineData("a.d.m.i.n")]
    [InlineData("adrnin")]
    [InlineData("moderator")]
    [InlineData("m0d")]
    [InlineData("Salam")]
    [InlineData("sa1am")]
    [InlineData("sys-tem")]
    [InlineData("support")]
    [InlineData("staff")]
    [InlineData("deleted")]
    [InlineData("anonymous")]
    [InlineData("y_o_u")]
    [InlineData("everyone")]
    [InlineData("brothers")]
    [InlineData("SISTERS")]
    [InlineData("null")]
    [InlineData("undefined")]
    [InlineData("المشرف")]
    public void Names_of_the_house_are_refused_in_any_disguise(string handle) => Assert.Equal("HandleReserved", Handle.Check(handle)?.Code);

    [Theory]
    [InlineData("administer")]
    [InlineData("modesty")]
    [InlineData("salama")]
    [InlineData("brother_ali")]
    [InlineData("ali")]
    [InlineData("islam")]
    [InlineData("young")]
    [InlineData("سلامة")]
    public void Names_that_only_begin_like_them_are_welcome(string handle) => Assert.Null(Handle.Check(handle));

    [Fact]
    public void Keys_meet_over_case_and_skeletons_over_looks()
    {
        Assert.Equal(Handle.Key("Ahmed"), Handle.Key("AHMED"));
        Assert.NotEqual(Handle.Key("ali_b"), Handle.Key("ali.b"), StringComparer.Ordinal);
        Assert.Equal(Handle.SkeletonOf("ali_b"), Handle.SkeletonOf("A1i.B"));
    }

    [Fact]
    public void Nothing_makes_the_check_throw()
    {
        var random = new Random(5);
        for (var round = 0; round < 5000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(26); i > 0; i--) text.Append((char)random.Next(round % 2 == 0 ? 0x10000 : 0x700));
            Handle.Check(text.ToString());
            Handle.SkeletonOf(text.ToString());
            Handle.Key(text.ToString());
        }
    }

    [Fact]
    public void The_ranges_of_scripts_are_in_order()
    {
        Assert.Equal(Script.Latin, Scripts.Of('a'));
        Assert.Equal(Script.Latin, Scripts.Of(0x1EFF));
        Assert.Equal(Script.Arabic, Scripts.Of(0x08C8));
        Assert.Equal(Script.Adlam, Scripts.Of(0x1E900));
        Assert.Equal(Script.Cjk, Scripts.Of(0x4E00));
        Assert.Equal(Script.None, Scripts.Of('1'));
        Assert.Equal(Script.None, Scripts.Of(0x0640));
        Assert.Equal(Script.None, Scripts.Of(0x10FFFF));
    }

    [Theory]
    [InlineData("Allah", false)]
    [InlineData("a1lah", false)]
    [InlineData("الله", false)]
    [InlineData("muhammad_prophet", false)]
    [InlineData("Prophet-Mohammed", false)]
    [InlineData("رسول_الله", false)]
    [InlineData("Abdullah", true)]
    [InlineData("Aliah", true)]
    [InlineData("Muhammad", true)]
    [InlineData("Muhammad_Ali", true)]
    [InlineData("Mohammad_Nabi", true)]
    [InlineData("عبد_الله", true)]
    [InlineData("محمد", true)]
    public void The_names_of_Allah_and_of_the_Prophet_as_such_are_nobodys(string handle, bool free) =>
        Assert.Equal(free ? null : "HandleSacred", Handle.Check(handle)?.Code);
}
