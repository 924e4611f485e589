using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Foundations apply, are vetted step by step, keep the badge for a term and act through their staff alone.</summary>
public sealed class FoundationTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Nobody_acts_for_a_foundation_without_a_second_factor()
    {
        var member = await forum.SisterAsync();
        Expect.Refused(RefusalKind.Forbidden, "StaffSecondFactor", await ApplyAsync(member));
        Expect.LogIn(await ApplyAsync(Viewer.Guest));
        var staff = member with { HasSecondFactor = true };
        var foundation = (await ApplyAsync(staff)).Value;
        Expect.Refused(RefusalKind.Forbidden, "StaffSecondFactor", await forum.ActAsync<FoundationService, Result<Done>>(member, s => s.EditAsync(foundation, Charities.Draft(), default)));
        Expect.Missing(await forum.ActAsync<FoundationService, Result<Done>>((await forum.SisterAsync()) with { HasSecondFactor = true }, s => s.EditAsync(foundation, Charities.Draft(), default)));
    }

    [Fact]
    public async Task Until_it_is_vetted_only_its_staff_and_administrators_see_a_foundation_and_its_drafts()
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var foundation = (await ApplyAsync(staff)).Value;
        var project = (await forum.ActAsync<ProjectService, Result<long>>(staff, s => s.CreateAsync(foundation, Charities.ProjectDraft(), default))).Value;
        foreach (var (viewer, isStaff) in new[] { (Viewer.Guest, false), (await forum.SisterAsync(), false), (await forum.BrotherAsync(Role.Moderator), false), (await forum.BrotherAsync(Role.Administrator), false), (staff, true) })
        {
            await using var visit = forum.As(viewer);
            var (f, p) = (await visit.Db.Foundations.IgnoreQueryFilters().FirstAsync(x => x.Id == foundation), await visit.Db.Projects.IgnoreQueryFilters().FirstAsync(x => x.Id == project));
            var seen = isStaff || viewer.Role == Role.Administrator;
            Assert.Equal((seen, seen), (f.IsVisibleTo(viewer, isStaff), p.IsVisibleTo(viewer, isStaff)));
            Assert.Equal(seen, await visit.Db.Foundations.AnyAsync(x => x.Id == foundation));
            Assert.Equal(seen, await visit.Db.Projects.AnyAsync(x => x.Id == project));
            Assert.Equal(seen, await visit.Get<FoundationQueries>().ShowAsync(foundation, default) is not null);
            Assert.Equal(seen, await visit.Get<ProjectQueries>().ShowAsync(project, default) is not null);
            Assert.Equal(seen, (await visit.Get<FoundationQueries>().DeskAsync(foundation, default)).Ok);
            Assert.Equal(seen, (await visit.Get<ProjectQueries>().OfFoundationAsync(foundation, null, default)).Value.Items.Count == 1);
        }
    }

    [Fact]
    public async Task Another_site_of_a_foundation_that_was_vetted_is_written_in_the_log_and_one_of_an_applicant_is_not()
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var administrator = await forum.BrotherAsync(Role.Administrator);
        var draft = Charities.Draft();
        var foundation = (await forum.ActAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(draft, default))).Value;
        Assert.True((await forum.ActAsync<FoundationService, Result<Done>>(staff, s => s.EditAsync(foundation, draft with { Site = "https://first.example" }, default))).Ok);
        await forum.VetAsync(administrator, foundation);
        Assert.True((await forum.ActAsync<FoundationService, Result<Done>>(staff, s => s.EditAsync(foundation, draft with { Site = "https://first.example", Contact = "another office" }, default))).Ok);
        Assert.True((await forum.ActAsync<FoundationService, Result<Done>>(staff, s => s.EditAsync(foundation, draft with { Site = "https://second.example" }, default))).Ok);
        await using var visit = forum.As(administrator);
        var entry = Assert.Single(await visit.Db.ModerationLog.Where(e => e.Kind == ThingKind.Foundation && e.ThingId == foundation && e.Act == Act.FoundationSiteChanged).ToListAsync());
        Assert.Equal(("https://first.example", (long?)staff.MemberId), (entry.Words, entry.ActorId));
    }

    [Theory]
    [InlineData("RegisterNumber")]
    [InlineData("Site")]
    public async Task What_was_looked_up_before_the_application_changed_counts_for_nothing(string changed)
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var administrator = await forum.BrotherAsync(Role.Administrator);
        var draft = Charities.Draft();
        var foundation = (await forum.ActAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(draft, default))).Value;
        foreach (var step in Enum.GetValues<VettingStep>())
            Assert.True((await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, step, "Looked up.", default))).Ok);
        var other = changed == "Site" ? draft with { Site = "https://other.example" } : draft with { RegisterNumber = Charities.Draft().RegisterNumber };
        Assert.True((await forum.ActAsync<FoundationService, Result<Done>>(staff, s => s.EditAsync(foundation, other, default))).Ok);
        Expect.Refused(RefusalKind.Conflict, "VettingSteps", await VetAsync(administrator, foundation));
    }

    [Fact]
    public async Task The_badge_takes_every_step_lasts_a_year_and_lapses()
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var (administrator, foundation) = (await forum.BrotherAsync(Role.Administrator), (await ApplyAsync(staff)).Value);
        foreach (var step in Enum.GetValues<VettingStep>())
        {
            Expect.Refused(RefusalKind.Conflict, "VettingSteps", await VetAsync(administrator, foundation));
            Expect.Missing(await forum.ActAsync<VettingService, Result<Done>>(await forum.BrotherAsync(Role.Moderator), v => v.CheckAsync(foundation, step, "Looked up.", default)));
            Assert.True((await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, step, "Looked up.", default))).Ok);
        }
        Assert.Equal(forum.Clock.Now.AddMonths(12), (await VetAsync(administrator, foundation)).Value);
        Expect.Refused(RefusalKind.Conflict, "VettedStill", await VetAsync(administrator, foundation));
        Assert.Equal(5, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Kind = 4 AND ThingId = {foundation} AND Act = {(int)Act.FoundationChecked} AND ActorId = {administrator.MemberId}"));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Kind = 4 AND ThingId = {foundation} AND Act = {(int)Act.FoundationVetted}"));
        var view = await ShowAsync(foundation);
        Assert.Equal((true, Role.Administrator), (view!.IsVetted, view.VettedBy));
        var start = forum.Clock.Now;
        try
        {
            // Renewed in its last weeks it goes on from its end, and every step is taken anew.
            forum.Clock.Now = start.AddMonths(11).AddDays(15);
            Expect.Refused(RefusalKind.Conflict, "VettingSteps", await VetAsync(administrator, foundation));
            await forum.VetAsync(administrator, foundation);
            Assert.Equal(start.AddMonths(24), (await ShowAsync(foundation))!.VettedUntil);
            forum.Clock.Now = start.AddMonths(24);
            Assert.False((await ShowAsync(foundation))!.IsVetted);
        }
        finally
        {
            forum.Clock.Now = start;
        }
    }

    [Fact]
    public async Task What_the_register_says_stays_while_it_is_vetted_and_a_policy_is_never_overwritten()
    {
        var world = await forum.CharityAsync();
        var desk = (await forum.ActAsync<FoundationQueries, Result<FoundationDesk>>(world.Staff, q => q.DeskAsync(world.Foundation, default))).Value;
        var draft = new FoundationDraft
        {
            Name = desk.Foundation.Name, Country = desk.Foundation.Country, Register = desk.Foundation.Register, RegisterNumber = desk.Foundation.RegisterNumber, Site = "https://new.example", Contact = "us", Policy = "Another policy.",
        };
        Expect.Refused(RefusalKind.Conflict, "FoundationVetted", await EditAsync(world, draft with { Name = "Another name" }));
        Assert.True((await EditAsync(world, draft)).Ok);
        Assert.Equal((2, "https://new.example"), ((await ShowAsync(world.Foundation))!.PolicyVersion, (await ShowAsync(world.Foundation))!.Site));
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM ZakatPolicies WHERE FoundationId = {world.Foundation}"));
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await EditAsync(world, draft with { Version = 5 }));
    }

    [Fact]
    public async Task A_register_number_is_nobodys_until_it_is_vetted_and_vetted_once()
    {
        var (first, second, third) = ((await forum.SisterAsync()) with { HasSecondFactor = true }, (await forum.SisterAsync()) with { HasSecondFactor = true }, (await forum.SisterAsync()) with { HasSecondFactor = true });
        var (administrator, draft) = (await forum.BrotherAsync(Role.Administrator), Charities.Draft());
        // Who applies with another's number neither keeps it nor learns that somebody has it.
        var squatted = (await forum.ActAsync<FoundationService, Result<long>>(first, s => s.ApplyAsync(draft, default))).Value;
        var owned = (await forum.ActAsync<FoundationService, Result<long>>(second, s => s.ApplyAsync(draft, default))).Value;
        await forum.VetAsync(administrator, owned);
        foreach (var step in Enum.GetValues<VettingStep>())
            _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(squatted, step, "Looked up.", default))).Value;
        Expect.Refused(RefusalKind.Conflict, "FoundationTaken", await VetAsync(administrator, squatted));
        Expect.Refused(RefusalKind.Conflict, "FoundationTaken", await forum.ActAsync<FoundationService, Result<long>>(third, s => s.ApplyAsync(draft, default)));
    }

    [Fact]
    public async Task Papers_that_come_or_go_are_read_again_before_the_badge_and_so_is_what_was_changed()
    {
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var (administrator, draft) = (await forum.BrotherAsync(Role.Administrator), Charities.Draft());
        var foundation = (await forum.ActAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(draft, default))).Value;
        foreach (var step in Enum.GetValues<VettingStep>())
            _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, step, "Looked up.", default))).Value;
        await PaperAsync(DocumentKind.AnnualReport);
        Assert.Equal(5, await ChecksAsync());
        await PaperAsync(DocumentKind.Registration);
        Assert.Equal(4, await ChecksAsync());
        Expect.Refused(RefusalKind.Conflict, "VettingSteps", await VetAsync(administrator, foundation));
        _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, VettingStep.Documents, "Read.", default))).Value;
        var paper = await forum.NumberAsync($"SELECT Id FROM FoundationDocuments WHERE FoundationId = {foundation} AND Kind = 1");
        Assert.True((await forum.ActAsync<DocumentService, Result<Done>>(staff, s => s.RemoveAsync(foundation, paper, default))).Ok);
        Assert.Equal(4, await ChecksAsync());
        _ = (await forum.ActAsync<VettingService, Result<Done>>(administrator, v => v.CheckAsync(foundation, VettingStep.Documents, "Read.", default))).Value;
        Assert.True((await forum.ActAsync<FoundationService, Result<Done>>(staff, s => s.EditAsync(foundation, draft with { Contact = "somebody else" }, default))).Ok);
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await forum.ActAsync<VettingService, Result<DateTime>>(administrator, v => v.VetAsync(foundation, 0, default)));
        Assert.True((await VetAsync(administrator, foundation)).Ok);

        Task<long> ChecksAsync() => forum.NumberAsync($"SELECT COUNT(*) FROM VettingChecks WHERE FoundationId = {foundation}");

        async Task PaperAsync(DocumentKind kind)
        {
            using var file = new MemoryStream("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"u8.ToArray());
            Assert.True((await forum.ActAsync<DocumentService, Result<Done>>(staff, s => s.AddPdfAsync(foundation, new DocumentDraft(kind, "A paper", 2025), file, default))).Ok);
        }
    }

    [Fact]
    public async Task Who_acts_now_is_told_and_the_keys_of_a_foundation_that_nobody_acts_for_are_retired()
    {
        var (world, member) = (await forum.CharityAsync(), await forum.SisterAsync());
        Assert.True((await forum.ActAsync<StaffService, Result<Done>>(world.Staff, s => s.AddAsync(world.Foundation, member.Handle, default))).Ok);
        Assert.True((await forum.ActAsync<StaffService, Result<Done>>(member with { HasSecondFactor = true }, s => s.RemoveAsync(world.Foundation, world.Staff.Handle, default))).Ok);
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(world.Administrator, s => s.PauseAsync(world.Project, "The account could not be found.", default))).Ok);
        var told = $"SELECT COUNT(*) FROM Notices WHERE EntryId = (SELECT MAX(Id) FROM ModerationLog WHERE Act = {(int)Act.ProjectPaused} AND ThingId = {world.Project}) AND MemberId = ";
        Assert.Equal((1, 0), (await forum.NumberAsync(told + member.MemberId), await forum.NumberAsync(told + world.Staff.MemberId)));
        Assert.True((await forum.ActAsync<Salam.Forum.Charity.Donations.HookKeyService, Result<Salam.Forum.Charity.Donations.NewHookKey>>(member with { HasSecondFactor = true }, k => k.AddAsync(world.Foundation, default))).Ok);
        Assert.True((await forum.ActAsync<LeaveService, Result<Done>>(member, s => s.LeaveAsync(ForumFixture.Password, keepWords: true, default))).Ok);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM HookKeys WHERE FoundationId = {world.Foundation} AND RetiredAt IS NULL"));
    }

    [Fact]
    public async Task Staff_names_staff_and_the_last_one_stays()
    {
        var (world, member) = (await forum.CharityAsync(), await forum.SisterAsync());
        Expect.Refused(RefusalKind.Conflict, "StaffLast", await forum.ActAsync<StaffService, Result<Done>>(world.Staff, s => s.RemoveAsync(world.Foundation, world.Staff.Handle, default)));
        Expect.Missing(await forum.ActAsync<StaffService, Result<Done>>(member with { HasSecondFactor = true }, s => s.AddAsync(world.Foundation, member.Handle, default)));
        Assert.True((await forum.ActAsync<StaffService, Result<Done>>(world.Staff, s => s.AddAsync(world.Foundation, member.Handle, default))).Ok);
        Assert.True((await forum.ActAsync<StaffService, Result<Done>>(member with { HasSecondFactor = true }, s => s.RemoveAsync(world.Foundation, world.Staff.Handle, default))).Ok);
        Expect.Missing(await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.CloseAsync(world.Project, default)));
    }

    [Fact]
    public async Task Documents_are_pdfs_and_the_reports_of_years_are_public()
    {
        var world = await forum.CharityAsync();
        var pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"u8.ToArray();
        Assert.True((await AddAsync(DocumentKind.Registration, pdf)).Ok);
        Assert.True((await AddAsync(DocumentKind.AnnualReport, pdf)).Ok);
        foreach (var wrong in new[] { "<html>%PDF-1.7 %%EOF"u8.ToArray(), "%PDF-1.7\n"u8.ToArray(), [], [.. pdf, .. new byte[2_000]] })
            Expect.Refused(RefusalKind.Invalid, "DocumentFormat", await AddAsync(DocumentKind.Other, wrong));
        Expect.Refused(RefusalKind.Invalid, "DocumentBytes", await AddAsync(DocumentKind.Other, [.. pdf, .. new byte[FoundationDocument.BytesMax], .. pdf]));
        var documents = (await forum.ActAsync<FoundationQueries, Result<FoundationDesk>>(world.Staff, q => q.DeskAsync(world.Foundation, default))).Value.Documents;
        foreach (var (viewer, count) in new[] { (Viewer.Guest, 1), (world.Administrator, 2), (world.Staff, 2), (world.Staff with { HasSecondFactor = false }, 1) })
        {
            var seen = 0;
            foreach (var document in documents)
                seen += await forum.ActAsync<FoundationQueries, DocumentFile?>(viewer, q => q.DocumentAsync(document.Key, default)) is null ? 0 : 1;
            Assert.Equal(count, seen);
        }
        await using var visit = forum.AsGuest();
        await using var kept = await visit.Get<IBlobs>().OpenAsync(BlobNames.OfPdf(documents[0].Key), default);
        Assert.Equal(pdf.Length, kept!.Length);
        for (var i = 2; i < FoundationDocument.Most; i++)
            Assert.True((await AddAsync(DocumentKind.Other, pdf)).Ok);
        Expect.Refused(RefusalKind.Conflict, "DocumentsMany", await AddAsync(DocumentKind.Other, pdf));
        Assert.True((await forum.ActAsync<DocumentService, Result<Done>>(world.Staff, s => s.RemoveAsync(world.Foundation, documents[0].Id, default))).Ok);

        async Task<Result<Done>> AddAsync(DocumentKind kind, byte[] bytes)
        {
            using var file = new MemoryStream(bytes);
            return await forum.ActAsync<DocumentService, Result<Done>>(world.Staff, s => s.AddPdfAsync(world.Foundation, new DocumentDraft(kind, "A paper", 2025), file, default));
        }
    }

    private Task<Result<long>> ApplyAsync(Viewer viewer) => forum.ActAsync<FoundationService, Result<long>>(viewer, s => s.ApplyAsync(Charities.Draft(), default));

    private Task<Result<DateTime>> VetAsync(Viewer viewer, long id) => forum.GiveBadgeAsync(viewer, id);

    private Task<Result<Done>> EditAsync(CharityWorld world, FoundationDraft draft) => forum.ActAsync<FoundationService, Result<Done>>(world.Staff, s => s.EditAsync(world.Foundation, draft, default));

    private Task<FoundationView?> ShowAsync(long id) => forum.ActAsync<FoundationQueries, FoundationView?>(Viewer.Guest, q => q.ShowAsync(id, default));
}
