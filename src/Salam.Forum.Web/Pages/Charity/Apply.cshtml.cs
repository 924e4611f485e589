using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>Applies for a foundation.</summary>
[TakesPictures]
public sealed class ApplyModel(FoundationService foundations, StaffGate gate, DocumentForm documents) : ForumPage
{
    /// <summary>What was filled in.</summary>
    public FoundationDraft Draft { get; private set; } = new();

    /// <summary>Why she may not apply; null when she may.</summary>
    public Refusal? Closed { get; private set; }

    /// <summary>Whether the form brought a file that was not kept, since the form was not taken: browsers do not send it again by themselves.</summary>
    public bool LostFile { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Head.Title = T["Apply.Title"];
        Closed = await gate.MemberRefusalAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(FoundationDraft written, CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        if (Closed is { } closed)
            return RefuseWithoutForm([closed]);
        Draft = written;
        var file = Request.Form.Files.FirstOrDefault(f => f.Length > 0);
        LostFile = file is not null;
        // Everything that can be said against the form is said at once, and the file is looked at before anything is kept.
        var refusals = written.Normalised().Refusals();
        var prepared = file is null ? default(Result<PreparedDocument>?) : await documents.PrepareAsync(file, cancellation);
        if (prepared is { Ok: false } bad)
            refusals.AddRange(bad.Refusals);
        if (refusals.Count > 0)
            return Refuse(refusals);
        var applied = await foundations.ApplyAsync(written, cancellation);
        if (!applied.Ok)
            return Refuse(applied.Refusals);
        if (prepared is { Ok: true, Value: var document } && !(await documents.KeepAsync(applied.Value, new DocumentDraft(DocumentKind.Registration, DocumentForm.NameOf(file!)), document, cancellation)).Ok)
            return Redirect(Paths.FoundationDesk(Lang, applied.Value, "documents"));
        return Redirect(Paths.WithQuery(Paths.FoundationDesk(Lang, applied.Value), ("applied", "1")));
    }
}
