using System.Net;
using Microsoft.AspNetCore.Identity;

namespace Salam.Forum.Members;

/// <summary>The links in mails about accounts. Their tokens are made when a mail is sent, never before.</summary>
internal sealed class AccountLinks(UserManager<Member> users, EmailUndo undo, ForumOptions options)
{
    public async Task<string> OfAsync(AccountMailRequest request, Member member)
    {
        var account = $"{options.PublicUrl}/{request.Language}/account";
        switch (request.Kind)
        {
            case AccountMailKind.Confirm:
                return $"{account}/confirm?id={member.Id}&token={WebUtility.UrlEncode(await users.GenerateEmailConfirmationTokenAsync(member))}";
            case AccountMailKind.Reset:
            case AccountMailKind.Restored:
                return $"{account}/reset?id={member.Id}&token={WebUtility.UrlEncode(await users.GeneratePasswordResetTokenAsync(member))}";
            case AccountMailKind.ChangeEmail:
                var token = await users.GenerateChangeEmailTokenAsync(member, request.Email);
                return $"{account}/confirm-email?id={member.Id}&email={WebUtility.UrlEncode(request.Email)}&token={WebUtility.UrlEncode(token)}";
            case AccountMailKind.EmailChanged:
                return $"{account}/undo-email?token={WebUtility.UrlEncode(undo.Token(request.Change!.Value, request.Email))}";
            case AccountMailKind.PasskeyAdded:
                return $"{options.PublicUrl}/{request.Language}/settings/passkeys";
            case AccountMailKind.AlreadyMember:
            case AccountMailKind.Changed:
            default:
                return $"{account}/forgot";
        }
    }
}
