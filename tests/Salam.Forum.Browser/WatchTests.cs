using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

/// <summary>The watch itself is tried: what it should notice is done on purpose.</summary>
[Collection(Reading.Name)]
public sealed class WatchTests(Stage stage)
{
    [Theory]
    [InlineData("a word on the console", "() => console.error('a planted word')", "a planted word")]
    [InlineData("an error of script", "() => setTimeout(() => { throw new Error('a planted error'); })", "a planted error")]
    [InlineData("a style against the policy", "() => { const style = document.createElement('style'); style.textContent = 'b{color:red}'; document.head.append(style); }", "Content Security Policy")]
    [InlineData("another host", "() => fetch('https://elsewhere.example/').catch(() => 0)", "elsewhere.example")]
    [InlineData("a missing file", "() => fetch('/no-such-file.css').then(() => 0)", "404 GET /no-such-file.css")]
    [InlineData("a picture without words", "() => { document.querySelector('main').append(document.createElement('img')); }", "axe image-alt")]
    [InlineData("a pale colour", "() => { const p = document.createElement('p'); p.textContent = 'pale'; p.attributeStyleMap.set('color', '#ddd'); document.querySelector('main').append(p); }", "axe color-contrast")]
    [InlineData("a part that is too wide", "() => { const p = document.createElement('p'); p.textContent = 'wide'; p.attributeStyleMap.set('inline-size', '3000px'); document.querySelector('main').append(p); }", "scrolls sideways")]
    [InlineData("a page that moves", "() => new Promise((tell) => { const p = document.createElement('p'); p.textContent = 'late'; p.attributeStyleMap.set('block-size', '300px'); document.querySelector('main').prepend(p); requestAnimationFrame(() => requestAnimationFrame(tell)); })", "moved while it came")]
    public async Task The_watch_notices(string what, string deed, string noticed)
    {
        var visit = await Visit.OpenAsync(stage.Forum.Address, new Look());
        await visit.GoAsync("best");
        Assert.Empty(visit.Troubles);
        await visit.Page.EvaluateAsync(deed);
        await visit.StandStillAsync(0.02);
        await visit.NotScrollSidewaysAsync();
        await visit.BeAccessibleAsync();
        await visit.Context.CloseAsync();
        Assert.True(visit.Troubles.Any(trouble => trouble.Contains(noticed, StringComparison.Ordinal)), $"{what} went unnoticed: {string.Join('\n', visit.Troubles)}");
    }
}
