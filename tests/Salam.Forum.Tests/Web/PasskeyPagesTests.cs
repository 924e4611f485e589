using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Web;

/// <summary>Passkeys through the real pipeline, with an authenticator of the tests' own.</summary>
public sealed class PasskeyPagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Json = "application/json", Page = "/en/settings/passkeys";
    private static int members;

    [Fact]
    public async Task A_member_adds_a_passkey_and_logs_in_with_it_past_the_second_factor()
    {
        var handle = await NewMemberAsync(m => m.TwoFactorEnabled = true);
        using var device = await AddAsync(handle);
        Assert.Equal("My phone", (await (await site.SignInAsync(handle)).GetAsync(Page)).Page.QuerySelector(".people h3")!.TextContent);

        var visitor = site.Guest();
        var answer = await LogInAsync(visitor, device, ("Next", "/en/settings/sessions"), ("Stay", "true"));
        Assert.Equal((200, "/en/settings/sessions"), (answer.Status, Next(answer)));
        Assert.Contains("expires=", answer.Headers.Single(h => h.Key == "Set-Cookie" && h.Value.StartsWith("salam=", StringComparison.Ordinal)).Value);
        Assert.Contains("salam-device", visitor.Cookies.Keys);
        Assert.Equal("This device", (await visitor.GetAsync("/en/settings/sessions")).Page.QuerySelector(".people .mod")!.TextContent);
        // Not to stay is the default, and no other site is led on to.
        var again = await LogInAsync(site.Guest(), device, ("Next", "//elsewhere.example"));
        Assert.Equal("/en/", Next(again));
        Assert.DoesNotContain("expires=", again.Headers.Single(h => h.Key == "Set-Cookie" && h.Value.StartsWith("salam=", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task Adding_takes_the_password_and_what_was_asked_for()
    {
        var handle = await NewMemberAsync();
        var member = await site.SignInAsync(handle);
        using var device = new Authenticator(site.Root);
        var wrong = await SendAsync(member, Page + "/options", ("Name", "Phone"), ("Password", "not-this-one-7"));
        Assert.Equal(400, wrong.Status);
        AssertWords(wrong);
        Assert.Equal(400, (await SendAsync(member, Page + "/options", ("Name", ""), ("Password", ForumSite.Password))).Status);
        Assert.Equal(400, (await SendAsync(member, Page, ("Name", "Phone"), ("Proof", device.Make(Invented)))).Status);
        var asked = await SendAsync(member, Page + "/options", ("Name", "Phone"), ("Password", ForumSite.Password));
        Assert.Equal(200, asked.Status);
        var options = JsonDocument.Parse(asked.Body).RootElement;
        Assert.Equal(("required", "required"), (options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString(), options.GetProperty("authenticatorSelection").GetProperty("residentKey").GetString()));
        // What one member may make is not another one's.
        var other = await site.SignInAsync(await NewMemberAsync());
        await other.TokenAsync();
        other.Cookies["Identity.TwoFactorUserId"] = member.Cookies["Identity.TwoFactorUserId"];
        Assert.Equal(400, (await SendAsync(other, Page, ("Name", "Phone"), ("Proof", device.Make(asked.Body)))).Status);
        Assert.Equal(0, await CountAsync());

        async Task<int> CountAsync() => await site.DbAsync(db => db.UserPasskeys.CountAsync(k => db.Members.Any(m => m.Id == k.UserId && m.UserName == handle)));
    }

    [Fact]
    public async Task An_answer_opens_an_account_once()
    {
        var handle = await NewMemberAsync();
        foreach (var counts in new[] { true, false })
        {
            using var device = await AddAsync(handle, counts);
            var visitor = site.Guest();
            var options = await AskAsync(visitor);
            var (thief, answer) = (site.Guest(), device.Answer(options));
            foreach (var (name, value) in visitor.Cookies)
                thief.Cookies[name] = value;
            var token = await TokenAsync(visitor);
            Assert.Equal(200, (await AnswerAsync(visitor, answer, token)).Status);
            var replayed = await AnswerAsync(thief, answer, token);
            Assert.Equal(400, replayed.Status);
            AssertWords(replayed);
            Assert.DoesNotContain("salam", thief.Cookies.Keys);
            // Nor is it one to another question.
            var later = site.Guest();
            await AskAsync(later);
            Assert.Equal(400, (await AnswerAsync(later, answer, await TokenAsync(later))).Status);
        }
    }

    [Fact]
    public async Task A_forged_answer_opens_nothing()
    {
        var handle = await NewMemberAsync();
        var other = await NewMemberAsync();
        using var device = await AddAsync(handle);
        using var stranger = await AddAsync(other);
        var owner = device.Owner;
        foreach (var (what, spoil) in new (string, Action<Authenticator>)[]
        {
            ("another site", d => d.Origin = "https://elsewhere.example"), ("a name below ours", d => d.Origin = site.Root.Replace("://", "://evil.")), ("another port", d => d.Origin = site.Root + "1"),
            ("another domain", d => d.Domain = "elsewhere.example"), ("a frame in another site", d => d.IsCrossOrigin = true), ("nobody was verified", d => d.Verifies = false),
            ("another member", d => d.Owner = stranger.Owner), ("no member", d => d.Owner = ""), ("no number", d => d.Owner = "bm9ib2R5"),
        })
        {
            spoil(device);
            var visitor = site.Guest();
            var answer = await LogInAsync(visitor, device);
            Assert.True(answer.Status == 400, $"{what}: {answer.Status} {answer.Body}");
            AssertWords(answer);
            Assert.DoesNotContain("salam", visitor.Cookies.Keys);
            (device.Origin, device.Domain, device.IsCrossOrigin, device.Verifies, device.Owner) = (site.Root, new Uri(site.Root).Host, false, true, owner);
        }
        Assert.Equal(200, (await LogInAsync(site.Guest(), device)).Status);
        // The address that members know is good too, where a proxy does not pass it on.
        device.Origin = "https://forum.example";
        Assert.Equal(200, (await LogInAsync(site.Guest(), device)).Status);
    }

    [Fact]
    public async Task Rubbish_is_refused_in_words_and_never_a_bug()
    {
        var member = await site.SignInAsync(await NewMemberAsync());
        foreach (var rubbish in new[]
        {
            "", "{", "{}", "[]", "null", "7", "\"x\"", "\0", new string('[', 5_000), new string('x', 70_000),
            """{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","attestationObject":"AA","authenticatorData":"AA","signature":"AA","userHandle":"MQ"}}""",
            """{"id":7,"type":{},"response":[]}""", """{"id":"AA","type":"public-key","response":{"clientDataJSON":"%%%"}}""",
        })
        {
            var visitor = site.Guest();
            await AskAsync(visitor);
            var answer = await AnswerAsync(visitor, rubbish, await TokenAsync(visitor));
            Assert.True(answer.Status == 400, $"{rubbish[..Math.Min(50, rubbish.Length)]}: {answer.Status}");
            // A NUL makes the whole form unreadable, which is said by a page.
            if (!rubbish.Contains('\0'))
                AssertWords(answer);
            var page = await visitor.PostRawAsync("/ar/account/passkey", ("Proof", rubbish), ("token", await TokenAsync(visitor)));
            Assert.Equal((400, "ar"), (page.Status, page.Page.DocumentElement.GetAttribute("lang")));
            _ = await SendAsync(member, Page + "/options", ("Name", "Phone"), ("Password", ForumSite.Password));
            Assert.Equal(400, (await SendAsync(member, Page, ("Name", "Phone"), ("Proof", rubbish))).Status);
        }
        Assert.Equal(413, (await SendAsync(member, Page, ("Name", "Phone"), ("Proof", new string('x', 1_100_000)))).Status);
        // Nothing was asked for.
        var quiet = site.Guest();
        Assert.Equal(400, (await AnswerAsync(quiet, "{}", await TokenAsync(quiet))).Status);
    }

    [Fact]
    public async Task Forms_without_a_token_are_refused_and_visits_are_not_acts()
    {
        var handle = await NewMemberAsync();
        using var device = await AddAsync(handle);
        var visitor = site.Guest();
        var options = await AskAsync(visitor);
        foreach (var path in new[] { "/en/account/passkey", "/en/account/passkey/options" })
        {
            Assert.Equal(400, (await visitor.PostRawAsync(path, ("Proof", device.Answer(options)), ("token", "forged"))).Status);
            Assert.Equal(405, (await visitor.GetAsync(path)).Status);
        }
        Assert.DoesNotContain("salam", visitor.Cookies.Keys);
        var member = await site.SignInAsync(handle);
        Assert.Equal(400, (await member.PostRawAsync(Page + "/options", ("Name", "x"), ("Password", ForumSite.Password), ("token", "forged"))).Status);
        Assert.Equal(405, (await member.GetAsync(Page + "/options")).Status);
        Assert.Equal(302, (await site.Guest().GetAsync(Page)).Status);
    }

    [Fact]
    public async Task Passkeys_of_others_are_missing_and_a_removed_one_opens_nothing()
    {
        var handle = await NewMemberAsync();
        using var device = await AddAsync(handle);
        var (her, other) = (await site.SignInAsync(handle), await site.SignInAsync(await NewMemberAsync()));
        var links = (await her.GetAsync(Page)).Page.QuerySelectorAll(".people a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        foreach (var link in links)
        {
            Assert.Equal(404, (await other.GetAsync(link)).Status);
            Assert.Equal(404, (await other.PostAsync(link, [("Name", "Mine"), ("Password", ForumSite.Password)])).Status);
            Assert.Equal(200, (await her.GetAsync(link)).Status);
        }
        Assert.Equal(302, (await her.PostAsync(links[0], [("Name", "The blue one")])).Status);
        Assert.Equal(400, (await her.PostAsync(links[0], [("Name", "\u202eenon")])).Status);
        Assert.Equal("The blue one", (await her.GetAsync(Page)).Page.QuerySelector(".people h3")!.TextContent);
        Assert.Equal(400, (await her.PostAsync(links[1], [("Password", "not-this-one-7")])).Status);
        Assert.Equal(200, (await LogInAsync(site.Guest(), device)).Status);
        Assert.Equal(302, (await her.PostAsync(links[1], [("Password", ForumSite.Password)])).Status);
        Assert.Equal(400, (await LogInAsync(site.Guest(), device)).Status);
    }

    [Fact]
    public async Task What_closes_a_log_in_by_password_closes_one_by_passkey()
    {
        var handle = await NewMemberAsync();
        using var device = await AddAsync(handle);
        var known = site.Guest();
        Assert.Equal(200, (await LogInAsync(known, device)).Status);

        // Strangers guess: closed to unknown browsers, open in the known one.
        for (var i = 0; i < 8; i++)
        {
            var stranger = site.Guest();
            await stranger.PostRawAsync("/en/account/login", ("Login", handle), ("Password", "not-this-one-" + i), ("token", await TokenAsync(stranger)));
        }
        Assert.Equal(400, (await LogInAsync(site.Guest(), device)).Status);
        known.Cookies.Remove("salam");
        Assert.Equal(200, (await LogInAsync(known, device)).Status);
        await ChangeAsync(handle, m => m.LockoutEnd = null);

        await ChangeAsync(handle, m => m.EmailConfirmed = false);
        var unconfirmed = site.Guest();
        Assert.Equal(400, (await LogInAsync(unconfirmed, device)).Status);
        Assert.DoesNotContain("salam", unconfirmed.Cookies.Keys);
        await ChangeAsync(handle, m => m.EmailConfirmed = true);

        await ChangeAsync(handle, m => m.ConsentAt = null);
        var asked = site.Guest();
        Assert.Equal(200, (await LogInAsync(asked, device)).Status);
        Assert.StartsWith("/en/account/consent", (await asked.GetAsync("/en/best")).Location, StringComparison.Ordinal);
        // She may read the question in her own language.
        Assert.Equal(200, (await asked.GetAsync("/en/languages?next=%2Fen%2Faccount%2Fconsent")).Status);
        await ChangeAsync(handle, m => m.ConsentAt = DateTime.UtcNow);

        await ChangeAsync(handle, m => m.LeftAt = DateTime.UtcNow);
        Assert.Equal(400, (await LogInAsync(site.Guest(), device)).Status);
    }

    [Fact]
    public async Task A_banned_member_comes_in_by_passkey_as_by_password_and_writes_no_more_than_then()
    {
        var handle = await NewMemberAsync();
        using var device = await AddAsync(handle);
        await ChangeAsync(handle, m => m.SuspendedUntil = DateTime.MaxValue.ToUniversalTime());
        var (byPasskey, byPassword) = (site.Guest(), site.Guest());
        Assert.Equal(200, (await LogInAsync(byPasskey, device)).Status);
        Assert.Equal(302, (await byPassword.PostRawAsync("/en/account/login", ("Login", handle), ("Password", ForumSite.Password), ("token", await TokenAsync(byPassword)))).Status);
        var answers = new List<Answer>();
        foreach (var visitor in new[] { byPasskey, byPassword })
        {
            Assert.Equal(200, (await visitor.GetAsync("/en/settings/standing")).Status);
            answers.Add(await visitor.PostAsync("/en/submit", [("Title", "A title of some words"), ("Body", "Some words"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]));
        }
        Assert.Equal(403, answers[0].Status);
        Assert.Equal(answers[1].Status, answers[0].Status);
    }

    [Fact]
    public async Task The_question_is_the_same_whoever_asks_and_names_no_passkey()
    {
        using var device = await AddAsync(await NewMemberAsync());
        var options = JsonDocument.Parse(await AskAsync(site.Guest())).RootElement;
        Assert.Equal(0, options.GetProperty("allowCredentials").GetArrayLength());
        Assert.Equal(("required", new Uri(site.Root).Host), (options.GetProperty("userVerification").GetString(), options.GetProperty("rpId").GetString()));
        Assert.NotEqual(options.GetProperty("challenge").GetString(), JsonDocument.Parse(await AskAsync(site.Guest())).RootElement.GetProperty("challenge").GetString());
    }

    private static string Invented => """{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","user":{"id":"MQ"}}""";

    private static string? Next(Answer answer) => JsonDocument.Parse(answer.Body).RootElement.GetProperty("next").GetString();

    private static void AssertWords(Answer answer) => Assert.NotEmpty(JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").GetString()!);

    /// <summary>A member with a passkey, on the authenticator that is returned.</summary>
    private async Task<Authenticator> AddAsync(string handle, bool counts = true)
    {
        var (member, device) = (await site.SignInAsync(handle), new Authenticator(site.Root) { Counts = counts });
        var asked = await SendAsync(member, Page + "/options", ("Name", "My phone"), ("Password", ForumSite.Password));
        Assert.True(asked.Status == 200, asked.Body);
        var added = await SendAsync(member, Page, ("Name", "My phone"), ("Proof", device.Make(asked.Body)));
        Assert.True(added.Status == 200, added.Body);
        Assert.Equal(Page + "?saved=1", Next(added));
        return device;
    }

    private static async Task<string> TokenAsync(Visitor visitor) => Visitor.TokenIn(await visitor.GetAsync("/en/account/login"))!;

    private static async Task<string> AskAsync(Visitor visitor)
    {
        var asked = await visitor.SendAsync("POST", "/en/account/passkey/options", Visitor.Form([("token", await TokenAsync(visitor))]), ("Accept", Json));
        Assert.Equal(200, asked.Status);
        return asked.Body;
    }

    private static Task<Answer> AnswerAsync(Visitor visitor, string answer, string token, params (string, string)[] fields) =>
        visitor.SendAsync("POST", "/en/account/passkey", Visitor.Form([.. fields, ("Proof", answer), ("token", token)]), ("Accept", Json));

    private static async Task<Answer> LogInAsync(Visitor visitor, Authenticator device, params (string, string)[] fields) =>
        await AnswerAsync(visitor, device.Answer(await AskAsync(visitor)), await TokenAsync(visitor), fields);

    private static Task<Answer> SendAsync(Visitor member, string path, params (string, string)[] fields) => member.PostAsync(path, fields, ("Accept", Json));

    private Task<string> NewMemberAsync(Action<Member>? change = null) => site.DbAsync(async db =>
    {
        var handle = "keeper_" + Interlocked.Increment(ref members);
        var member = await db.Members.AsNoTracking().FirstAsync(m => m.UserName == Cast.Sister);
        var added = new Member
        {
            UserName = handle, NormalizedUserName = Handle.Key(handle), HandleSkeleton = Handle.SkeletonOf(handle), Email = handle + "@members.example", NormalizedEmail = Normalise.Fold(handle + "@members.example"),
            EmailConfirmed = true, PasswordHash = member.PasswordHash, SecurityStamp = Guid.NewGuid().ToString("n"), LockoutEnabled = true, Circle = Circle.Sisters,
            JoinedAt = DateTime.UtcNow.AddDays(-30), ConsentAt = DateTime.UtcNow.AddDays(-30),
        };
        change?.Invoke(added);
        db.Members.Add(added);
        await db.SaveChangesAsync();
        return handle;
    });

    private Task<int> ChangeAsync(string handle, Action<Member> change) => site.DbAsync(async db =>
    {
        change(await db.Members.AsTracking().FirstAsync(m => m.UserName == handle));
        return await db.SaveChangesAsync();
    });
}
