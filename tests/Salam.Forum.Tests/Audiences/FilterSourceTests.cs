using System.Text.RegularExpressions;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Audiences;

public sealed partial class FilterSourceTests
{
    /// <summary>Where the code may look past a filter, and why it must.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Audiences/Visibility.cs"] = "a comment leads to the thread under news that it stands in, which everybody sees who sees the news",
        ["Comments/CommentCounters.cs"] = "the counters of a placeholder, and of a post whose comment goes, move although nobody sees it any more",
        ["Moderation/Things.cs"] = "moderation moves a thing whoever may see it, once the case was seen",
        ["Moderation/Docket.cs"] = "whoever reports gives cause for a case that she may not see",
        ["Moderation/ReportService.cs"] = "a reporter is told that she reported already, by the case that she may not see",
        ["Moderation/Gate.cs"] = "an administrator looks into the other circle for a logged reason, and the queue, which reads the words of cases past their filters, is narrowed to the same audiences",
        ["Moderation/CaseQueries.cs"] = "reports of a case that was seen",
        ["Moderation/DecisionService.cs"] = "entries of a case that was seen",
        ["Moderation/Settlement.cs"] = "the reports of a case that was seen, and all cases that an entry settled come back with it",
        ["Moderation/AppealService.cs"] = "the entries of a decision whose appeal was seen, and the appeal itself once it was",
        ["Moderation/NoticeQueries.cs"] = "counts a member's own notices when her session is renewed, before anybody looks",
        ["Moderation/OwnReportQueries.cs"] = "which thing one's own report was about stands in a case that is not hers to see",
        ["Moderation/StandingQueries.cs"] = "counts what was reported and decided of everybody, and shows figures alone",
        ["Moderation/NoticeMail.cs"] = "mails a notice to the one it is for, outside of any request",
        ["LinkCards/CardMaker.cs"] = "keeps cards for whoever sees their posts, and shows none",
        ["LinkCards/LinkCardJobs.cs"] = "makes cards for whoever sees their posts, and shows none",
        ["LinkCards/LinkKeeper.cs"] = "whoever wipes a post does so with its card",
        ["Media/PictureKeeper.cs"] = "whoever changes or wipes a post does so with its pictures",
        ["Media/UploadSweep.cs"] = "throws away what everybody sent and did not post, and shows none",
        ["Search/PostIndex.cs"] = "keeps and forgets the words of posts whoever may see them, and shows none",
        ["Search/IndexingPass.cs"] = "reads the words of everything of everybody, and shows none of it",
        ["Translation/Originals.cs"] = "has everything of everybody translated that somebody who sees it asked for, and shows none of it",
        ["Translation/TranslationJobs.cs"] = "keeps translations whoever may see them, and shows none",
        ["Translation/TranslationCounts.cs"] = "adds to the figures of each audience, and shows none",
        ["Translation/TranslationKeeper.cs"] = "forgets the translations of words whoever may see them, and shows none",
        ["Translation/TranslationService.cs"] = "asks once for each thing whoever may see it, and shows none",
        ["Translation/Corrections/SuggestionService.cs"] = "settles what others reported of a translation whose place a better one takes",
        ["Translation/Corrections/TranslationDeskQueries.cs"] = "adds up the characters of everybody, and shows hundredths of the day's alone",
        ["Charity/Donations/DonationIntake.cs"] = "whoever is let in by her signature is nobody's viewer, and gifts to a draft are kept aside",
        ["Charity/Platforms/PlatformBooks.cs"] = "what a platform says of a project is nobody's to see there",
        ["Charity/Donations/StatementService.cs"] = "a statement names projects of its own foundation, and its sender is nobody's viewer",
        ["Charity/Donations/DonationRecount.cs"] = "adds up the ledger of every project, and shows none",
        ["Moderation/Journal.cs"] = "an entry names the member who applied for a foundation",
        ["Data/Recount.cs"] = "counts everything of everybody",
        ["Data/Rerender.cs"] = "renders anew everything of everybody, and shows none of it",
        ["Data/Archive/ArchiveBooks.cs"] = "an import knows every project that is there",
        ["Data/Archive/ArchiveCharity.cs"] = "an import adds to every foundation that is there",
        ["Data/Archive/ArchiveCharityWriter.cs"] = "an export holds everything of everybody",
        ["Data/Archive/ArchiveProjects.cs"] = "an import adds to every project that is there",
        ["Data/Archive/ArchiveSums.cs"] = "an import adds up what it brought to projects, and shows none",
        ["Data/Archive/ArchiveIds.cs"] = "an import knows everything that is there",
        ["Data/Archive/ArchivePictures.cs"] = "an import knows every picture that is there",
        ["Data/Archive/ArchiveRows.cs"] = "an import adds to everything that is there",
        ["Data/Archive/ArchiveWriter.cs"] = "an export holds everything of everybody",
    };

    [Fact]
    public void Only_the_listed_files_look_past_a_query_filter()
    {
        var found = SourceTree.ForumFiles().Where(f => f.Value.Contains("IgnoreQueryFilters", StringComparison.Ordinal)).Select(f => f.Key);
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Looking_past_a_filter_names_it() =>
        Assert.DoesNotContain(SourceTree.ForumFiles(), f => f.Value.Contains("IgnoreQueryFilters()", StringComparison.Ordinal));

    [Fact]
    public void No_query_goes_around_the_filters_by_raw_sql() =>
        Assert.DoesNotContain(SourceTree.ForumFiles(), f => RawQuery().IsMatch(f.Value));

    [Fact]
    public void What_search_keeps_is_read_in_its_own_folder_alone() =>
        Assert.All(SourceTree.ForumFiles().Where(f => KeptWords().IsMatch(f.Value)), f => Assert.True(
            f.Key.StartsWith("Search/", StringComparison.Ordinal) || f.Key is "Data/ForumDb.cs" or "Data/SqlServerForumDb.cs" || f.Key.Contains("Migrations/", StringComparison.Ordinal), f.Key));

    [GeneratedRegex(@"\b(PostWords?|PostTexts?)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex KeptWords();

    [GeneratedRegex(@"\.(FromSql|SqlQuery)\w*\s*[<(]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex RawQuery();
}
