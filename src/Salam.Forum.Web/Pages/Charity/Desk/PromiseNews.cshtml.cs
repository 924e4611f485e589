using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Promises news of a project until the end of a day.</summary>
public sealed class PromiseNewsModel(CharityDeskQueries desk, ProjectQueries queries, ProjectNewsService news) : ProjectDeskPage(desk, queries)
{
    /// <summary>The day, as fields for days send it.</summary>
    [BindProperty]
    public string? DueAt { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var isDay = DateOnly.TryParseExact(DueAt, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var result = await news.PromiseAsync(id, isDay ? day.ToDateTime(new TimeOnly(23, 59, 59), DateTimeKind.Utc) : DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : RefuseStaff(result.Refusals);
    }
}
