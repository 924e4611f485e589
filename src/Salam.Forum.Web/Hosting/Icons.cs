namespace Salam.Forum.Web.Hosting;

/// <summary>The sheet of icons.</summary>
public sealed class Icons(Assets assets)
{
    /// <summary>The address of the sheet; an icon is a part of it, named after a <c>#</c>.</summary>
    public string Path => field ??= assets["i.svg"];
}
