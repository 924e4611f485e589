namespace Salam.Forum.Web.Pages.Settings;

/// <summary>What the forum holds of one, to be taken along; and the way out.</summary>
public sealed class DataModel : SettingsPage
{
    public override string Section => "Data";

    public void OnGet()
    {
    }
}
