using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Makes an account.</summary>
public sealed class SignUpModel(SignUpService accounts) : ForumPage
{
    [BindProperty]
    public string? Handle { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public Circle? Circle { get; set; }

    [BindProperty]
    public List<string> Languages { get; set; } = [];

    [BindProperty]
    public bool Consent { get; set; }

    public IActionResult OnGet()
    {
        if (Viewer.IsMember)
            return Redirect(Paths.Home(Lang));
        Languages = [Lang];
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await accounts.SignUpAsync(new SignUpForm(Handle, Email, Password, Circle, Languages, Consent, Lang), cancellation);
        if (result.Ok)
            return Redirect(Paths.Account(Lang, "signed-up"));
        Show();
        return Refuse(result.Refusals);
    }

    private PageResult Show()
    {
        (Head.Title, Head.Canonical) = (T["Nav.JoinForum"], Paths.SignUp(Lang));
        return Page();
    }
}
