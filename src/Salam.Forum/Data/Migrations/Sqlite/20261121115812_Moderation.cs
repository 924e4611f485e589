using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Moderation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Found",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsApproved",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsLocked",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Posts",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte>(
                name: "Severity",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<int>(
                name: "SlowMinutes",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Members",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "LeftAt",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Level",
                table: "Members",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)2);

            migrationBuilder.AddColumn<DateTime>(
                name: "SilencedUntil",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SuspendedUntil",
                table: "Members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FlagCount",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Found",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsApproved",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Comments",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte>(
                name: "Severity",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ThingId = table.Column<long>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: true),
                    AuthorId = table.Column<long>(type: "INTEGER", nullable: false),
                    Circle = table.Column<byte>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Rules = table.Column<int>(type: "INTEGER", nullable: false),
                    Found = table.Column<int>(type: "INTEGER", nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Urgency = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClaimedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                    table.CheckConstraint("CK_Cases_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_Cases_Circle", "Circle IN (1, 2)");
                    table.CheckConstraint("CK_Cases_Language_Length", "length(\"Language\") <= 8");
                    table.CheckConstraint("CK_Cases_State", "State IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_Cases_Members_AuthorId",
                        column: x => x.AuthorId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CircleEntries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Circle = table.Column<byte>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircleEntries", x => x.Id);
                    table.CheckConstraint("CK_CircleEntries_Circle", "Circle IN (1, 2)");
                    table.ForeignKey(
                        name: "FK_CircleEntries_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "JudgingProgress",
                columns: table => new
                {
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    JudgedBy = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LastId = table.Column<long>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JudgingProgress", x => x.Kind);
                    table.CheckConstraint("CK_JudgingProgress_JudgedBy_Length", "length(\"JudgedBy\") <= 64");
                });

            migrationBuilder.CreateTable(
                name: "ModerationLog",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Act = table.Column<byte>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<long>(type: "INTEGER", nullable: true),
                    ActorRole = table.Column<byte>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: true),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    ThingId = table.Column<long>(type: "INTEGER", nullable: false),
                    PostId = table.Column<long>(type: "INTEGER", nullable: true),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Rule = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    About = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModerationLog", x => x.Id);
                    table.CheckConstraint("CK_ModerationLog_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_ModerationLog_Words_Length", "length(\"Words\") <= 4000");
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReporterId = table.Column<long>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    Rule = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<byte>(type: "INTEGER", nullable: false),
                    SettledBy = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                    table.CheckConstraint("CK_Reports_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_Reports_Outcome", "Outcome IN (1, 2, 3)");
                    table.CheckConstraint("CK_Reports_Words_Length", "length(\"Words\") <= 2000");
                    table.ForeignKey(
                        name: "FK_Reports_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Reports_Members_ReporterId",
                        column: x => x.ReporterId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Appeals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Granted = table.Column<bool>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    DecidedBy = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeals", x => x.Id);
                    table.CheckConstraint("CK_Appeals_Answer_Length", "length(\"Answer\") <= 4000");
                    table.CheckConstraint("CK_Appeals_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_Appeals_Words_Length", "length(\"Words\") <= 4000");
                    table.ForeignKey(
                        name: "FK_Appeals_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Appeals_ModerationLog_EntryId",
                        column: x => x.EntryId,
                        principalTable: "ModerationLog",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    MemberId = table.Column<long>(type: "INTEGER", nullable: false),
                    EntryId = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Notices_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Notices_ModerationLog_EntryId",
                        column: x => x.EntryId,
                        principalTable: "ModerationLog",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Posts_JudgedBy_Length",
                table: "Posts",
                sql: "length(\"JudgedBy\") <= 64");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Members_JudgedBy_Length",
                table: "Members",
                sql: "length(\"JudgedBy\") <= 64");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Comments_JudgedBy_Length",
                table: "Comments",
                sql: "length(\"JudgedBy\") <= 64");

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_EntryId",
                table: "Appeals",
                column: "EntryId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_Granted_Id",
                table: "Appeals",
                columns: new[] { "Granted", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Appeals_MemberId",
                table: "Appeals",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_AuthorId_State",
                table: "Cases",
                columns: new[] { "AuthorId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Kind_ThingId",
                table: "Cases",
                columns: new[] { "Kind", "ThingId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Queue",
                table: "Cases",
                columns: new[] { "State", "Urgency", "OpenedAt", "Id" },
                descending: new[] { false, true, false, false });

            migrationBuilder.CreateIndex(
                name: "IX_CircleEntries_MemberId_Until",
                table: "CircleEntries",
                columns: new[] { "MemberId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_ModerationLog_About",
                table: "ModerationLog",
                column: "About");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationLog_ActorId_Id",
                table: "ModerationLog",
                columns: new[] { "ActorId", "Id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_ModerationLog_Kind_ThingId_Id",
                table: "ModerationLog",
                columns: new[] { "Kind", "ThingId", "Id" },
                descending: new[] { false, false, true });

            migrationBuilder.CreateIndex(
                name: "IX_ModerationLog_MemberId_Id",
                table: "ModerationLog",
                columns: new[] { "MemberId", "Id" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_EntryId",
                table: "Notices",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MemberId_ReadAt_Id",
                table: "Notices",
                columns: new[] { "MemberId", "ReadAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Reports_CaseId_ReporterId",
                table: "Reports",
                columns: new[] { "CaseId", "ReporterId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Reports_ReporterId_CreatedAt",
                table: "Reports",
                columns: new[] { "ReporterId", "CreatedAt" },
                descending: new[] { false, true });

            // The log is append-only, whoever writes to the file.
            foreach (var act in new[] { "Update", "Delete" })
            {
                migrationBuilder.Sql($"CREATE TRIGGER \"TR_ModerationLog_No{act}\" BEFORE {act} ON \"ModerationLog\" BEGIN SELECT RAISE(ABORT, 'The moderation log is append-only.'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"TR_ModerationLog_NoUpdate\"; DROP TRIGGER \"TR_ModerationLog_NoDelete\";");
            migrationBuilder.DropTable(
                name: "Appeals");

            migrationBuilder.DropTable(
                name: "CircleEntries");

            migrationBuilder.DropTable(
                name: "JudgingProgress");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "ModerationLog");

            migrationBuilder.DropTable(
                name: "Cases");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Posts_JudgedBy_Length",
                table: "Posts");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Members_JudgedBy_Length",
                table: "Members");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Comments_JudgedBy_Length",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Found",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "IsApproved",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "IsLocked",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "JudgedBy",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "Severity",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "SlowMinutes",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "JudgedBy",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "LeftAt",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Level",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "SilencedUntil",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "SuspendedUntil",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "FlagCount",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Found",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "IsApproved",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "JudgedBy",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Severity",
                table: "Comments");
        }
    }
}
