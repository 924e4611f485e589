namespace Salam.Forum.Browser.Hosting;

/// <summary>What visitors do again and again, done as they do it: by labels and buttons.</summary>
public static class Acts
{
    /// <summary>Logs in a member of the demo community.</summary>
    public static async Task LogInAsync(Visit visit, string handle, string password = Salam.Forum.Data.DemoCommunity.Password)
    {
        await visit.GoAsync("account/login");
        await visit.Page.Locator("main input[name=Name]").FillAsync(handle);
        await visit.Page.Locator("main input[name=Password]").FillAsync(password);
        await visit.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(visit.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");
    }
}
