using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Members;

namespace Salam.Forum.Tests.Web;

/// <summary>The pages about accounts, as guests and thieves use them.</summary>
public sealed class AccountPagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Old = Cast.Sister + "@members.example";

    [Fact]
    public async Task A_changed_address_comes_back_by_the_link_that_the_old_one_was_sent_and_only_when_its_button_is_pressed()
    {
        var thief = await site.SignInAsync(Cast.Sister, TimeSpan.FromMinutes(5));
        await site.AsAsync("", async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            var member = (await users.FindByNameAsync(Cast.Sister))!;
            var token = await users.GenerateChangeEmailTokenAsync(member, "thief@post.example");
            return (await services.GetRequiredService<AccountService>().ChangeEmailAsync(member.Id, "thief@post.example", token, "ar", default)).Value;
        });
        var link = await site.LinkMailedToAsync(Old);
        Assert.StartsWith("/ar/account/undo-email?token=", link, StringComparison.Ordinal);

        // Programs that look into mails open links.
        var guest = site.Guest();
        var page = await guest.GetAsync(link);
        Assert.Equal(200, page.Status);
        Assert.Equal(Old, page.Page.QuerySelector("p.card")!.TextContent);
        Assert.Equal("private, no-store", page["Cache-Control"]);
        Assert.Equal("thief@post.example", await AddressAsync());

        var undone = await guest.PostRawAsync(link, ("token", Visitor.TokenIn(page)!));
        Assert.Equal((302, "/ar/account/login?notice=undone"), (undone.Status, undone.Location));
        Assert.Equal(Old, await AddressAsync());
        Assert.DoesNotContain("data-member=\"1\"", (await thief.GetAsync("/en/best")).Body);

        foreach (var spent in new[] { link, "/ar/account/undo-email?token=rubbish", "/ar/account/undo-email" })
        {
            var again = await guest.GetAsync(spent);
            Assert.Equal((400, "ar"), (again.Status, again.Page.DocumentElement.GetAttribute("lang")));
            Assert.NotNull(again.Page.QuerySelector("[role=alert]"));
            Assert.Null(again.Page.QuerySelector("p.card"));
            Assert.Equal(400, (await guest.PostRawAsync(spent, ("token", Visitor.TokenIn(page)!))).Status);
        }
    }

    private Task<string?> AddressAsync() => site.DbAsync(db => db.Members.AsNoTracking().Where(m => m.UserName == Cast.Sister).Select(m => m.Email).FirstAsync());
}
