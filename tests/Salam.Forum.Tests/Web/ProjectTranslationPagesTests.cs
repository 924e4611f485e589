using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Charity;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>A forum with foundations and an engine that is the operator's own.</summary>
public sealed class TranslatingCharitySite : CharitySite
{
    public FakeEngine Engine { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITranslationEngine>(Engine));
    }
}

/// <summary>Projects as they are read in another language than they were written in, and with their pictures.</summary>
public sealed class ProjectTranslationPagesTests(TranslatingCharitySite site) : IClassFixture<TranslatingCharitySite>
{
    [Fact]
    public async Task A_project_its_news_and_its_row_are_shown_in_the_readers_language_with_the_original_behind_one_tap()
    {
        var charity = await site.CharityAsync();
        await site.ActAsync<ProjectNewsService, Result<long>>(site.Staff, s => s.TellAsync(charity.Project, null, "The drill has arrived.", default));
        var path = $"/es/charity/a-well-for-the-village-{charity.Project}";
        var first = (await site.Guest().GetAsync(path + "?sort=new")).Page;
        Assert.Equal($"g{charity.Project}", first.QuerySelector("[data-under-way]")!.GetAttribute("data-under-way"));
        for (var i = 0; i < 200 && await site.DbAsync(db => db.TranslatedTexts.CountAsync(t => t.State == TranslationState.Ready)) < 2; i++)
            await Task.Delay(50);
        var reader = site.Guest();
        var page = (await reader.GetAsync(path)).Page;
        Assert.Equal(("es", FakeEngine.Translated("A well for the village")), (page.QuerySelector("h1")!.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal("A well for the village", page.QuerySelector("details.orig .orig-title")!.TextContent);
        Assert.Equal("en", page.QuerySelector("details.orig > div")!.GetAttribute("lang"));
        Assert.Contains(FakeEngine.Translated("The drill has arrived."), page.QuerySelector(".gift-update > .prose")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("meta[name=robots][content=noindex]"));
        var row = (await reader.GetAsync("/es/charity")).Page.QuerySelector($"#g{charity.Project}")!;
        Assert.Equal(FakeEngine.Translated("A well for the village"), row.QuerySelector("h2")!.TextContent);
        Assert.Equal("A well for the village", (await reader.GetAsync("/en/charity")).Page.QuerySelector($"#g{charity.Project} h2")!.TextContent);
        // Asked for by hand it is there already, and she is led back.
        Assert.Equal(302, (await (await site.SignInAsync(Cast.Brother2)).PostAsync(Paths.Translate("es", ThingKind.Project, charity.Project), [])).Status);
    }

    [Fact]
    public async Task The_pictures_of_a_project_stand_on_its_page_and_the_first_in_its_row_and_in_previews()
    {
        var charity = await site.CharityAsync();
        var keys = new[] { Guid.NewGuid(), Guid.NewGuid() };
        await site.DbAsync(async db =>
        {
            db.ProjectPictures.AddRange(keys.Select((key, place) => new ProjectPicture { Key = key, ProjectId = charity.Project, Place = place, Width = 640, Height = 480, Alt = $"Picture {place}", Placeholder = "" }));
            return await db.SaveChangesAsync();
        });
        var page = (await site.Guest().GetAsync($"/en/charity/a-well-for-the-village-{charity.Project}")).Page;
        Assert.Equal(["Picture 0", "Picture 1"], page.QuerySelectorAll(".project .pics img[srcset]").Select(i => i.GetAttribute("alt")!));
        Assert.EndsWith(Paths.Picture(keys[0], 640), page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Equal(Paths.Picture(keys[0], PictureSizes.Smallest(640)), (await (await site.SignInAsync(Cast.Brother2)).GetAsync("/en/charity")).Page.QuerySelector($"#g{charity.Project} > .cover img")!.GetAttribute("src"));
    }
}
