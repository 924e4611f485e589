using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Comments;
using Salam.Forum.ContentFilter;
using Salam.Forum.Follows;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Notifications;
using Salam.Forum.Outbox;
using Salam.Forum.Posts;
using Salam.Forum.Search;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Votes;

namespace Salam.Forum.Data;

/// <summary>The forum's data, seen by one viewer: the repository and the unit of work. One derived context per database provider.</summary>
public abstract class ForumDb(DbContextOptions options) : IdentityUserContext<Member, long>(options)
{
    private readonly List<Action> afterCommit = [];
    private CurrentViewer viewer = new();

    public DbSet<Member> Members => Set<Member>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<PostVote> PostVotes => Set<PostVote>();
    public DbSet<CommentVote> CommentVotes => Set<CommentVote>();
    public DbSet<Follow> Follows => Set<Follow>();
    public DbSet<EmailChange> EmailChanges => Set<EmailChange>();
    public DbSet<OpenSession> Sessions => Set<OpenSession>();
    public DbSet<GuessCount> Guesses => Set<GuessCount>();
    public DbSet<SentMail> SentMails => Set<SentMail>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<LogEntry> ModerationLog => Set<LogEntry>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Appeal> Appeals => Set<Appeal>();
    public DbSet<CircleEntry> CircleEntries => Set<CircleEntry>();
    public DbSet<JudgingProgress> JudgingProgress => Set<JudgingProgress>();
    public DbSet<IndexProgress> IndexProgress => Set<IndexProgress>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<TranslatedText> TranslatedTexts => Set<TranslatedText>();
    public DbSet<TranslationDay> TranslationDays => Set<TranslationDay>();
    public DbSet<TranslationReport> TranslationReports => Set<TranslationReport>();
    public DbSet<TranslationSuggestion> TranslationSuggestions => Set<TranslationSuggestion>();

    public DbSet<LinkCard> LinkCards => Set<LinkCard>();
    public DbSet<Picture> Pictures => Set<Picture>();

    public DbSet<ProjectPicture> ProjectPictures => Set<ProjectPicture>();
    public DbSet<PictureUpload> PictureUploads => Set<PictureUpload>();

    public DbSet<Foundation> Foundations => Set<Foundation>();
    public DbSet<FoundationStaff> FoundationStaff => Set<FoundationStaff>();
    public DbSet<FoundationDocument> FoundationDocuments => Set<FoundationDocument>();
    public DbSet<ZakatPolicy> ZakatPolicies => Set<ZakatPolicy>();
    public DbSet<VettingCheck> VettingChecks => Set<VettingCheck>();
    public DbSet<VettingTerm> VettingTerms => Set<VettingTerm>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<ProjectUpdate> ProjectUpdates => Set<ProjectUpdate>();
    public DbSet<ProjectSource> ProjectSources => Set<ProjectSource>();
    public DbSet<ProjectWish> ProjectWishes => Set<ProjectWish>();
    public DbSet<ProjectFollow> ProjectFollows => Set<ProjectFollow>();
    public DbSet<ProjectEvent> ProjectEvents => Set<ProjectEvent>();
    public DbSet<NightReminder> NightReminders => Set<NightReminder>();
    public DbSet<NightMail> NightMails => Set<NightMail>();
    public DbSet<HookKey> HookKeys => Set<HookKey>();
    public DbSet<Donation> Donations => Set<Donation>();
    public DbSet<LedgerLine> Ledger => Set<LedgerLine>();
    public DbSet<LedgerHead> LedgerHeads => Set<LedgerHead>();
    public DbSet<DonationMonth> DonationMonths => Set<DonationMonth>();
    public DbSet<Statement> Statements => Set<Statement>();
    public DbSet<StatementDifference> StatementDifferences => Set<StatementDifference>();

    // What search keeps of posts is read in Search/ alone, and always together with the posts.
    internal DbSet<PostWord> PostWords => Set<PostWord>();
    internal DbSet<PostText> PostTexts => Set<PostText>();

    /// <summary>The one audience beside Everyone that the viewer belongs to; read by the query filters.</summary>
    internal Audience ViewerAudience => viewer.Value.OwnAudience;

    /// <summary>The viewer's id, 0 for a guest; read by the query filters.</summary>
    internal long ViewerId => viewer.Value.MemberId;

