using Salam.Forum.Charity;

namespace Salam.Forum.Web.Hosting;

/// <summary>The fields of a foundation's form.</summary>
/// <param name="Draft">What stands in them.</param>
/// <param name="IsFixed">Whether what the register says may be changed no more.</param>
/// <param name="Page">The page that knows what is wrong with them.</param>
public sealed record FoundationFields(FoundationDraft Draft, bool IsFixed, ForumPage Page);
