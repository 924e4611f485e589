using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>The file of everything that the forum holds of one, sent while it is written.</summary>
public sealed class DataFileModel(OwnData data) : SettingsPage
{
    public override string Section => "Data";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Response.ContentType = "application/json; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"salam-forum.json\"";
        await data.WriteAsync(Response.Body, cancellation);
        return new EmptyResult();
    }
}
