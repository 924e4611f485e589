using Deque.AxeCore.Commons;

namespace Salam.Forum.Browser.Hosting;

/// <summary>
/// Asks axe what hinders people in a page. The page has no frames of other hosts, so axe runs in it once, without the second window that it
/// needs for those.
/// </summary>
public static class Axe
{
    /// <summary>WCAG 2.2 AA and good practice; but members may skip levels of headings in their own texts.</summary>
    private const string All = """
        { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }, rules: { 'heading-order': { enabled: false } }, resultTypes: ['violations'] }
        """;

    private const string Colours = "{ runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] }";

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Has every page of a visitor bring axe along, which takes a third of the time where each of them is asked about: it is sent and read once.</summary>
    public static Task BringAsync(IBrowserContext context) => context.AddInitScriptAsync(Script);

    /// <summary>What is wrong, one sentence each.</summary>
    public static Task<string[]> AllAsync(IPage page) => RunAsync(page, All);

    /// <summary>What is wrong with the colours alone.</summary>
    public static Task<string[]> ColoursAsync(IPage page) => RunAsync(page, Colours);

    private static async Task<string[]> RunAsync(IPage page, string options)
    {
        if (!await page.EvaluateAsync<bool>("() => !!window.axe"))
            await page.EvaluateAsync(Script);
        // From the top of the page: wherever it is scrolled to, the bar that stays in view lies over half of some link, which one scroll more mends.
        return await page.EvaluateAsync<string[]>($$"""
            async () => {
              const from = scrollY;
              scrollTo({ top: 0, behavior: 'instant' });
              const found = (await axe.run(document, {{options}})).violations.map((violation) => `axe ${violation.id}: ${violation.help}\n    `
                + violation.nodes.slice(0, 4).map((node) => `${node.target} ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}`).join('\n    '));
              scrollTo({ top: from, behavior: 'instant' });
              return found;
            }
            """);
    }
}
