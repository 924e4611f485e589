namespace Salam.Forum.Web;

/// <summary>Names the interface texts: <c>Resources/Texts.resx</c> and one file beside it for each further language.</summary>
public sealed class Texts;
