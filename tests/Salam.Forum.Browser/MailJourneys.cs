using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

public sealed class MailJourneys
{
    [Fact]
    public async Task Through_a_mail_server_a_newcomer_gets_the_link_that_confirms_her_address()
    {
        await using var server = await SmtpPeer.StartAsync();
        await using var forum = await ForumProcess.StartAsync(
            ("Forum__Smtp__Host", "127.0.0.1"), ("Forum__Smtp__Port", server.Port.ToString()), ("Forum__Smtp__Tls", "false"), ("Forum__Smtp__From", "forum@salam.example"));
        var newcomer = await Visit.OpenAsync(forum.Address, new Look("ar"));
        await Acts.SignUpAsync(newcomer, "by_real_mail", Circle.Sisters);
        var (head, text) = await server.MailAsync();
        Assert.Contains("From: forum@salam.example", head, StringComparison.Ordinal);
        Assert.Contains("To: by_real_mail@tests.example", head, StringComparison.Ordinal);
        Assert.Contains("Content-Language: ar", head, StringComparison.OrdinalIgnoreCase);
        await Acts.ConfirmAsync(newcomer, forum.LinkIn(text));
        await Acts.LogInAsync(newcomer, "by_real_mail");
        await newcomer.Context.CloseAsync();
        Assert.Empty(newcomer.Troubles);
        Assert.Empty(forum.Mails("by_real_mail@tests.example"));
        Assert.Empty(forum.Complaints);
    }
}
