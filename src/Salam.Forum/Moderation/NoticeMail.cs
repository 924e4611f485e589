using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>What is asked of the outbox: the notice; its words are read when the mail is sent.</summary>
public sealed record NoticeMailRequest(long NoticeId);

/// <summary>Mails a notice to the member it is for, in the first of her languages that the interface speaks. The mail says what was done and where to read more; not the words of the thing.</summary>
internal sealed class NoticeMail(ForumDb db, IMailer mailer, IStringLocalizer texts, ForumOptions options) : IOutboxHandler
{
    public const string OutboxKind = "notice-mail";

    public string Kind => OutboxKind;

    public async Task HandleAsync(string payload, CancellationToken cancellation)
    {
        var request = JsonSerializer.Deserialize<NoticeMailRequest>(payload)!;
        var found = await (
            from n in db.Notices.IgnoreQueryFilters([Visibility.ReaderFilter])
            where n.Id == request.NoticeId
            join e in db.ModerationLog.IgnoreQueryFilters([Visibility.AudienceFilter]) on n.EntryId equals e.Id
            join m in db.Members on n.MemberId equals m.Id
            select new { e.Act, m.UserName, m.Email, m.Languages }).FirstOrDefaultAsync(cancellation);
        if (found?.Email is not { Length: > 0 } address || address.EndsWith(Member.NoAddress, StringComparison.Ordinal))
            return;
        var language = found.Languages.Split(' ').FirstOrDefault(Language.IsKnown) ?? Language.First.Code;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var link = $"{options.PublicUrl}/{language}/settings/notices";
        var done = texts[$"Act.{found.Act}.You"].Value;
        await mailer.SendAsync(new Mail(address, texts["Mail.Notice.Subject"].Value, texts["Mail.Notice.Text", found.UserName!, done, link].Value, language), cancellation);
    }
}
