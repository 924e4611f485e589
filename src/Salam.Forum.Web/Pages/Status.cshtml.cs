using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages;

/// <summary>Says what went wrong: the same words for what is missing and what is hidden.</summary>
public sealed class StatusPage : ForumPage
{
    public int Code { get; private set; }

    /// <summary>The status whose words are shown; rarer ones borrow those of their class.</summary>
    public int Known { get; private set; }
    public string? Reason { get; private set; }
    public KeptForm? Kept { get; private set; }

    public IActionResult OnGet(int code)
    {
        // Asked for by its address, the page itself does not exist.
        if (HttpContext.Response.StatusCode == StatusCodes.Status200OK)
            return NotFound();
        Code = code;
        Known = code is 400 or 403 or 404 or 405 or 409 or 413 or 429 or 503 ? code : code < 500 ? 400 : 500;
        Reason = HttpContext.Items[StatusPages.ReasonKey] as string;
        Kept = HttpContext.Items[StatusPages.KeptKey] as KeptForm;
        Head.Title = T[$"Status.{Known}"];
        return Page();
    }
}