    /// <summary>Whether the viewer reviews; read by the query filters.</summary>
    internal bool ViewerIsModerator => viewer.Value.IsModerator;

    /// <summary>Whether the viewer runs the community; read by the query filters.</summary>
    internal bool ViewerIsAdministrator => viewer.Value.IsAdministrator;

    /// <summary>The gravest that the viewer's level lets through; read by the query filters.</summary>
    internal Severity ViewerMostSevere => viewer.Value.MostSevere;

    /// <summary>Whether the database is a part of this process, which reads on the thread that asks.</summary>
    internal virtual bool IsEmbedded => false;

    /// <summary>Ties the context, which may come from a pool, to the viewer of the present scope.</summary>
    internal ForumDb SeenBy(CurrentViewer current)
    {
        viewer = current;
        return this;
    }

    /// <summary>
    /// Does one thing that a member does, in one transaction: all of it is kept when <paramref name="act"/> succeeds, nothing when it is
    /// refused or throws. A clash with somebody who was quicker is tried once more, from the start.
    /// </summary>
    public async Task<Result<T>> WriteAsync<T>(Func<Task<Result<T>>> act, CancellationToken cancellation)
    {
        if (Database.CurrentTransaction is not null)
            return await act();
        try
        {
            return await OnceAsync(act, cancellation);
        }
        catch (DbUpdateException clash) when (IsRace(clash))
        {
            return await AgainAsync(act, cancellation);
        }
    }

    /// <summary>Writes one row and forgets it, so that however many follow each other take no memory. Always true.</summary>
    internal async Task<bool> SaveAloneAsync<T>(T row, CancellationToken cancellation) where T : class
    {
        Add(row);
        await SaveChangesAsync(cancellation);
        ChangeTracker.Clear();
        return true;
    }

    /// <summary>Adds and writes a row under the number that it brings along, in the transaction that is open; every other row has its number from the database.</summary>
    internal virtual async Task AddNumberedAsync<T>(T row, CancellationToken cancellation) where T : class
    {
        Add(row);
        await SaveChangesAsync(cancellation);
    }

    /// <summary>Calls <paramref name="act"/> once the present transaction is committed, and never when it is not; at once outside of one.</summary>
    internal void AfterCommit(Action act)
    {
        if (Database.CurrentTransaction is null)
            act();
        else
            afterCommit.Add(act);
    }

    /// <summary>Waits for the right to write, where the database has room for one writer only.</summary>
    protected internal virtual ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellation) => ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Whether the database refused a row because its unique key is taken.</summary>
    protected internal abstract bool IsClash(DbUpdateException exception);

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = Database.CurrentTransaction is null ? await EnterWriteAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        viewer = new();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Goes back to the pool as the guest's, so that whoever takes it next without a viewer sees as the guest.</summary>
    public override ValueTask DisposeAsync()
    {
        viewer = new();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ForumDb).Assembly);
        Visibility.Apply(builder, this);
    }

    /// <summary>Whether somebody else was quicker: a key was taken, or a row that was read has changed since.</summary>
    private bool IsRace(DbUpdateException exception) => exception is DbUpdateConcurrencyException || IsClash(exception);

    private async Task<Result<T>> AgainAsync<T>(Func<Task<Result<T>>> act, CancellationToken cancellation)
    {
        try
        {
            return await OnceAsync(act, cancellation);
        }
        catch (DbUpdateException clash) when (IsRace(clash))
        {
            ChangeTracker.Clear();
            return new Refusal(RefusalKind.Conflict, "Clash");
        }
    }

    private async Task<Result<T>> OnceAsync<T>(Func<Task<Result<T>>> act, CancellationToken cancellation)
    {
        var strategy = Database.CreateExecutionStrategy();
        return await strategy.ExecuteAsync(async () =>
        {
            ChangeTracker.Clear();
            afterCommit.Clear();
            using var turn = await EnterWriteAsync(cancellation);
            // What fails ends the whole act, so there is nothing to go back to within it; an act of several parts sets its own.
            Database.AutoSavepointsEnabled = false;
            await using var transaction = await Database.BeginTransactionAsync(cancellation);
            var result = await act();
            if (!result.Ok)
            {
                ChangeTracker.Clear();
                return result;
            }
            await transaction.CommitAsync(cancellation);
            afterCommit.ForEach(call => call());
            return result;
        });
    }
}
