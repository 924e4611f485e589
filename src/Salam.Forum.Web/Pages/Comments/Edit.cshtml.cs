using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Comments;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>Changes one's own comment.</summary>
public sealed class EditModel(CommentQueries queries, CommentService comments, PageKeeper pages) : CommentFormPage
{
    public CommentSource Source { get; private set; } = null!;

    [BindProperty]
    public long? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await queries.SourceAsync(id, cancellation) is not { } source)
            return NotFound();
        if (!source.IsMine)
            return RefuseWithoutForm([Refusal.Forbidden("NotYours")]);
        (Source, Body, Version) = (source, source.Body, Edits.Version(source.Row.EditedAt));
        Name(source.Row.Picture is { } picture ? [picture] : []);
        Head.Title = source.PostTitle;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var (_, bad) = await TakeFilesAsync(cancellation);
        var result = bad.Count > 0 ? bad : await comments.EditAsync(id, Body, NamedPicture, Version, cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(result.Value.Audience, cancellation);
            return Redirect($"{Paths.Comment(Lang, result.Value.PostId, Uri.EscapeDataString(result.Value.Slug), id)}#c{id}");
        }
        if (await queries.SourceAsync(id, cancellation) is not { } source)
            return NotFound();
        if (!source.IsMine)
            return RefuseWithoutForm(result.Refusals);
        Source = source;
        // Told that it was changed, she may put her words in place of the others.
        if (result.IsConflict)
            Version = Edits.Version(source.Row.EditedAt);
        Head.Title = source.PostTitle;
        return Refuse(result.Refusals);
    }
}
