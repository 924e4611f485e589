using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class VoteJourneys(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task A_vote_goes_up_is_changed_is_taken_back_and_is_right_after_a_reload()
    {
        var (voter, box, before) = await OpenAsync("Voted up, down and not at all");
        await PressAsync(voter, box.Locator(".up"));
        await IsAsync(box, before + 1, up: true, down: false);
        await voter.Page.ReloadAsync();
        await IsAsync(box, before + 1, up: true, down: false);
        await PressAsync(voter, box.Locator(".down"));
        await IsAsync(box, before - 1, up: false, down: true);
        await voter.Page.ReloadAsync();
        await IsAsync(box, before - 1, up: false, down: true);
        await PressAsync(voter, box.Locator(".down"));
        await IsAsync(box, before, up: false, down: false);
        await voter.Page.ReloadAsync();
        await IsAsync(box, before, up: false, down: false);
    }

    [Fact]
    public async Task A_vote_shows_before_the_answer_comes()
    {
        var (voter, box, before) = await OpenAsync("Voted while the answer is under way");
        var answered = new TaskCompletionSource();
        await voter.Page.RouteAsync("**/vote/**", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        await box.Locator(".up").ClickAsync();
        await IsAsync(box, before + 1, up: true, down: false);
        var answer = voter.Page.WaitForResponseAsync(response => response.Url.Contains("/vote/", StringComparison.Ordinal));
        answered.SetResult();
        Assert.Equal(200, (await answer).Status);
        await IsAsync(box, before + 1, up: true, down: false);
    }

    [Theory]
    [InlineData("broken", "That did not work. Please try again.")]
    [InlineData("unreadable", "That did not work. Please try again.")]
    [InlineData("refused", "A told reason")]
    public async Task A_vote_that_fails_is_taken_back_and_said(string how, string said)
    {
        var (voter, box, before) = await OpenAsync($"Voted in vain: {how}");
        voter.Allow(500, 403).AllowFailing();
        await voter.Page.RouteAsync("**/vote/**", route => how switch
        {
            "broken" => route.AbortAsync("connectionreset"),
            "unreadable" => route.FulfillAsync(new() { Status = 500, Body = "<html>", ContentType = "text/html" }),
            _ => route.FulfillAsync(new() { Status = 403, Body = """{"error":"A told reason"}""", ContentType = "application/json" }),
        });
        await box.Locator(".up").ClickAsync();
        await Expect(voter.Page.Locator("#said")).ToHaveTextAsync(said);
        await IsAsync(box, before, up: false, down: false);
    }

    [Fact]
    public async Task Votes_work_in_the_feed_and_on_comments_and_not_on_ones_own_words()
    {
        var author = await MemberAsync("maryam");
        var id = await Acts.PostAsync(author, "A post to be voted on in the feed", "Do.");
        await Acts.CommentAsync(author, "And a comment to be voted on");
        await Expect(author.Page.Locator(".post .vote .up")).ToBeDisabledAsync();
        await Expect(author.Page.Locator("#thread .vote .up")).ToBeDisabledAsync();

        var voter = await MemberAsync("yusuf");
        await voter.GoAsync("new?circle=all");
        var row = voter.Page.Locator($"#p{id} .vote");
        await PressAsync(voter, row.Locator(".up"));
        await IsAsync(row, 1, up: true, down: false);
        await voter.GoAsync($"p/x-{id}");
        await IsAsync(voter.Page.Locator(".post .vote"), 1, up: true, down: false);
        var comment = voter.Page.Locator("#thread .vote");
        await PressAsync(voter, comment.Locator(".down"));
        await IsAsync(comment, -1, up: false, down: true);
        await voter.Page.ReloadAsync();
        await IsAsync(comment, -1, up: false, down: true);
    }

    private async Task<(Visit Voter, ILocator Box, int Score)> OpenAsync(string title)
    {
        var author = await MemberAsync("maryam");
        var id = await Acts.PostAsync(author, title, "Vote, please.");
        var voter = await MemberAsync("yusuf");
        await voter.GoAsync($"p/x-{id}");
        var box = voter.Page.Locator(".post .vote");
        return (voter, box, int.Parse(await box.Locator(".score").InnerTextAsync()));
    }

    /// <summary>Presses a button and waits until the forum knows.</summary>
    private static Task<IResponse> PressAsync(Visit visit, ILocator button) =>
        visit.Page.RunAndWaitForResponseAsync(() => button.ClickAsync(), answer => answer.Url.Contains("/vote/", StringComparison.Ordinal) && answer.Ok);

    /// <summary>What is written, what is told to screen readers, and which button is pressed.</summary>
    private static async Task IsAsync(ILocator box, int score, bool up, bool down)
    {
        var written = score < 0 ? "\u2212" + -score : score.ToString();
        await Expect(box.Locator(".score")).ToHaveTextAsync(written);
        await Expect(box).ToHaveAttributeAsync("aria-label", $"Score {written}");
        await Expect(box.Locator(".up")).ToHaveAttributeAsync("aria-pressed", up ? "true" : "false");
        await Expect(box.Locator(".down")).ToHaveAttributeAsync("aria-pressed", down ? "true" : "false");
    }
}
