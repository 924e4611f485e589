using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>The mails about an account.</summary>
public enum AccountMailKind
{
    /// <summary>Confirm the address of a new account.</summary>
    Confirm = 1,

    /// <summary>Somebody tried to sign up with an address that has an account.</summary>
    AlreadyMember,

    /// <summary>Choose a new password.</summary>
    Reset,

    /// <summary>Confirm a new address.</summary>
    ChangeEmail,

    /// <summary>The password was changed, or a change of address was undone; told to the address that it was changed from.</summary>
    Changed,

    /// <summary>The address was changed; told to the old one, which can undo it.</summary>
    EmailChanged,

    /// <summary>A change of address was undone: choose a new password.</summary>
    Restored,

    /// <summary>A passkey was added, which opens the account.</summary>
    PasskeyAdded,
}

/// <summary>What is asked of the outbox: no token and no text, both are made when the mail is sent.</summary>
/// <param name="Change">The key of the change of address that the mail tells of.</param>
public sealed record AccountMailRequest(AccountMailKind Kind, string Email, string Language, long? MemberId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Change = null);

/// <summary>Asks for mails about accounts.</summary>
internal static class AccountMailRequests
{
    /// <summary>Puts the mail into the outbox, in the transaction of the act it follows; in English where the interface does not speak the language.</summary>
    public static Task MailAsync(this OutboxQueue outbox, AccountMailRequest request, CancellationToken cancellation) =>
        outbox.AddAsync(AccountMail.OutboxKind, Language.IsKnown(request.Language) ? request : request with { Language = Language.First.Code }, cancellation);
}

/// <summary>
/// Makes and sends mails about accounts. Whether an address has an account is looked up here, after the answer to the member was given, so
/// that neither the answer nor its time tells.
/// </summary>
internal sealed class AccountMail(UserManager<Member> users, IMailer mailer, IStringLocalizer texts, AccountLinks links, MailLimit limit) : IOutboxHandler
{
    public const string OutboxKind = "account-mail";

    public string Kind => OutboxKind;

    public async Task HandleAsync(string payload, CancellationToken cancellation)
    {
        var request = JsonSerializer.Deserialize<AccountMailRequest>(payload)!;
        var member = await FindAsync(request);
        if (member is null)
            return;
        var address = AddressOf(request, member);
        if (IsLimited(request.Kind) && await limit.IsReachedAsync(address, cancellation))
            return;
        var link = await links.OfAsync(request, member);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(request.Language);
        var subject = texts[$"Mail.{request.Kind}.Subject"].Value;
        var text = texts[$"Mail.{request.Kind}.Text", member.Handle, link].Value;
        await mailer.SendAsync(new Mail(address, subject, text, request.Language), cancellation);
        if (IsLimited(request.Kind))
            await limit.NoteAsync(address, cancellation);
    }

    /// <summary>
    /// A link that opens an account goes to the address that the account has, letter by letter: one that only folds to the same key may be
    /// somebody else's. Only what concerns another address, the awaited, the new or the old one, goes to the one named.
    /// </summary>
    private static string AddressOf(AccountMailRequest request, Member member) =>
        request.Kind is AccountMailKind.Confirm or AccountMailKind.ChangeEmail or AccountMailKind.Changed or AccountMailKind.EmailChanged or AccountMailKind.PasskeyAdded ? request.Email : member.Email ?? request.Email;

    /// <summary>
    /// Anybody can ask for a mail to any address. What tells an owner that her account was changed is not among those, and must come even
    /// where a thief has used up the limit beforehand.
    /// </summary>
    private static bool IsLimited(AccountMailKind kind) => kind is not (AccountMailKind.Changed or AccountMailKind.EmailChanged or AccountMailKind.Restored or AccountMailKind.PasskeyAdded);

    private async Task<Member?> FindAsync(AccountMailRequest request) => request.MemberId is { } id
        ? await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture))
        : await users.FindByEmailAsync(request.Email);
}
