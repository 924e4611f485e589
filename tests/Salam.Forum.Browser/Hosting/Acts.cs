using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Browser.Hosting;

/// <summary>What visitors do again and again, done as they do it: through the forms.</summary>
public static class Acts
{
    /// <summary>The password of every member that the tests sign up.</summary>
    public const string Password = "a sentence for the tests";

    /// <summary>The password of a member of the demo, or of the tests.</summary>
    public static string PasswordOf(string handle) => DemoCommunity.LogIns.Any(known => known.Handle == handle) ? DemoCommunity.Password : Password;

    /// <summary>Logs in, and sees that it worked.</summary>
    public static async Task LogInAsync(Visit visit, string login, string? password = null)
    {
        await visit.GoAsync("account/login");
        await GiveLogInAsync(visit, login, password);
        await Expect(visit.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");
    }

    /// <summary>Fills in the log-in form and sends it.</summary>
    public static async Task GiveLogInAsync(Visit visit, string login, string? password = null)
    {
        await visit.Page.Locator("#Login").FillAsync(login);
        await visit.Page.Locator("#Password").FillAsync(password ?? PasswordOf(login));
        await visit.Page.Locator("main button[type=submit]").ClickAsync();
    }

    /// <summary>Logs out by the button of the settings.</summary>
    public static async Task LogOutAsync(Visit visit)
    {
        await visit.GoAsync("settings/profile");
        await visit.Page.Locator(".settings-list button").ClickAsync();
        await Expect(visit.Page.Locator("main .note--ok")).ToBeVisibleAsync();
    }

    /// <summary>Fills in the sign-up form and sends it.</summary>
    public static async Task SignUpAsync(Visit visit, string handle, Circle circle)
    {
        await visit.GoAsync("account/signup");
        await visit.Page.Locator("#Handle").FillAsync(handle);
        await visit.Page.Locator("#Email").FillAsync(Email(handle));
        await visit.Page.Locator("#Password").FillAsync(Password);
        await visit.Page.Locator($"input[name=Circle][value={circle}]").CheckAsync();
        await visit.Page.Locator("#Consent").CheckAsync();
        await visit.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(visit.Page.Locator("main .message h1")).ToBeVisibleAsync();
    }

    /// <summary>A member who joined long ago, whose word weighs in full.</summary>
    public static async Task<string> OldMemberAsync(Stage stage, Circle circle)
    {
        var handle = await stage.NewMemberAsync(circle);
        await stage.Desk.AgeAsync(handle);
        return handle;
    }

    /// <summary>Opens the link of a confirmation mail and confirms.</summary>
    public static async Task ConfirmAsync(Visit visit, string link)
    {
        await visit.Page.GotoAsync(link);
        await visit.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(visit.Page.Locator("main .note--ok")).ToBeVisibleAsync();
    }

    /// <summary>The address of a member that the tests sign up.</summary>
    public static string Email(string handle) => handle + "@tests.example";

    /// <summary>Writes a post and publishes it; returns its id.</summary>
    public static async Task<long> PostAsync(Visit visit, string title, string body, bool ownCircleOnly = false)
    {
        await visit.GoAsync("submit");
        await visit.Page.Locator("#Title").FillAsync(title);
        await visit.Page.Locator("#Body").FillAsync(body);
        if (ownCircleOnly)
            await visit.Page.Locator("input[name=OwnCircleOnly][value=true]").CheckAsync();
        await PublishAsync(visit);
        await Expect(visit.Page.Locator("h1.post-title")).ToHaveTextAsync(title);
        return IdOf(visit.Page.Url);
    }

    /// <summary>Presses the button that sends the composer.</summary>
    public static Task PublishAsync(Visit visit) => visit.Page.Locator("form[data-draft] button[type=submit]:not([formaction])").ClickAsync();

    /// <summary>Comments on the post that is open; returns the id of the comment.</summary>
    public static async Task<long> CommentAsync(Visit visit, string body)
    {
        await visit.Page.Locator("#body-0").FillAsync(body);
        await visit.Page.Locator("form.reply:has(#body-0) button[type=submit]").ClickAsync();
        var comment = visit.Page.Locator("#thread .comment", new() { HasText = body }).Last;
        await Expect(comment).ToBeVisibleAsync();
        return long.Parse((await comment.GetAttributeAsync("id"))![1..]);
    }

    /// <summary>Reports a thing, such as <c>post/12</c>, unless she did before.</summary>
    public static async Task ReportAsync(Visit visit, string thing, string rule, string words = "")
    {
        await visit.GoAsync("report/" + thing);
        var form = visit.Page.Locator("form:has(#Rule)");
        if (await form.CountAsync() == 0)
            return;
        await form.Locator($"input[name=Rule][value={rule}]").CheckAsync();
        await form.Locator("#Words").FillAsync(words);
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/report/sent$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Walks down the queue that is open, by key, until the case shows what is looked for.</summary>
    public static async Task WalkToCaseAsync(Visit moderator, ILocator thing)
    {
        var at = moderator.Page.Locator(".q[aria-current=true]");
        for (var (step, before) = (0, ""); step < 25 && !await thing.IsVisibleAsync(); step++)
        {
            await moderator.Page.Keyboard.PressAsync("j");
            await Expect(at).ToHaveCountAsync(1);
            // Until the next case is there, another key would go to the one before.
            await Expect(at).Not.ToHaveAttributeAsync("id", before);
            await Expect(moderator.Page.Locator("#case-h")).ToBeFocusedAsync();
            before = await at.GetAttributeAsync("id") ?? "";
        }
    }

    /// <summary>The id at the end of the address of a post.</summary>
    public static long IdOf(string url)
    {
        var path = new Uri(url).AbsolutePath;
        return long.Parse(path[(path.LastIndexOf('-') + 1)..]);
    }
}
