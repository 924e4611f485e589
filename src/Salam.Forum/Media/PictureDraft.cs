using Salam.Forum.Text;

namespace Salam.Forum.Media;

/// <summary>A picture as a form names it: one that was sent before, or that the post or comment already has.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Alt">What it shows, in words.</param>
public readonly record struct PictureDraft(Guid Key, string Alt)
{
    /// <summary>The same with its words as they are kept: in one line.</summary>
    public PictureDraft Normalised() => this with { Alt = Normalise.Input(Alt).ReplaceLineEndings(" ") };

    /// <summary>What is wrong with its words, which are normalised.</summary>
    public IEnumerable<Refusal> Refusals() => TextRules.Check(Alt, "Words", 0, Picture.AltMax).Select(refusal => refusal with { Field = PictureService.Field });
}

/// <summary>A picture as a page shows it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Width">Pixels of its widest form.</param>
/// <param name="Height">Pixels of that form, downwards.</param>
/// <param name="Alt">What it shows, in words; may be empty.</param>
/// <param name="Placeholder">As <see cref="Picture.Placeholder"/>.</param>
public sealed record PictureView(Guid Key, int Width, int Height, string Alt, string Placeholder);
