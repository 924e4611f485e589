using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
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
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsApproved",
                table: "Posts",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsLocked",
                table: "Posts",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Posts",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte>(
                name: "Severity",
                table: "Posts",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<int>(
                name: "SlowMinutes",
                table: "Posts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Members",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "LeftAt",
                table: "Members",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<byte>(
                name: "Level",
                table: "Members",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)2);

            migrationBuilder.AddColumn<DateTime>(
                name: "SilencedUntil",
                table: "Members",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SuspendedUntil",
                table: "Members",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FlagCount",
                table: "Comments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Found",
                table: "Comments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsApproved",
                table: "Comments",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "JudgedBy",
                table: "Comments",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte>(
                name: "Severity",
                table: "Comments",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ThingId = table.Column<long>(type: "bigint", nullable: false),
                    PostId = table.Column<long>(type: "bigint", nullable: true),
                    AuthorId = table.Column<long>(type: "bigint", nullable: false),
                    Circle = table.Column<byte>(type: "tinyint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Rules = table.Column<int>(type: "int", nullable: false),
                    Found = table.Column<int>(type: "int", nullable: false),
                    Weight = table.Column<int>(type: "int", nullable: false),
                    Urgency = table.Column<long>(type: "bigint", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClaimedBy = table.Column<long>(type: "bigint", nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                    table.CheckConstraint("CK_Cases_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_Cases_Circle", "Circle IN (1, 2)");
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Circle = table.Column<byte>(type: "tinyint", nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: false)
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
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    JudgedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    LastId = table.Column<long>(type: "bigint", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JudgingProgress", x => x.Kind);
                });

            migrationBuilder.CreateTable(
                name: "ModerationLog",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Act = table.Column<byte>(type: "tinyint", nullable: false),
                    ActorId = table.Column<long>(type: "bigint", nullable: true),
                    ActorRole = table.Column<byte>(type: "tinyint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<byte>(type: "tinyint", nullable: false),
                    ThingId = table.Column<long>(type: "bigint", nullable: false),
                    PostId = table.Column<long>(type: "bigint", nullable: true),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Rule = table.Column<int>(type: "int", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    After = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    About = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModerationLog", x => x.Id);
                    table.CheckConstraint("CK_ModerationLog_Audience", "Audience IN (1, 2, 3)");
                });

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    ReporterId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Rule = table.Column<int>(type: "int", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Weight = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<byte>(type: "tinyint", nullable: false),
                    SettledBy = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Id);
                    table.CheckConstraint("CK_Reports_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_Reports_Outcome", "Outcome IN (1, 2, 3)");
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Granted = table.Column<bool>(type: "bit", nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeals", x => x.Id);
                    table.CheckConstraint("CK_Appeals_Audience", "Audience IN (1, 2, 3)");
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
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    EntryId = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReadAt = table.Column<DateTime>(type: "datetime2", nullable: true)
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

            // The log is append-only, whoever writes to the database.
            foreach (var act in new[] { "Update", "Delete" })
            {
                migrationBuilder.Sql($"EXEC(N'CREATE TRIGGER [TR_ModerationLog_No{act}] ON [ModerationLog] INSTEAD OF {act} AS BEGIN SET NOCOUNT ON; THROW 50001, N''The moderation log is append-only.'', 1; END')");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER [TR_ModerationLog_NoUpdate]; DROP TRIGGER [TR_ModerationLog_NoDelete];");
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
