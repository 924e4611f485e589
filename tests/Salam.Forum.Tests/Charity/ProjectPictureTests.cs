using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Pictures of projects: chosen in the form, there for whoever the project is there for, thrown away when they are taken out.</summary>
public sealed class ProjectPictureTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_project_has_the_pictures_of_its_form_in_their_order_and_the_first_stands_in_the_feed()
    {
        var world = await forum.CharityAsync();
        var (pump, well) = (await SendAsync(world.Staff), await SendAsync(world.Staff));
        Assert.True((await EditAsync(world, new PictureDraft(pump, "The pump"), new PictureDraft(well, ""))).Ok);
        Assert.Equal([(pump, "The pump"), (well, "")], (await OfAsync(world.Project)).Select(p => (p.Key, p.Alt)));
        Assert.True((await EditAsync(world, new PictureDraft(well, "The well"), new PictureDraft(pump, "The pump"))).Ok);
        Assert.Equal([(well, "The well"), (pump, "The pump")], (await OfAsync(world.Project)).Select(p => (p.Key, p.Alt)));
        await using var visit = forum.AsGuest();
        Assert.Equal(well, (await visit.Get<CharityFeedQueries>().PageAsync(new CharityRequest(), default)).Value.Projects.Items.Single(r => r.Id == world.Project).CoverKey);
        // The form of another of the staff names them, too.
        await using var staff = forum.As(world.Staff);
        Assert.Equal("The well again", (await staff.Get<PictureQueries>().NamedAsync([new PictureDraft(well, "The well again")], default)).Single().Alt);
        await using var stranger = forum.As(await forum.SisterAsync());
        Assert.Empty(await stranger.Get<PictureQueries>().NamedAsync([new PictureDraft(well, "")], default));
    }

    [Fact]
    public async Task A_picture_of_a_draft_is_there_for_its_staff_and_administrators_alone_and_for_everybody_once_it_is_open()
    {
        var world = await forum.CharityAsync();
        var key = await SendAsync(world.Staff);
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft() with { Pictures = [new PictureDraft(key, "The pump")] }, default))).Value;
        foreach (var viewer in new[] { Viewer.Guest, await forum.SisterAsync(), await forum.BrotherAsync(Role.Moderator) })
            Assert.Equal((null, 0), (await FindAsync(viewer, key), (await OfAsync(draft, viewer)).Count));
        foreach (var viewer in new[] { world.Staff, world.Administrator })
            Assert.Equal((BlobNames.OfPicture(key, 640), 1), (await FindAsync(viewer, key), (await OfAsync(draft, viewer)).Count));
        await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.SubmitAsync(draft, default));
        Assert.True((await forum.PublishAsync(world.Administrator, draft)).Ok);
        Assert.NotNull(await FindAsync(Viewer.Guest, key));
    }

    [Fact]
    public async Task What_the_form_does_not_name_any_more_is_thrown_away_and_a_picture_of_somebody_else_is_not_taken()
    {
        var world = await forum.CharityAsync();
        var (key, strange) = (await SendAsync(world.Staff), await SendAsync(await forum.SisterAsync()));
        Assert.True((await EditAsync(world, new PictureDraft(key, ""))).Ok);
        Expect.Refused(RefusalKind.Invalid, "PictureGone", await EditAsync(world, new PictureDraft(key, ""), new PictureDraft(strange, "")));
        Expect.Refused(RefusalKind.Invalid, "PicturesMany", await EditAsync(world, [.. Enumerable.Range(0, ProjectPicture.Most + 1).Select(_ => new PictureDraft(Guid.NewGuid(), ""))]));
        Assert.Single(await OfAsync(world.Project));
        Assert.True((await EditAsync(world)).Ok);
        Assert.Empty(await OfAsync(world.Project));
        Assert.Null(await FindAsync(Viewer.Guest, key));
        await using var visit = forum.AsGuest();
        Assert.Contains(await visit.Db.Outbox.Where(m => m.Kind == BlobRemoval.Name).Select(m => m.Payload).ToListAsync(), payload => payload.Contains($"{key:n}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_picture_is_said_to_show_is_judged()
    {
        var world = await forum.CharityAsync();
        var key = await SendAsync(world.Staff);
        Assert.Equal("Pictures", Expect.Refused(RefusalKind.Invalid, "WordsForbidden", await EditAsync(world, new PictureDraft(key, "Watch porn videos free now"))).Field);
    }

    private Task<Result<Done>> EditAsync(CharityWorld world, params PictureDraft[] pictures) =>
        forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, Charities.ProjectDraft() with { Pictures = pictures }, default));

    private Task<List<PictureView>> OfAsync(long project, Viewer? viewer = null) => forum.ActAsync<PictureQueries, List<PictureView>>(viewer ?? Viewer.Guest, q => q.OfProjectAsync(project, default));

    private Task<string?> FindAsync(Viewer viewer, Guid key) => forum.ActAsync<PictureQueries, string?>(viewer, q => q.FindAsync(key, 640, default));

    /// <summary>A picture that was sent and waits.</summary>
    private async Task<Guid> SendAsync(Viewer member)
    {
        await using var visit = forum.As(member);
        var upload = new PictureUpload { Key = Guid.NewGuid(), MemberId = member.MemberId, Width = 640, Height = 480, Placeholder = "", CreatedAt = forum.Clock.Now };
        visit.Db.PictureUploads.Add(upload);
        await visit.Db.SaveChangesAsync();
        return upload.Key;
    }
}
