using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Browser.Hosting;

/// <summary>What the journeys of one collection share: a forum, and who is logged in to it.</summary>
public partial class Stage : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> states = new(StringComparer.Ordinal);
    private ForumProcess? forum;
    private int members;
    private bool isJudged;

    public ForumProcess Forum => forum!;

    /// <summary>What the forum is started with.</summary>
    protected virtual (string Name, string Value)[] Settings => [];

    /// <summary>What is done beside the pages.</summary>
    public Desk Desk { get; private set; } = null!;

    /// <inheritdoc/>
    public virtual async Task InitializeAsync()
    {
        forum = await ForumProcess.StartAsync(Settings);
        Desk = new Desk(forum);
    }

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        var complaints = Forum.Complaints.ToList();
        await Desk.DisposeAsync();
        await Forum.DisposeAsync();
        Assert.True(complaints.Count == 0, "The forum complained:\n" + string.Join('\n', complaints));
    }

    /// <summary>Has something decided, so that the pages about decisions are not empty: a warning with its appeal, and a removal.</summary>
    public async Task JudgedAsync()
    {
        if (isJudged)
            return;
        isJudged = true;
        var desk = Desk;
        await desk.ReportAsync(Sights.Member, 8);
        var warned = await desk.DecideAsync(Sights.Moderator, "yusuf", 32, new Decision(Act.Warned, Rules.Backbiting, "Please leave names out of it, even where you are right.\nMay Allah reward you."));
        await desk.AppealAsync(Sights.Member, warned, "I named nobody. Perhaps the last line was misread?");
        await desk.DecideAsync(Sights.Moderator, "yusuf", 31, new Decision(Act.Warned, Rules.Insult, "يُرجى ألا يُذكر أحد باسمه."));
        await desk.DecideAsync(Sights.Moderator, Sights.Member, 26, new Decision(Act.SlowModeSet, Minutes: 5));
    }

    /// <summary>The cookies of a logged-in member; logs in once.</summary>
    public async Task<string> StateAsync(string handle) => states.TryGetValue(handle, out var known) ? known : states[handle] = await LoggedInAsync(handle);

    /// <summary>A new member, logged in; returns her handle.</summary>
    public async Task<string> NewMemberAsync(Circle circle)
    {
        var handle = $"{(circle == Circle.Sisters ? "sister" : "brother")}_{Interlocked.Increment(ref members)}";
        await Desk.JoinAsync(handle, circle);
        states[handle] = await LoggedInAsync(handle);
        return handle;
    }

    /// <summary>Sends the log-in form without drawing its page, which is looked at where logging in is what is tested.</summary>
    private async Task<string> LoggedInAsync(string handle)
    {
        const string form = "/en/account/login";
        var visitor = await Chromium.WithoutWindowAsync(Forum.Address);
        var fields = visitor.CreateFormData();
        fields.Set("Login", handle).Set("Password", Acts.PasswordOf(handle)).Set("token", Token().Match(await (await visitor.GetAsync(form)).TextAsync()).Value);
        var answer = await visitor.PostAsync(form, new() { Form = fields, MaxRedirects = 0 });
        Assert.True(answer.Status == 302, $"{handle} was not logged in: {answer.Status}");
        var state = await visitor.StorageStateAsync();
        await visitor.DisposeAsync();
        return state;
    }

    [GeneratedRegex("(?<=name=\"?token\"?[^>]* value=\"?)[^\" >]+", RegexOptions.None, 1_000)]
    private static partial Regex Token();
}
