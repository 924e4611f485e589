using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Says to the browser what a passkey shall answer.</summary>
public sealed class PasskeyOptionsModel(Hosting.Passkeys passkeys) : ForumPage
{
    public async Task<IActionResult> OnPostAsync() => Content(await passkeys.AskToLogInAsync(), "application/json");
}
