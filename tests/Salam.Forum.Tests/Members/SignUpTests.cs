using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class SignUpTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_newcomer_gets_a_link_by_mail_and_is_confirmed_by_it()
    {
        var form = Form("Zaynab", "zaynab@post.example") with { Circle = Circle.Sisters, Languages = ["ar", "en", "ar"], InterfaceLanguage = "ar" };
        Assert.True((await SignUpAsync(form)).Ok);
        var member = (await NamedAsync("Zaynab"))!;
        Assert.Null(await FindAsync("zaynab@post.example"));
        Assert.Equal(("Zaynab", Circle.Sisters, Circle.Sisters, "ar en", Role.Member, false), (member.Handle, member.Circle, member.OpeningCircle, member.Languages, member.Role, member.EmailConfirmed));
        Assert.Equal((forum.Clock.Now, forum.Clock.Now), (member.JoinedAt, member.ConsentAt));
        await forum.DeliverAsync();
        var mail = Assert.Single(forum.Mailer.To("zaynab@post.example"));
        Assert.Equal(("Mail.Confirm.Subject", "ar"), (mail.Subject, mail.Language));
        Assert.Contains("|Zaynab|https://forum.example/ar/account/confirm?", mail.Text, StringComparison.Ordinal);
        var link = MailLink.Of(mail);
        await using var visit = forum.AsGuest();
        Assert.True((await visit.Account.ConfirmAsync(link.Id, link.Token, default)).Ok);
        Assert.True((await FindAsync("zaynab@post.example"))!.EmailConfirmed);
    }

    public static TheoryData<string, SignUpForm, string[]> BrokenForms
    {
        get
        {
            var good = Form("Fatima", "fatima@post.example");
            return new()
            {
                { "no handle", good with { Handle = null }, ["Handle:HandleLength"] },
                { "short handle", good with { Handle = "ab" }, ["Handle:HandleLength"] },
                { "long handle", good with { Handle = new string('a', 25) }, ["Handle:HandleLength"] },
                { "a space", good with { Handle = "a b c" }, ["Handle:HandleCharacters"] },
                { "markup", good with { Handle = "<b>abc" }, ["Handle:HandleCharacters"] },
                { "zero width", good with { Handle = "abc\u200Bd" }, ["Handle:HandleCharacters"] },
                { "letters that fold into many", good with { Handle = string.Concat(Enumerable.Repeat("ﷺ", 24)) }, ["Handle:HandleCharacters"] },
                { "two scripts", good with { Handle = "fаtima" }, ["Handle:HandleOneScript"] },
                { "a name of the house", good with { Handle = "Adm1n" }, ["Handle:HandleReserved"] },
                { "no address", good with { Email = null }, ["Email:Email"] },
                { "no host", good with { Email = "fatima" }, ["Email:Email"] },
                { "host without dot", good with { Email = "fatima@localhost" }, ["Email:Email"] },
                { "a display name", good with { Email = "Fatima <fatima@post.example>" }, ["Email:Email"] },
                { "two addresses", good with { Email = "a@post.example,b@post.example" }, ["Email:Email"] },
                { "a line end", good with { Email = "a@post.example\nBcc:b@post.example" }, ["Email:Email"] },
                { "a long address", good with { Email = new string('a', 250) + "@post.example" }, ["Email:Email"] },
                { "an address that grows when it is folded", good with { Email = string.Concat(Enumerable.Repeat("ﷺ", 20)) + "@post.example" }, ["Email:Email"] },
                { "no password", good with { Password = null }, ["Password:PasswordLength"] },
                { "short password", good with { Password = "123abc!?x" }, ["Password:PasswordWeak"] },
                { "one letter", good with { Password = "aaaaaaaaaaaa" }, ["Password:PasswordWeak"] },
                { "long password", good with { Password = new string('p', 180) + "abcdefghijklmnopqrstuvwxyz" }, ["Password:PasswordLength"] },
                { "no circle", good with { Circle = null }, ["Circle:CircleNone"] },
                { "unknown circle", good with { Circle = (Circle)3 }, ["Circle:CircleNone"] },
                { "no language", good with { Languages = [] }, ["Languages:LanguagesNone"] },
                { "unknown language", good with { Languages = ["tlh"] }, ["Languages:LanguageUnknown"] },
                { "no consent", good with { Consent = false }, ["Consent:ConsentNone"] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BrokenForms), DisableDiscoveryEnumeration = true)]
    public async Task A_form_that_breaks_a_rule_is_refused_with_the_field_and_no_mail(string what, SignUpForm form, string[] expected)
    {
        Assert.NotEmpty(what);
        var before = await forum.NumberAsync("SELECT COUNT(*) FROM Outbox");
        Expect.Invalid(await SignUpAsync(form), expected);
        Assert.Equal(before, await forum.NumberAsync("SELECT COUNT(*) FROM Outbox"));
        Assert.Null(await NamedAsync("Fatima"));
    }

    [Theory]
    [InlineData("Safiyya", "safiyya")]
    [InlineData("Safiyya2", "SAFIYYA2")]
    [InlineData("Ruqayya-1", "Ruqayya-l")]
    [InlineData("Sumayya", "ѕumаууа")]
    [InlineData("Omar0", "OmarO")]
    public async Task A_taken_handle_and_one_that_looks_like_it_are_refused(string taken, string wanted)
    {
        var address = Guid.NewGuid().ToString("n") + "@post.example";
        Assert.True((await SignUpAsync(Form(taken, "first-" + address))).Ok);
        var result = await SignUpAsync(Form(wanted, "second-" + address));
        Assert.True(Assert.Single(result.Refusals).Code is "HandleTaken" or "HandleOneScript");
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM AspNetUserTokens WHERE Value = 'second-{address}'"));
    }

    [Fact]
    public async Task A_taken_address_answers_the_same_and_tells_its_owner_by_mail_alone()
    {
        var member = await forum.SisterAsync();
        var address = ForumFixture.EmailOf(member.Handle);
        var result = await SignUpAsync(Form("Somebody-else", address.ToUpperInvariant()));
        Assert.True(result.Ok);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Members WHERE NormalizedEmail = '{address.ToUpperInvariant()}'"));
        await forum.DeliverAsync();
        var mail = Assert.Single(forum.Mailer.To(address), m => m.Subject == "Mail.AlreadyMember.Subject");
        Assert.Equal("Mail.AlreadyMember.Subject", mail.Subject);
        Assert.DoesNotContain("Somebody-else", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("token", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_later_answer_tells_whether_a_sign_up_made_an_account()
    {
        var member = await forum.SisterAsync();
        Assert.True((await SignUpAsync(Form("Probe-one", ForumFixture.EmailOf(member.Handle)))).Ok);
        Assert.True((await SignUpAsync(Form("Probe-two", "fresh@post.example"))).Ok);
        await using var visit = forum.As(member);
        foreach (var handle in new[] { "Probe-one", "Probe-two" })
        {
            Assert.Null(await visit.Members.ProfileAsync(handle, default));
            Expect.Missing(await visit.Follows.SetAsync(handle, true, default));
            Assert.Equal("HandleTaken", (await SignUpAsync(Form(handle, "third@post.example"))).Refusals[0].Code);
        }
    }

    [Fact]
    public async Task A_handle_that_was_never_confirmed_is_free_again_after_a_week()
    {
        Assert.True((await SignUpAsync(Form("Forgetful", "forgetful@post.example"))).Ok);
        Assert.False((await SignUpAsync(Form("Forgetful", "other@post.example"))).Ok);
        forum.Clock.Advance(SignUpService.UnconfirmedKept + TimeSpan.FromMinutes(1));
        Assert.True((await SignUpAsync(Form("Forgetful", "other@post.example"))).Ok);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM AspNetUserTokens WHERE Value = 'forgetful@post.example'"));
    }

    [Fact]
    public async Task Eight_newcomers_of_one_name_at_once_make_one_member()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SignUpAsync(Form("Hafsa", $"hafsa{i}@post.example")))));
        Assert.Equal(1, results.Count(r => r.Ok));
        Assert.All(results.Where(r => !r.Ok), r => Assert.Equal("HandleTaken", r.Refusals[0].Code));
    }

    [Fact]
    public async Task Of_eight_forms_of_one_address_at_once_all_answer_alike_and_whoever_confirms_first_has_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => SignUpAsync(Form($"Juwayriya-{"abdefgkp"[i]}", "juwayriya@post.example")))));
        Assert.All(results, r => Assert.True(r.Ok));
        await forum.DeliverAsync();
        // The limit of mails to one address keeps some back.
        var links = forum.Mailer.To("juwayriya@post.example").Where(m => m.Subject == "Mail.Confirm.Subject").Select(MailLink.Of).ToList();
        Assert.Equal(MailLimit.PerHour, links.Count);
        var confirmed = await Task.WhenAll(links.Select(l => Task.Run(() => ConfirmAsync(l))));
        Assert.Equal(1, confirmed.Count(r => r.Ok));
        Assert.All(confirmed.Where(r => !r.Ok), r => Assert.Equal("Token", r.Refusals[0].Code));
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM Members WHERE NormalizedEmail = 'JUWAYRIYA@POST.EXAMPLE'"));
    }

    [Fact]
    public async Task An_address_that_a_stranger_wrote_down_first_keeps_its_owner_out_of_nothing()
    {
        Assert.True((await SignUpAsync(Form("A-stranger", "owner@post.example"))).Ok);
        Assert.True((await SignUpAsync(Form("The-owner", "owner@post.example"))).Ok);
        await forum.DeliverAsync();
        var mails = forum.Mailer.To("owner@post.example");
        Assert.All(mails, m => Assert.Equal("Mail.Confirm.Subject", m.Subject));
        Assert.True((await ConfirmAsync(MailLink.Of(Assert.Single(mails, m => m.Text.Contains("The-owner", StringComparison.Ordinal))))).Ok);
        Assert.Equal("The-owner", (await FindAsync("owner@post.example"))!.Handle);
        var strangers = MailLink.Of(Assert.Single(mails, m => m.Text.Contains("A-stranger", StringComparison.Ordinal)));
        Assert.Equal("Token", (await ConfirmAsync(strangers)).Refusals[0].Code);
        Assert.False((await NamedAsync("A-stranger"))!.EmailConfirmed);
    }

    [Fact]
    public async Task Until_it_is_confirmed_no_account_is_found_by_its_address()
    {
        Assert.True((await SignUpAsync(Form("Not-yet", "not-yet@post.example"))).Ok);
        await using var visit = forum.AsGuest();
        Assert.Null(await visit.Get<UserManager<Member>>().FindByEmailAsync("not-yet@post.example"));
        Assert.True((await visit.Account.ForgotAsync("not-yet@post.example", "en", default)).Ok);
        await forum.DeliverAsync();
        Assert.DoesNotContain(forum.Mailer.To("not-yet@post.example"), m => m.Subject == "Mail.Reset.Subject");
    }

    [Fact]
    public async Task The_password_is_kept_only_as_a_hash()
    {
        await SignUpAsync(Form("Asma", "asma@post.example"));
        var member = (await NamedAsync("Asma"))!;
        Assert.DoesNotContain(ForumFixture.Password, member.PasswordHash, StringComparison.Ordinal);
        await using var visit = forum.AsGuest();
        Assert.True(await visit.Get<UserManager<Member>>().CheckPasswordAsync(member, ForumFixture.Password));
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Outbox WHERE Payload LIKE '%{ForumFixture.Password}%' OR Payload LIKE '%token%'"));
    }

    private static SignUpForm Form(string handle, string email) => new(handle, email, ForumFixture.Password, Circle.Sisters, ["en"], Consent: true, "en");

    private async Task<Result<Done>> SignUpAsync(SignUpForm form)
    {
        await using var visit = forum.AsGuest();
        return await visit.SignUp.SignUpAsync(form, default);
    }

    private async Task<Result<Done>> ConfirmAsync(MailLink link)
    {
        await using var visit = forum.AsGuest();
        return await visit.Account.ConfirmAsync(link.Id, link.Token, default);
    }

    private async Task<Member?> NamedAsync(string handle)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.UserName == handle);
    }

    private async Task<Member?> FindAsync(string email)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Email == email);
    }
}
