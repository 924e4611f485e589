namespace Salam.Forum.Browser.Hosting;

/// <summary>A visitor with a browser of her own, watched: whatever goes wrong in a page is written down and fails the test.</summary>
public sealed class Visit
{
    private static readonly string[] NetworkWords = ["net::", "htmx:sendError", "Failed to fetch"];

    private const string SumShifts = """
        window.shiftSum = 0; window.shiftOf = [];
        new PerformanceObserver((list) => list.getEntries().filter((e) => !e.hadRecentInput).forEach((e) => {
          window.shiftSum += e.value;
          e.sources.forEach((s) => window.shiftOf.push(s.node?.outerHTML?.slice(0, 80) ?? s.node?.textContent?.slice(0, 40)));
        })).observe({ type: 'layout-shift', buffered: true });
        """;

    /// <summary>How long a page may keep a test waiting. No measure of speed: a machine that is shared may stand still for half a minute.</summary>
    private const float PatienceMilliseconds = 60_000;

    private readonly string address;
    private readonly HashSet<int> allowed = [];
    private readonly List<string> troubles = [];
    private bool isCut;
    private string? elsewhere;

    static Visit() => SetDefaultExpectTimeout(PatienceMilliseconds);

    private Visit(IBrowserContext context, IPage page, Look look, string address) => (Context, Page, Look, this.address) = (context, page, look, address);

    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public Look Look { get; }

    /// <summary>What went wrong in the pages so far.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    /// <summary>Opens a browser and begins to watch it.</summary>
    public static async Task<Visit> OpenAsync(string address, Look look, string? state = null)
    {
        var context = await (await Chromium.Browser).NewContextAsync(look.Options(address, state));
        context.SetDefaultTimeout(PatienceMilliseconds);
        var visit = new Visit(context, await context.NewPageAsync(), look, address);
        visit.Watch();
        await context.AddInitScriptAsync(SumShifts);
        return visit;
    }

    /// <summary>Opens an address below the language: <c>best</c> is <c>/en/best</c>.</summary>
    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(path.StartsWith('/') || path.StartsWith("http", StringComparison.Ordinal) ? path : $"/{Look.Lang}/{path}");

    /// <summary>Says that answers with these statuses are part of the journey.</summary>
    public Visit Allow(params int[] statuses)
    {
        allowed.UnionWith(statuses);
        return this;
    }

    /// <summary>Says that this visitor leaves for another site, which is answered for here, so that nobody outside is asked.</summary>
    public Task LeaveForAsync(string site)
    {
        elsewhere = site;
        return Context.RouteAsync(site + "**", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Elsewhere</title><p>Here one gives." }));
    }

    /// <summary>Says that requests are made to fail on purpose.</summary>
    public void AllowFailing() => isCut = true;

    /// <summary>Asks axe about the page as it stands (WCAG 2.2 AA and good practice).</summary>
    public async Task BeAccessibleAsync() => troubles.AddRange((await Axe.AllAsync(Page)).Select(violation => $"{Short(Page.Url)}: {violation}"));

    /// <summary>Asks axe about the colours alone, after the theme was changed.</summary>
    public async Task BeLegibleAsync() => troubles.AddRange((await Axe.ColoursAsync(Page)).Select(violation => $"{Short(Page.Url)}: {violation}"));

    /// <summary>Asks that nothing of the page lies beyond the edge of the window.</summary>
    public async Task NotScrollSidewaysAsync()
    {
        var wide = await Page.EvaluateAsync<string?>("""
            () => {
              const [has, wants] = [document.documentElement.clientWidth, document.documentElement.scrollWidth];
              if (wants <= has) return null;
              const beyond = [...document.querySelectorAll('body *')].filter((e) => { const b = e.getBoundingClientRect(); return b.width && (b.right > has + 1 || b.left < -1); });
              return `${wants} of ${has}: ` + beyond.slice(0, 5).map((e) => e.tagName + '.' + e.className.baseVal).concat(beyond.slice(0, 5).map((e) => e.outerHTML.slice(0, 80))).join(' | ');
            }
            """);
        if (wide is not null)
            troubles.Add($"{Short(Page.Url)}: scrolls sideways: {wide}");
    }

    /// <summary>Asks that the page did not move under the reader's eyes while it came (the sum of its layout shifts).</summary>
    public async Task StandStillAsync(double limit)
    {
        var shift = await Page.EvaluateAsync<double>("() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(window.shiftSum || 0))))");
        if (shift >= limit)
            troubles.Add($"{Short(Page.Url)}: moved while it came, by {shift:0.000}: {await Page.EvaluateAsync<string>("() => (window.shiftOf || []).join(' | ')")}");
    }

    /// <summary>
    /// Has bars that stay in sight stand where they are written, so that none covers a part of the page. Rows that are laid out only when they come
    /// near are laid out, and fonts that come with them waited for: until then the page has a guessed height.
    /// </summary>
    public Task UnrollAsync() => Page.EvaluateAsync("""
        async () => {
          for (const row of document.querySelectorAll('.row')) row.style.contentVisibility = 'visible';
          window.unrolled = [...document.querySelectorAll('body, body *')].filter((e) => ['fixed', 'sticky'].includes(getComputedStyle(e).position));
          for (const bar of window.unrolled) bar.style.position = 'static';
          const frames = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
          await frames();
          await document.fonts.ready;
          await frames();
        }
        """);

    /// <summary>Lets the bars stay in sight again.</summary>
    public Task RollAsync() => Page.EvaluateAsync("() => { for (const bar of window.unrolled ?? []) bar.style.position = ''; }");

    /// <summary>Notes a trouble that a test found itself, so that one run tells them all.</summary>
    public void Note(string trouble) => troubles.Add($"{Short(Page.Url)}: {trouble}");

    private void Watch()
    {
        Context.Console += (_, message) =>
        {
            // A failing answer is reported by the response itself, with its status.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !IsExpected(message.Text))
                troubles.Add($"{Short(message.Page?.Url ?? "")}: console {message.Type}: {message.Text}");
        };
        Context.WebError += (_, error) => troubles.Add($"{Short(error.Page?.Url ?? "")}: script error: {error.Error}");
        Context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !(elsewhere is { } site && request.Url.StartsWith(site, StringComparison.Ordinal)))
                troubles.Add($"asked another host: {request.Url}");
        };
        Context.RequestFailed += (_, request) =>
        {
            // Leaving a page cuts what it was still loading.
            if (!isCut && request.Failure?.Contains("ERR_ABORTED", StringComparison.Ordinal) is not true)
                troubles.Add($"request failed: {request.Method} {Short(request.Url)} {request.Failure}");
        };
        Context.Response += (_, response) =>
        {
            if (response.Status >= 400 && !allowed.Contains(response.Status))
                troubles.Add($"{response.Status} {response.Request.Method} {Short(response.Url)}");
        };
    }

    private bool IsExpected(string text) => isCut && NetworkWords.Any(word => text.Contains(word, StringComparison.Ordinal));

    private string Short(string url) => url.Replace(address, "", StringComparison.Ordinal);
}
