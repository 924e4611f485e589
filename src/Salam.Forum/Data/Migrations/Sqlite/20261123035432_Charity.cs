using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Charity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "UpdateId",
                table: "Posts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DonationLedgerHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DonationLedgerHead", x => x.Id);
                    table.CheckConstraint("CK_DonationLedgerHead_Hash_Length", "length(\"Hash\") <= 64");
                    table.CheckConstraint("CK_DonationLedgerHead_Only", "Id = 1");
                });

            migrationBuilder.CreateTable(
                name: "Foundations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Register = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    RegisterNumber = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Contact = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    AppliedBy = table.Column<long>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    VettedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    VettedBy = table.Column<byte>(type: "INTEGER", nullable: true),
                    VettedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Foundations", x => x.Id);
                    table.CheckConstraint("CK_Foundations_Contact_Length", "length(\"Contact\") <= 400");
                    table.CheckConstraint("CK_Foundations_Country_Length", "length(\"Country\") <= 2");
                    table.CheckConstraint("CK_Foundations_Name_Length", "length(\"Name\") <= 240");
                    table.CheckConstraint("CK_Foundations_Register_Length", "length(\"Register\") <= 240");
                    table.CheckConstraint("CK_Foundations_RegisterNumber_Length", "length(\"RegisterNumber\") <= 120");
                    table.CheckConstraint("CK_Foundations_Site_Length", "length(\"Site\") <= 500");
                    table.CheckConstraint("CK_Foundations_Slug_Length", "length(\"Slug\") <= 100");
                    table.CheckConstraint("CK_Foundations_State", "State IN (1, 2, 3, 4)");
                    table.CheckConstraint("CK_Foundations_Vetted", "State <> 2 OR (VettedAt IS NOT NULL AND VettedUntil IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Foundations_Members_AppliedBy",
                        column: x => x.AppliedBy,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NightMails",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Night = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NightMails", x => new { x.MemberId, x.Year, x.Night });
                    table.ForeignKey(
                        name: "FK_NightMails_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NightReminders",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Hour = table.Column<int>(type: "INTEGER", nullable: false),
                    Offset = table.Column<int>(type: "INTEGER", nullable: false),
                    Minute = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NightReminders", x => x.MemberId);
                    table.CheckConstraint("CK_NightReminders_Hour", "Hour BETWEEN 0 AND 23");
                    table.CheckConstraint("CK_NightReminders_Language_Length", "length(\"Language\") <= 8");
                    table.ForeignKey(
                        name: "FK_NightReminders_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Donations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Variant = table.Column<int>(type: "INTEGER", nullable: false),
                    Project = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    GivenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RefundOf = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ArrivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Reason = table.Column<byte>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: true),
                    LedgerNumber = table.Column<long>(type: "INTEGER", nullable: true),
                    Refunded = table.Column<long>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Donations", x => x.Id);
                    table.CheckConstraint("CK_Donations_Accepted", "State <> 1 OR (ProjectId IS NOT NULL AND LedgerNumber IS NOT NULL AND Variant = 0)");
                    table.CheckConstraint("CK_Donations_Amount", "(Amount > 0 AND RefundOf IS NULL) OR (Amount < 0 AND RefundOf IS NOT NULL)");
                    table.CheckConstraint("CK_Donations_Currency_Length", "length(\"Currency\") <= 8");
                    table.CheckConstraint("CK_Donations_Name_Length", "length(\"Name\") <= 100");
                    table.CheckConstraint("CK_Donations_Project_Length", "length(\"Project\") <= 40");
                    table.CheckConstraint("CK_Donations_Reference_Length", "length(\"Reference\") <= 64");
                    table.CheckConstraint("CK_Donations_Refunded", "Refunded >= 0 AND (Refunded = 0 OR Refunded <= Amount)");
                    table.CheckConstraint("CK_Donations_RefundOf_Length", "length(\"RefundOf\") <= 100");
                    table.CheckConstraint("CK_Donations_State", "State IN (1, 2, 3)");
                    table.ForeignKey(
                        name: "FK_Donations_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DonationStatements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    ArrivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Lines = table.Column<int>(type: "INTEGER", nullable: false),
                    Differences = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DonationStatements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DonationStatements_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FoundationDocuments",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FoundationDocuments", x => x.Id);
                    table.CheckConstraint("CK_FoundationDocuments_Kind", "Kind IN (1, 2, 3)");
                    table.CheckConstraint("CK_FoundationDocuments_Name_Length", "length(\"Name\") <= 400");
                    table.ForeignKey(
                        name: "FK_FoundationDocuments_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FoundationStaff",
                columns: table => new
                {
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FoundationStaff", x => new { x.FoundationId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_FoundationStaff_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundationStaff_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HookKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RetiredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HookKeys", x => x.Id);
                    table.CheckConstraint("CK_HookKeys_Name_Length", "length(\"Name\") <= 24");
                    table.CheckConstraint("CK_HookKeys_Sealed_Length", "length(\"Sealed\") <= 1000");
                    table.ForeignKey(
                        name: "FK_HookKeys_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Projects",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Story = table.Column<string>(type: "TEXT", nullable: false),
                    StoryHtml = table.Column<string>(type: "TEXT", nullable: false),
                    Excerpt = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Goal = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Raised = table.Column<long>(type: "INTEGER", nullable: false),
                    Donations = table.Column<int>(type: "INTEGER", nullable: false),
                    Category = table.Column<byte>(type: "INTEGER", nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Recipients = table.Column<byte>(type: "INTEGER", nullable: false),
                    Schools = table.Column<byte>(type: "INTEGER", nullable: false),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Fees = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    DonateUrl = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    RestedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    WordsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RendererVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Urgency = table.Column<long>(type: "INTEGER", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    ReportHtml = table.Column<string>(type: "TEXT", nullable: false),
                    ReportRendererVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ReportWordsAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Spent = table.Column<long>(type: "INTEGER", nullable: true),
                    ReportedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Projects", x => x.Id);
                    table.CheckConstraint("CK_Projects_Category", "Category BETWEEN 1 AND 10");
                    table.CheckConstraint("CK_Projects_Country_Length", "length(\"Country\") <= 2");
                    table.CheckConstraint("CK_Projects_Currency_Length", "length(\"Currency\") <= 3");
                    table.CheckConstraint("CK_Projects_DonateUrl_Length", "length(\"DonateUrl\") <= 500");
                    table.CheckConstraint("CK_Projects_Excerpt_Length", "length(\"Excerpt\") <= 600");
                    table.CheckConstraint("CK_Projects_Fees_Length", "length(\"Fees\") <= 1000");
                    table.CheckConstraint("CK_Projects_Kind", "Kind BETWEEN 1 AND 4");
                    table.CheckConstraint("CK_Projects_Language_Length", "length(\"Language\") <= 8");
                    table.CheckConstraint("CK_Projects_Money", "Goal > 0 AND Raised >= 0 AND Donations >= 0");
                    table.CheckConstraint("CK_Projects_Published", "State IN (1, 2, 7) OR PublishedAt IS NOT NULL");
                    table.CheckConstraint("CK_Projects_Reason_Length", "length(\"Reason\") <= 2000");
                    table.CheckConstraint("CK_Projects_Slug_Length", "length(\"Slug\") <= 100");
                    table.CheckConstraint("CK_Projects_State", "State BETWEEN 1 AND 7");
                    table.CheckConstraint("CK_Projects_Title_Length", "length(\"Title\") <= 300");
                    table.CheckConstraint("CK_Projects_Zakat", "Kind = 1 OR (Recipients = 0 AND Schools = 0 AND PolicyVersion = 0)");
                    table.ForeignKey(
                        name: "FK_Projects_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VettingChecks",
                columns: table => new
                {
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Step = table.Column<byte>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ByMember = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VettingChecks", x => new { x.FoundationId, x.Round, x.Step });
                    table.CheckConstraint("CK_VettingChecks_Step", "Step BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_VettingChecks_Words_Length", "length(\"Words\") <= 2000");
                    table.ForeignKey(
                        name: "FK_VettingChecks_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VettingChecks_Members_ByMember",
                        column: x => x.ByMember,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VettingTerms",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    By = table.Column<byte>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VettingTerms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_VettingTerms_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ZakatPolicies",
                columns: table => new
                {
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    RendererVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ZakatPolicies", x => new { x.FoundationId, x.Version });
                    table.ForeignKey(
                        name: "FK_ZakatPolicies_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DonationLedger",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    GivenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Corrects = table.Column<long>(type: "INTEGER", nullable: true),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DonationLedger", x => x.Number);
                    table.CheckConstraint("CK_DonationLedger_Amount", "Amount <> 0");
                    table.CheckConstraint("CK_DonationLedger_Currency_Length", "length(\"Currency\") <= 3");
                    table.CheckConstraint("CK_DonationLedger_Hash_Length", "length(\"Hash\") <= 64");
                    table.ForeignKey(
                        name: "FK_DonationLedger_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DonationMonths",
                columns: table => new
                {
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Donations = table.Column<int>(type: "INTEGER", nullable: false),
                    Refunds = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DonationMonths", x => new { x.FoundationId, x.Month, x.ProjectId, x.Kind, x.Currency });
                    table.CheckConstraint("CK_DonationMonths_Currency_Length", "length(\"Currency\") <= 3");
                    table.ForeignKey(
                        name: "FK_DonationMonths_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectFollows",
                columns: table => new
                {
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectFollows", x => new { x.MemberId, x.ProjectId });
                    table.ForeignKey(
                        name: "FK_ProjectFollows_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectFollows_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectMilestones",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectMilestones", x => x.Id);
                    table.CheckConstraint("CK_ProjectMilestones_Amount", "Amount > 0");
                    table.CheckConstraint("CK_ProjectMilestones_Title_Length", "length(\"Title\") <= 300");
                    table.ForeignKey(
                        name: "FK_ProjectMilestones_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectPictures",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Alt = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Placeholder = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectPictures", x => x.Id);
                    table.CheckConstraint("CK_ProjectPictures_Alt_Length", "length(\"Alt\") <= 1000");
                    table.CheckConstraint("CK_ProjectPictures_Placeholder_Length", "length(\"Placeholder\") <= 1000");
                    table.CheckConstraint("CK_ProjectPictures_Size", "Width > 0 AND Height > 0");
                    table.ForeignKey(
                        name: "FK_ProjectPictures_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectSources",
                columns: table => new
                {
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Platform = table.Column<byte>(type: "INTEGER", nullable: false),
                    Nonprofit = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LookedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Trouble = table.Column<byte>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Givers = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectSources", x => x.ProjectId);
                    table.CheckConstraint("CK_ProjectSources_Currency_Length", "length(\"Currency\") <= 3");
                    table.CheckConstraint("CK_ProjectSources_Name_Length", "length(\"Name\") <= 100");
                    table.CheckConstraint("CK_ProjectSources_Nonprofit_Length", "length(\"Nonprofit\") <= 100");
                    table.CheckConstraint("CK_ProjectSources_Platform", "Platform IN (1, 2)");
                    table.CheckConstraint("CK_ProjectSources_Total", "Total >= 0");
                    table.ForeignKey(
                        name: "FK_ProjectSources_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectUpdates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    PostedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Html = table.Column<string>(type: "TEXT", nullable: false),
                    RendererVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectUpdates", x => x.Id);
                    table.CheckConstraint("CK_ProjectUpdates_Moment", "DueAt IS NOT NULL OR PostedAt IS NOT NULL");
                    table.ForeignKey(
                        name: "FK_ProjectUpdates_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectWishes",
                columns: table => new
                {
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Goal = table.Column<long>(type: "INTEGER", nullable: false),
                    DonateUrl = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Platform = table.Column<byte>(type: "INTEGER", nullable: true),
                    Nonprofit = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    WishedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectWishes", x => x.ProjectId);
                    table.CheckConstraint("CK_ProjectWishes_DonateUrl_Length", "length(\"DonateUrl\") <= 500");
                    table.CheckConstraint("CK_ProjectWishes_Goal", "Goal > 0");
                    table.CheckConstraint("CK_ProjectWishes_Name_Length", "length(\"Name\") <= 100");
                    table.CheckConstraint("CK_ProjectWishes_Nonprofit_Length", "length(\"Nonprofit\") <= 100");
                    table.ForeignKey(
                        name: "FK_ProjectWishes_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StatementDifferences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FoundationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: true),
                    TheirAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    TheirCount = table.Column<long>(type: "INTEGER", nullable: false),
                    OurAmount = table.Column<long>(type: "INTEGER", nullable: false),
                    OurCount = table.Column<long>(type: "INTEGER", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    SettledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EditedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StatementDifferences", x => x.Id);
                    table.CheckConstraint("CK_StatementDifferences_Currency_Length", "length(\"Currency\") <= 3");
                    table.CheckConstraint("CK_StatementDifferences_Explanation_Length", "length(\"Explanation\") <= 2000");
                    table.ForeignKey(
                        name: "FK_StatementDifferences_Foundations_FoundationId",
                        column: x => x.FoundationId,
                        principalTable: "Foundations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StatementDifferences_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProjectEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    UpdateId = table.Column<long>(type: "INTEGER", nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectEvents", x => x.Id);
                    table.CheckConstraint("CK_ProjectEvents_Kind", "Kind BETWEEN 1 AND 7");
                    table.CheckConstraint("CK_ProjectEvents_Words_Length", "length(\"Words\") <= 600");
                    table.ForeignKey(
                        name: "FK_ProjectEvents_ProjectUpdates_UpdateId",
                        column: x => x.UpdateId,
                        principalTable: "ProjectUpdates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProjectEvents_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "DonationLedgerHead",
                columns: new[] { "Id", "Hash", "Number" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Threads",
                table: "Posts",
                columns: new[] { "UpdateId", "Circle" },
                unique: true,
                filter: "UpdateId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DonationLedger_ProjectId_Number",
                table: "DonationLedger",
                columns: new[] { "ProjectId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_DonationMonths_ProjectId_Month",
                table: "DonationMonths",
                columns: new[] { "ProjectId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_Donations_FoundationId_Name_Variant",
                table: "Donations",
                columns: new[] { "FoundationId", "Name", "Variant" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Donations_FoundationId_RefundOf",
                table: "Donations",
                columns: new[] { "FoundationId", "RefundOf" },
                filter: "RefundOf IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Donations_FoundationId_State_Id",
                table: "Donations",
                columns: new[] { "FoundationId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Donations_ProjectId_Id",
                table: "Donations",
                columns: new[] { "ProjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DonationStatements_FoundationId_Month_Id",
                table: "DonationStatements",
                columns: new[] { "FoundationId", "Month", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_FoundationDocuments_FoundationId_Id",
                table: "FoundationDocuments",
                columns: new[] { "FoundationId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundationDocuments_Key",
                table: "FoundationDocuments",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Foundations_AppliedBy",
                table: "Foundations",
                column: "AppliedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Foundations_Country_Register_RegisterNumber",
                table: "Foundations",
                columns: new[] { "Country", "Register", "RegisterNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Foundations_State_AppliedAt_Id",
                table: "Foundations",
                columns: new[] { "State", "AppliedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_FoundationStaff_MemberId",
                table: "FoundationStaff",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_HookKeys_FoundationId_RetiredAt_Id",
                table: "HookKeys",
                columns: new[] { "FoundationId", "RetiredAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_HookKeys_Name",
                table: "HookKeys",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NightReminders_Key",
                table: "NightReminders",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NightReminders_Minute_MemberId",
                table: "NightReminders",
                columns: new[] { "Minute", "MemberId" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectEvents_ProjectId_Id",
                table: "ProjectEvents",
                columns: new[] { "ProjectId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectEvents_UpdateId",
                table: "ProjectEvents",
                column: "UpdateId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectFollows_ProjectId",
                table: "ProjectFollows",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectMilestones_ProjectId_Amount",
                table: "ProjectMilestones",
                columns: new[] { "ProjectId", "Amount" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectPictures_Key",
                table: "ProjectPictures",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProjectPictures_ProjectId_Place",
                table: "ProjectPictures",
                columns: new[] { "ProjectId", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_Feed",
                table: "Projects",
                columns: new[] { "State", "Urgency", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_FeedOfCategory",
                table: "Projects",
                columns: new[] { "State", "Category", "Urgency", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_FeedOfCountry",
                table: "Projects",
                columns: new[] { "State", "Country", "Urgency", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_FeedOfCurrency",
                table: "Projects",
                columns: new[] { "State", "Currency", "Urgency", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_FeedOfKind",
                table: "Projects",
                columns: new[] { "State", "Kind", "Urgency", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_FoundationId_Id",
                table: "Projects",
                columns: new[] { "FoundationId", "Id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectSources_DueAt",
                table: "ProjectSources",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_ProjectSources_Platform_Nonprofit_Name",
                table: "ProjectSources",
                columns: new[] { "Platform", "Nonprofit", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProjectUpdates_ProjectId_PostedAt_Id",
                table: "ProjectUpdates",
                columns: new[] { "ProjectId", "PostedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectWishes_WishedAt",
                table: "ProjectWishes",
                column: "WishedAt");

            migrationBuilder.CreateIndex(
                name: "IX_StatementDifferences_FoundationId_Month_ProjectId_Currency_Kind",
                table: "StatementDifferences",
                columns: new[] { "FoundationId", "Month", "ProjectId", "Currency", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StatementDifferences_FoundationId_SettledAt_Id",
                table: "StatementDifferences",
                columns: new[] { "FoundationId", "SettledAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_StatementDifferences_ProjectId",
                table: "StatementDifferences",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_VettingChecks_ByMember",
                table: "VettingChecks",
                column: "ByMember");

            migrationBuilder.CreateIndex(
                name: "IX_VettingTerms_FoundationId_Until",
                table: "VettingTerms",
                columns: new[] { "FoundationId", "Until" });
            foreach (var act in new[] { "Update", "Delete" })
                migrationBuilder.Sql($"CREATE TRIGGER \"TR_DonationLedger_No{act}\" BEFORE {act} ON \"DonationLedger\" BEGIN SELECT RAISE(ABORT, 'The ledger of donations is append-only.'); END;");
            migrationBuilder.Sql("CREATE TRIGGER \"TR_DonationLedger_NoReplace\" BEFORE INSERT ON \"DonationLedger\" WHEN EXISTS (SELECT 1 FROM \"DonationLedger\" WHERE \"Number\" = NEW.\"Number\") BEGIN SELECT RAISE(ABORT, 'The ledger of donations is append-only.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"TR_DonationLedger_NoUpdate\"; DROP TRIGGER \"TR_DonationLedger_NoDelete\"; DROP TRIGGER \"TR_DonationLedger_NoReplace\";");
            migrationBuilder.DropTable(
                name: "DonationLedger");

            migrationBuilder.DropTable(
                name: "DonationLedgerHead");

            migrationBuilder.DropTable(
                name: "DonationMonths");

            migrationBuilder.DropTable(
                name: "Donations");

            migrationBuilder.DropTable(
                name: "DonationStatements");

            migrationBuilder.DropTable(
                name: "FoundationDocuments");

            migrationBuilder.DropTable(
                name: "FoundationStaff");

            migrationBuilder.DropTable(
                name: "HookKeys");

            migrationBuilder.DropTable(
                name: "NightMails");

            migrationBuilder.DropTable(
                name: "NightReminders");

            migrationBuilder.DropTable(
                name: "ProjectEvents");

            migrationBuilder.DropTable(
                name: "ProjectFollows");

            migrationBuilder.DropTable(
                name: "ProjectMilestones");

            migrationBuilder.DropTable(
                name: "ProjectPictures");

            migrationBuilder.DropTable(
                name: "ProjectSources");

            migrationBuilder.DropTable(
                name: "ProjectWishes");

            migrationBuilder.DropTable(
                name: "StatementDifferences");

            migrationBuilder.DropTable(
                name: "VettingChecks");

            migrationBuilder.DropTable(
                name: "VettingTerms");

            migrationBuilder.DropTable(
                name: "ZakatPolicies");

            migrationBuilder.DropTable(
                name: "ProjectUpdates");

            migrationBuilder.DropTable(
                name: "Projects");

            migrationBuilder.DropTable(
                name: "Foundations");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Threads",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "UpdateId",
                table: "Posts");
        }
    }
}
