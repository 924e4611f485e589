using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Salam.Forum.Data;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;

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

    /// <summary>The address or the password was changed; told to the old address.</summary>
    Changed,
}

/// <summary>What is asked of the outbox: no token and no text, both are made when the mail is sent.</summary>
public sealed record AccountMailRequest(AccountMailKind Kind, string Email, string Language, long? MemberId = null);

/// <summary>
/// Makes and sends mails about accounts. Whether an address has an account is looked up here, after the answer to the member was given, so
/// that neither the answer nor its time tells.
/// </summary>
internal sealed class AccountMail(ForumDb db, UserManager<Member> users, IMailer mailer, IStringLocalizer texts, ForumOptions options) : IOutboxHandler
{
    public const string OutboxKind = "account-mail";

    public string Kind => OutboxKind;

    public async Task HandleAsync(string payload, CancellationToken cancellation)
    {
        var request = JsonSerializer.Deserialize<AccountMailRequest>(payload)!;
        var member = await FindAsync(request, cancellation);
        if (member is null)
            return;
        var link = await LinkAsync(request, member);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(request.Language);
        var subject = texts[$"Mail.{request.Kind}.Subject"].Value;
        var text = texts[$"Mail.{request.Kind}.Text", member.Handle, link].Value;
        await mailer.SendAsync(new Mail(AddressOf(request, member), subject, text, request.Language), cancellation);
    }

    /// <summary>
    /// A link that opens an account goes to the address that the account has, letter by letter: one that only folds to the same key may be
    /// somebody else's. Only what concerns another address, the new or the old one, goes to the one named.
    /// </summary>
    private static string AddressOf(AccountMailRequest request, Member member) =>
        request.Kind is AccountMailKind.ChangeEmail or AccountMailKind.Changed ? request.Email : member.Email ?? request.Email;

    private async Task<Member?> FindAsync(AccountMailRequest request, CancellationToken cancellation)
    {
        if (request.MemberId is { } id)
            return await db.Members.AsTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
        return await users.FindByEmailAsync(request.Email);
    }

    private async Task<string> LinkAsync(AccountMailRequest request, Member member)
    {
        var account = $"{options.PublicUrl}/{request.Language}/account";
        switch (request.Kind)
        {
            case AccountMailKind.Confirm:
                return $"{account}/confirm?id={member.Id}&token={WebUtility.UrlEncode(await users.GenerateEmailConfirmationTokenAsync(member))}";
            case AccountMailKind.Reset:
                return $"{account}/reset?id={member.Id}&token={WebUtility.UrlEncode(await users.GeneratePasswordResetTokenAsync(member))}";
            case AccountMailKind.ChangeEmail:
                var token = await users.GenerateChangeEmailTokenAsync(member, request.Email);
                return $"{account}/confirm-email?id={member.Id}&email={WebUtility.UrlEncode(request.Email)}&token={WebUtility.UrlEncode(token)}";
            case AccountMailKind.AlreadyMember:
            case AccountMailKind.Changed:
            default:
                return $"{account}/forgot";
        }
    }
}
