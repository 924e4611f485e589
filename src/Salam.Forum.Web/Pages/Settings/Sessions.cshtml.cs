using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Lists the open sessions, and ends all others.</summary>
public sealed class SessionsModel(AccountService accounts, Sessions sessions, SessionQueries list) : SettingsPage
{
    public override string Section => "Sessions";

    /// <summary>The open sessions, this one first.</summary>
    public IReadOnlyList<SessionRow> Open { get; private set; } = [];

    /// <summary>Whether the page is shown after one of them was ended.</summary>
    public bool Ended => HttpMethods.IsGet(Request.Method) && Request.Query.ContainsKey("ended");

    [BindProperty]
    public string? Password { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Open = await list.MineAsync(await SessionTickets.KeyAsync(HttpContext), cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await accounts.EndSessionsAsync(Password, cancellation);
        if (!result.Ok)
        {
            await OnGetAsync(cancellation);
            return Refuse(result.Refusals);
        }
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
