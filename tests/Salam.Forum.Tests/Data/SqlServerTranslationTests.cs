using System.Reflection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Comments;
using Salam.Forum.Data.Archive;
using Salam.Forum.Feeds;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Data;

/// <summary>Every query that a screen runs translates to SQL Server's dialect too.</summary>
public sealed class SqlServerTranslationTests
{
    private const string After = "80000000-5";
    private static readonly Viewer Member = new() { MemberId = 7, Handle = "fulana", Circle = Circle.Sisters };

    /// <summary>How each query is called, with everything its shape depends on; a query that is not here fails the last test.</summary>
    private static readonly Dictionary<string, Func<Visit, Task>> Calls = new(StringComparer.Ordinal)
    {
        ["FeedQueries.PageAsync"] = async v =>
        {
            foreach (var kind in Enum.GetValues<FeedKind>())
            {
                foreach (var period in Enum.GetValues<Period>())
                {
                    foreach (var circle in new Circle?[] { null, Circle.Brothers })
                    {
                        await v.Feeds.PageAsync(new FeedRequest(kind, circle, period), default);
                        await v.Feeds.PageAsync(new FeedRequest(kind, circle, period, After), default);
                    }
                }
            }
        },
        ["FeedQueries.BestOfDayAsync"] = v => v.Feeds.BestOfDayAsync(5, default),
        ["PostQueries.ShowAsync"] = v => v.PostPages.ShowAsync(1, default),
        ["PictureQueries.FindAsync"] = v => v.Get<PictureQueries>().FindAsync(Guid.NewGuid(), 480, default),
        ["LinkCardQueries.OfPostAsync"] = v => v.Get<LinkCardQueries>().OfPostAsync(1, default, default),
        ["PictureQueries.OfPostAsync"] = v => v.Get<PictureQueries>().OfPostAsync(1, default),
        ["PictureQueries.OfProjectAsync"] = v => v.Get<PictureQueries>().OfProjectAsync(1, default),
        ["PictureQueries.NamedAsync"] = v => v.Get<PictureQueries>().NamedAsync([new PictureDraft(Guid.NewGuid(), "")], default),
        ["CharityDeskQueries.HeadAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<CharityDeskQueries>().HeadAsync(1, default))),
        ["CharityDeskQueries.ProjectsAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<CharityDeskQueries>().ProjectsAsync(1, default))),
        ["CharityDeskQueries.SaidAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<CharityDeskQueries>().SaidAsync(1, default))),
        ["CharityReviewQueries.CountAsync"] = v => AsReviewersAsync(v, () => v.Get<CharityReviewQueries>().CountAsync(default)),
        ["CharityReviewQueries.ProjectsAsync"] = v => AsReviewersAsync(v, () => v.Get<CharityReviewQueries>().ProjectsAsync(default)),
        ["CharityReviewQueries.DifferencesAsync"] = v => AsReviewersAsync(v, () => v.Get<CharityReviewQueries>().DifferencesAsync(default)),
        ["ProjectWordsQueries.ListAsync"] = v => AsReviewersAsync(v, () => v.Get<ProjectWordsQueries>().ListAsync(default)),
        ["ProjectWordsQueries.OfAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<ProjectWordsQueries>().OfAsync(1, default))),
        ["ProjectFollowQueries.NewsAsync"] = v => BesideAsync(v, () => v.Get<ProjectFollowQueries>().NewsAsync(After, 5, default)),
        ["ProjectFollowQueries.MineAsync"] = v => v.Get<ProjectFollowQueries>().MineAsync(default),
        ["ProjectCardQueries.CitedByAsync"] = v => v.Get<ProjectCardQueries>().CitedByAsync(null, "<p>/en/charity/a-well-1</p>", default),
        ["PostQueries.OwnAsync"] = v => v.PostPages.OwnAsync(1, default),
        ["PostQueries.PublicAsync"] = v => v.PostPages.PublicAsync(0, 10, default),
        ["PostQueries.LastPublicAsync"] = v => v.PostPages.LastPublicAsync(default),
        ["CommentQueries.OfPostAsync"] = async v =>
        {
            foreach (var sort in Enum.GetValues<CommentSort>())
            {
                await v.Threads.OfPostAsync(1, sort, null, default);
                await v.Threads.OfPostAsync(1, sort, After, default);
            }
        },
        ["CommentQueries.ThreadAsync"] = async v =>
        {
            foreach (var sort in Enum.GetValues<CommentSort>())
                Assert.NotNull(await v.Threads.ThreadAsync(1, 2, sort, default));
        },
        ["CommentQueries.SourceAsync"] = v => v.Threads.SourceAsync(1, default),
        ["CommentQueries.OfMemberAsync"] = async v =>
        {
            await v.Threads.OfMemberAsync(1, null, default);
            await v.Threads.OfMemberAsync(1, After, default);
        },
        ["OwnCommentQueries.ToDeleteAsync"] = v => v.Get<OwnCommentQueries>().ToDeleteAsync(1, default),
        ["OwnCommentQueries.StrandedAsync"] = async v =>
        {
            // A guest has written nothing, and nothing is asked for her.
            await v.Threads.OfMemberAsync(1, null, default);
            await v.Get<OwnCommentQueries>().StrandedAsync(null, default);
            await v.Get<OwnCommentQueries>().StrandedAsync(After, default);
        },
        ["MemberQueries.ProfileAsync"] = v => v.Members.ProfileAsync("fulana", default),
        ["MemberQueries.PostsAsync"] = async v =>
        {
            await v.Members.PostsAsync(1, null, default);
            await v.Members.PostsAsync(1, After, default);
        },
        ["MemberQueries.FindAsync"] = async v =>
        {
            await v.Members.FindAsync("ful", null, null, default);
            await v.Members.FindAsync("ful", Circle.Sisters, "fulana", default);
        },
        ["TranslationQueries.OfAsync"] = async v =>
        {
            foreach (var withBodies in new[] { false, true })
                await v.Get<TranslationQueries>().OfAsync(TranslationWishes.OfGuest("es"), [new Original(ThingKind.Post, 1, "en", DateTime.UnixEpoch, IsPrivate: false)], withBodies, default, [new Original(ThingKind.Post, 2, "en", DateTime.UnixEpoch, IsPrivate: false)]);
        },
        ["CorrectionQueries.ShowAsync"] = v => BesideAsync(v, async () =>
        {
            await v.Get<CorrectionQueries>().ShowAsync(ThingKind.Post, 1, "es", default);
            await v.Get<CorrectionQueries>().ShowAsync(ThingKind.Comment, 1, "es", default);
        }),
        ["CorrectionQueries.OwnAsync"] = v => BesideAsync(v, () => v.Get<CorrectionQueries>().OwnAsync(default)),
        ["CorrectionQueries.DecideRefusalAsync"] = v => BesideAsync(v, () => v.Get<CorrectionQueries>().DecideRefusalAsync(default)),
        ["CorrectionQueries.WaitingAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, async () =>
        {
            await v.Get<CorrectionQueries>().WaitingAsync(null, null, default);
            await v.Get<CorrectionQueries>().WaitingAsync(["es", "fr"], After, default);
        })),
        ["TranslationDeskQueries.CountAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<TranslationDeskQueries>().CountAsync(default))),
        ["TranslationDeskQueries.ShowAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<TranslationDeskQueries>().ShowAsync(7, default))),
        ["SearchQueries.PostsAsync"] = async v =>
        {
            foreach (var words in new[] { "prayer", "how prayer", "\"the night prayer\" at", "礼拜时间", "ab" })
            {
                foreach (var sort in Enum.GetValues<SearchSort>())
                {
                    foreach (var circle in new Circle?[] { null, Circle.Brothers })
                    {
                        await v.Get<SearchQueries>().PostsAsync(new SearchRequest(words, circle, sort), default);
                        await v.Get<SearchQueries>().PostsAsync(new SearchRequest(words, circle, sort, "2-5"), default);
                    }
                }
            }
        },
        ["NoticeQueries.UnreadAsync"] = v => v.Get<NoticeQueries>().UnreadAsync(7, default),
        ["NoticeQueries.PageAsync"] = v => BesideAsync(v, async () =>
        {
            await v.Get<NoticeQueries>().PageAsync(null, default);
            await v.Get<NoticeQueries>().PageAsync(After, default);
        }),
        ["NoticeQueries.OfEntryAsync"] = v => v.Get<NoticeQueries>().OfEntryAsync(1, default),
        ["AppealQueries.WaitingAsync"] = v => BesideAsync(v, async () =>
        {
            await v.Get<AppealQueries>().WaitingAsync(null, default);
            await v.Get<AppealQueries>().WaitingAsync(After, default);
        }),
        ["AppealQueries.CountAsync"] = v => AsReviewersAsync(v, () => v.Get<AppealQueries>().CountAsync(default)),
        ["LogQueries.PublicAsync"] = async v =>
        {
            await v.Get<LogQueries>().PublicAsync(null, default);
            await v.Get<LogQueries>().PublicAsync(After, default);
        },
        ["LogQueries.FullAsync"] = v => BesideAsync(v, async () =>
        {
            await v.Get<LogQueries>().FullAsync(new LogFilter(), null, default);
            await v.Get<LogQueries>().FullAsync(new LogFilter("fulana", Act.Removed, ThingKind.Post, 1), After, default);
        }),
        ["TeamQueries.AllAsync"] = v => BesideAsync(v, () => v.Get<TeamQueries>().AllAsync(default)),
        ["StandingQueries.MineAsync"] = v => v.Get<StandingQueries>().MineAsync(default),
        ["OwnReportQueries.PageAsync"] = v => BesideAsync(v, async () =>
        {
            await v.Get<OwnReportQueries>().PageAsync(null, default);
            await v.Get<OwnReportQueries>().PageAsync(After, default);
        }),
        ["ReportableQueries.ShowAsync"] = async v =>
        {
            foreach (var kind in new[] { ThingKind.Post, ThingKind.Comment, ThingKind.Member })
                await v.Get<ReportableQueries>().ShowAsync(kind, 1, default);
        },
        ["QueueQueries.PageAsync"] = v => AsReviewersAsync(v, async () =>
        {
            foreach (var filter in new[] { new QueueFilter(), new QueueFilter(ThingKind.Post, Circle.Sisters, Rules.Spam, "en", "5-80000000-5") })
                await v.Get<QueueQueries>().PageAsync(filter, default);
        }),
        ["QueueQueries.OpenAsync"] = v => AsReviewersAsync(v, () => v.Get<QueueQueries>().OpenAsync(default)),
        ["CaseQueries.ShowAsync"] = v => AsReviewersAsync(v, () => v.Get<CaseQueries>().ShowAsync(1, default)),
        ["CaseQueries.IsThereAsync"] = v => AsReviewersAsync(v, () => v.Get<CaseQueries>().IsThereAsync(1, default)),
        ["CaseQueries.OwnAsync"] = v => AsReviewersAsync(v, () => v.Get<CaseQueries>().OwnAsync(1, default)),
        ["SessionQueries.MineAsync"] = async v =>
        {
            await v.Get<SessionQueries>().MineAsync(null, default);
            await v.Get<SessionQueries>().MineAsync("a key", default);
        },
        ["CharityFeedQueries.PageAsync"] = async v =>
        {
            foreach (var request in new[] { new CharityRequest(), new CharityRequest(GiftKind.Zakat, "KE", ProjectCategory.Water, "EUR", After) })
                await v.Get<CharityFeedQueries>().PageAsync(request, default);
        },
        ["NewsThreadQueries.ShowAsync"] = v => v.Get<NewsThreadQueries>().ShowAsync(1, 1, default),
        ["NewsThreadQueries.CountsAsync"] = v => v.Get<NewsThreadQueries>().CountsAsync(1, default),
        ["NewsThreadQueries.PlaceAsync"] = v => v.Get<NewsThreadQueries>().PlaceAsync(1, default),
        ["ProjectQueries.ShowAsync"] = v => v.Get<ProjectQueries>().ShowAsync(1, default),
        ["ProjectQueries.OfFoundationAsync"] = v => v.Get<ProjectQueries>().OfFoundationAsync(1, After, default),
        ["ProjectQueries.SourceAsync"] = v => v.Get<ProjectQueries>().SourceAsync(1, default),
        ["ProjectQueries.InReviewAsync"] = v => v.Get<ProjectQueries>().InReviewAsync(default),
        ["FoundationQueries.ShowAsync"] = v => v.Get<FoundationQueries>().ShowAsync(1, default),
        ["FoundationQueries.OwnAsync"] = v => v.Get<FoundationQueries>().OwnAsync(default),
        ["FoundationQueries.InStateAsync"] = v => v.Get<FoundationQueries>().InStateAsync(FoundationState.Applied, default),
        ["FoundationQueries.DeskAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<FoundationQueries>().DeskAsync(1, default))),
        ["FoundationQueries.DocumentAsync"] = v => v.Get<FoundationQueries>().DocumentAsync(Guid.NewGuid(), default),
        ["DonationQueries.TotalsAsync"] = async v =>
        {
            await v.Get<DonationQueries>().TotalsAsync(1, null, default);
            await v.Get<DonationQueries>().TotalsAsync(1, 2, default);
        },
        ["SourceQueries.AllAsync"] = v => v.Get<SourceQueries>().AllAsync(default),
        ["SourceQueries.DetailAsync"] = v => v.Get<SourceQueries>().DetailAsync(1, default),
        ["SourceQueries.WishAsync"] = v => v.Get<SourceQueries>().WishAsync(1, default),
        ["SourceQueries.WishesAsync"] = v => v.Get<SourceQueries>().WishesAsync(default),
        ["DonationQueries.DifferencesAsync"] = v => v.Get<DonationQueries>().DifferencesAsync(1, default),
        ["DonationQueries.PageAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<DonationQueries>().PageAsync(1, null, After, default))),
        ["DonationQueries.KeysAsync"] = v => BesideAsync(v, () => AsReviewersAsync(v, () => v.Get<DonationQueries>().KeysAsync(1, default))),
        ["LedgerQueries.HeadAsync"] = v => v.Get<LedgerQueries>().HeadAsync(default),
        ["LedgerQueries.PageAsync"] = async v =>
        {
            await v.Get<LedgerQueries>().PageAsync(null, null, default);
            await v.Get<LedgerQueries>().PageAsync(2, After, default);
        },
        ["LedgerQueries.ExportAsync"] = v => v.Get<LedgerQueries>().ExportAsync(Stream.Null, LedgerFormat.JsonLines, default),
        ["FollowService.MineAsync"] = v => v.Follows.MineAsync(default),
        ["OpenProjectQueries.ChoicesAsync"] = v => v.Get<OpenProjectQueries>().ChoicesAsync(default),
        ["OpenProjectQueries.PublicAsync"] = v => v.Get<OpenProjectQueries>().PublicAsync(default),
        ["TransparencyQueries.MonthsAsync"] = v => v.Get<TransparencyQueries>().MonthsAsync(default),
        ["TransparencyQueries.KindsAsync"] = v => v.Get<TransparencyQueries>().KindsAsync(default),
        ["TransparencyQueries.FoundationsAsync"] = v => v.Get<TransparencyQueries>().FoundationsAsync(default),
        ["TransparencyQueries.RowsAsync"] = v => v.Get<TransparencyQueries>().RowsAsync(default),
        ["TransparencyQueries.DifferencesAsync"] = v => v.Get<TransparencyQueries>().DifferencesAsync(default),
        ["MemberService.SettingsAsync"] = v => v.Settings.SettingsAsync(default),
        ["JudgingQueries.ProgressAsync"] = v => v.Get<JudgingQueries>().ProgressAsync(default),
        ["ArchiveWriter.ExportAsync"] = v => v.Get<ArchiveWriter>().ExportAsync(Stream.Null, default),
    };

    /// <summary>As the viewer, of whom nothing may be asked; then as those who review: a moderator, and an administrator who looks into the other circle.</summary>
    private static async Task AsReviewersAsync(Visit visit, Func<Task> ask)
    {
        var viewer = visit.Get<CurrentViewer>();
        await ask();
        foreach (var role in new[] { Role.Moderator, Role.Administrator })
        {
            viewer.Value = Member with { Role = role, HasSecondFactor = true };
            await ask();
        }
    }

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_query_translates_for_a_guest_a_member_and_a_moderator(string name)
    {
        foreach (var viewer in new[] { Viewer.Guest, Member, Member with { Role = Role.Moderator } })
        {
            var log = new CommandLog();
            await using var services = OfflineSqlServer.Build(log);
            await using var visit = new Visit(services, viewer);
            var sent = log.Listen();
            await Calls[name](visit);
            Assert.NotEmpty(sent);
            Assert.All(sent, c => Assert.Contains("[", c.Sql, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Updates_that_are_kept_translated_translate_too()
    {
        var log = new CommandLog();
        await using var services = OfflineSqlServer.Build(log);
        await using var visit = new Visit(services, Member);
        var sent = log.Listen();
        var read = new Counted(3, 1, 0);
        Assert.Equal(3, await VoteCounters.MoveAsync(visit.Db, 1, read, 1, 0, DateTime.UnixEpoch, default));
        Assert.Equal(1, await VoteCounters.MoveAsync(visit.Db, 1, read, 0, 1, default));
        var answer = new Comment { PostId = 1, ParentId = 2, RootId = 2, AuthorId = Member.MemberId, Audience = Audience.Everyone, Language = "en", Body = "Salam", BodyHtml = "<p>Salam</p>", CreatedAt = DateTime.UnixEpoch };
        await CommentCounters.AddedAsync(visit.Db, answer, default);
        await CommentCounters.ImportedAsync(visit.Db, answer, default);
        var updates = sent.Select(c => c.Sql).Where(sql => sql.Contains("UPDATE", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, updates.Count);
        Assert.All(updates, sql => Assert.Contains("SET [", sql, StringComparison.Ordinal));
        // The values are told with each run, not kept with the first.
        Assert.All(updates, sql => Assert.DoesNotMatch(@"= \d", sql));
    }

    [Fact]
    public async Task What_is_read_for_announcements_translates_too()
    {
        var log = new CommandLog();
        await using var services = OfflineSqlServer.Build(log);
        await using var visit = new Visit(services, Viewer.Guest);
        var sent = log.Listen();
        var books = await visit.Get<DonationIntake>().OpenAsync([1], ["d", "r"], ["1"], default);
        Assert.Empty(books.Added);
        Assert.All(sent, c => Assert.Contains("[", c.Sql, StringComparison.Ordinal));
        // The end of the ledger is locked before anything is read.
        Assert.Contains("UPDATE", sent[0].Sql, StringComparison.Ordinal);
        Assert.Contains("[DonationLedgerHead]", sent[0].Sql, StringComparison.Ordinal);
    }

    /// <summary>Where nothing is asked for somebody whom it is not for: beside a query for everybody.</summary>
    private static async Task BesideAsync(Visit visit, Func<Task> ask)
    {
        await visit.Members.ProfileAsync("fulana", default);
        await ask();
    }

    [Fact]
    public void Every_query_of_the_forum_is_in_the_table()
    {
        var queries = typeof(FeedQueries).Assembly.GetTypes().Where(t => t.IsPublic && t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => $"{t.Name}.{m.Name}")).ToList();
        Assert.NotEmpty(queries);
        Assert.Empty(queries.Except(Calls.Keys, StringComparer.Ordinal));
    }
}
