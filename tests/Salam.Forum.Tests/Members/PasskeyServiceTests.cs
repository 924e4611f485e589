using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class PasskeyServiceTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_passkey_is_added_told_of_by_mail_renamed_and_removed_with_the_password()
    {
        var her = await forum.SisterAsync();
        Assert.True((await AddAsync(her, Passkeys.New(), "My phone")).Ok);
        await forum.DeliverAsync();
        var mail = forum.Mailer.Sent.Last(m => m.To == ForumFixture.EmailOf(her.Handle));
        Assert.Contains("/en/settings/passkeys", mail.Text, StringComparison.Ordinal);
        var row = Assert.Single(await MineAsync(her));
        Assert.Equal(("My phone", FakeClock.Start), (row.Name, row.AddedAt));
        Assert.True((await AskAsync(her, p => p.RenameAsync(row.Key, "  The blue one  ", default))).Ok);
        Assert.Equal("The blue one", Assert.Single(await MineAsync(her)).Name);
        Expect.Invalid(await AskAsync(her, p => p.RenameAsync(row.Key, " ", default)), "Name:NameEmpty");
        Expect.Invalid(await AskAsync(her, p => p.RenameAsync(row.Key, new string('x', PasskeyService.NameLength + 1), default)), "Name:NameLong");
        Expect.Invalid(await AskAsync(her, p => p.RemoveAsync(row.Key, "not-this-one", default)), "Password:PasswordWrong");
        Assert.Single(await MineAsync(her));
        Assert.True((await AskAsync(her, p => p.RemoveAsync(row.Key, ForumFixture.Password, default))).Ok);
        Assert.Empty(await MineAsync(her));
    }

    [Fact]
    public async Task Passkeys_of_others_are_missing()
    {
        var (her, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        _ = (await AddAsync(her, Passkeys.New(), "My phone")).Value;
        var key = Assert.Single(await MineAsync(her)).Key;
        foreach (var somebody in new[] { other, Viewer.Guest })
        {
            Expect.Missing(await AskAsync(somebody, p => p.ShowAsync(key, default)));
            Expect.Missing(await AskAsync(somebody, p => p.RenameAsync(key, "Mine", default)));
            Expect.Missing(await AskAsync(somebody, p => p.RemoveAsync(key, ForumFixture.Password, default)));
        }
        Assert.Equal("My phone", Assert.Single(await MineAsync(her)).Name);
    }

    [Fact]
    public async Task One_that_was_made_for_somebody_else_or_is_there_already_is_refused()
    {
        var (her, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var passkey = Passkeys.New();
        Expect.Refused(RefusalKind.Invalid, "PasskeyFailed", await AskAsync(other, p => p.AddAsync(passkey, Passkeys.IdOf(her), "Phone", "en", default)));
        Assert.True((await AddAsync(her, passkey, "Phone")).Ok);
        Expect.Refused(RefusalKind.Invalid, "PasskeyFailed", await AddAsync(other, Passkeys.New(passkey.CredentialId), "Phone"));
        Expect.Refused(RefusalKind.Invalid, "PasskeyFailed", await AddAsync(her, Passkeys.New(passkey.CredentialId), "Phone"));
        Assert.Empty(await MineAsync(other));
    }

    [Fact]
    public async Task There_is_a_most_of_them_and_adding_takes_the_password()
    {
        var her = await forum.SisterAsync();
        Expect.Refused(RefusalKind.Invalid, "PasswordWrong", await AskAsync(her, p => p.MayAddAsync("Phone", "not-this-one", default)));
        Expect.LogIn(await AskAsync(Viewer.Guest, p => p.MayAddAsync("Phone", ForumFixture.Password, default)));
        for (var i = 0; i < PasskeyService.Most; i++)
        {
            Assert.True((await AskAsync(her, p => p.MayAddAsync("Phone", ForumFixture.Password, default))).Ok);
            _ = (await AddAsync(her, Passkeys.New(), "Phone " + i)).Value;
        }
        Expect.Refused(RefusalKind.Conflict, "PasskeysFull", await AskAsync(her, p => p.MayAddAsync("Phone", ForumFixture.Password, default)));
        Expect.Refused(RefusalKind.Conflict, "PasskeysFull", await AddAsync(her, Passkeys.New(), "One more"));
        Assert.Equal(PasskeyService.Most, (await MineAsync(her)).Count);
    }

    [Fact]
    public async Task A_proof_opens_an_account_once_however_many_come_with_it_at_the_same_time()
    {
        var her = await forum.SisterAsync();
        var passkey = Passkeys.New();
        _ = (await AddAsync(her, passkey, "Phone")).Value;
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => forum.AskAsync<PasskeyProof, Result<Done>>(Viewer.Guest, p => p.TakeAsync(her.MemberId, passkey, [1, 2, 3], default))));
        Assert.Single(taken, t => t.Ok);
        Assert.True((await forum.AskAsync<PasskeyProof, Result<Done>>(Viewer.Guest, p => p.TakeAsync(her.MemberId, passkey, [4], default))).Ok);
    }

    private Task<Result<Done>> AddAsync(Viewer member, Microsoft.AspNetCore.Identity.UserPasskeyInfo passkey, string name) =>
        AskAsync(member, p => p.AddAsync(passkey, Passkeys.IdOf(member), name, "en", default));

    private async Task<IReadOnlyList<PasskeyRow>> MineAsync(Viewer member) => (await AskAsync(member, p => p.MineAsync(default))).Value;

    private Task<Result<T>> AskAsync<T>(Viewer member, Func<PasskeyService, Task<Result<T>>> ask) => forum.AskAsync(member, ask);
}
