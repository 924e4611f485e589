using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Corrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Figures of before were not told apart by audience, and cannot be shown to anybody now: they begin anew.
            migrationBuilder.Sql("DELETE FROM TranslationDays");

            migrationBuilder.DropPrimaryKey(
                name: "PK_TranslationDays",
                table: "TranslationDays");

            migrationBuilder.AddColumn<byte>(
                name: "Audience",
                table: "TranslationDays",
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)1);

            migrationBuilder.AddColumn<int>(
                name: "Reports",
                table: "TranslationDays",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<string>(
                name: "Title",
                table: "TranslatedTexts",
                type: "nvarchar(1200)",
                maxLength: 1200,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(600)",
                oldMaxLength: 600);

            migrationBuilder.AddColumn<long>(
                name: "TranslatorId",
                table: "TranslatedTexts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_TranslationDays",
                table: "TranslationDays",
                columns: new[] { "Day", "Engine", "From", "To", "Audience" });

            migrationBuilder.CreateTable(
                name: "TranslationReports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    TextId = table.Column<long>(type: "bigint", nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    About = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Fault = table.Column<byte>(type: "tinyint", nullable: false),
                    Words = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Outcome = table.Column<byte>(type: "tinyint", nullable: false),
                    SettledBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationReports", x => x.Id);
                    table.CheckConstraint("CK_TranslationReports_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_TranslationReports_Fault", "Fault IN (1, 2, 3, 4)");
                    table.CheckConstraint("CK_TranslationReports_Outcome", "Outcome IN (1, 2, 3)");
                    table.ForeignKey(
                        name: "FK_TranslationReports_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TranslationReports_TranslatedTexts_TextId",
                        column: x => x.TextId,
                        principalTable: "TranslatedTexts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TranslationSuggestions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Thing = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    MemberId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Version = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(1200)", maxLength: 1200, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationSuggestions", x => x.Id);
                    table.CheckConstraint("CK_TranslationSuggestions_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_TranslationSuggestions_State", "State IN (1, 2, 3)");
                    table.ForeignKey(
                        name: "FK_TranslationSuggestions_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_TranslationDays_Audience",
                table: "TranslationDays",
                sql: "Audience IN (1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_TranslatedTexts_TranslatorId",
                table: "TranslatedTexts",
                column: "TranslatorId");

            migrationBuilder.CreateIndex(
                name: "IX_TranslatedTexts_UnderWay",
                table: "TranslatedTexts",
                column: "State",
                filter: "State = 1");

            migrationBuilder.CreateIndex(
                name: "IX_TranslationReports_MemberId_CreatedAt",
                table: "TranslationReports",
                columns: new[] { "MemberId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TranslationReports_Outcome_TextId",
                table: "TranslationReports",
                columns: new[] { "Outcome", "TextId" });

            migrationBuilder.CreateIndex(
                name: "IX_TranslationReports_TextId_MemberId",
                table: "TranslationReports",
                columns: new[] { "TextId", "MemberId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TranslationSuggestions_MemberId_SentAt",
                table: "TranslationSuggestions",
                columns: new[] { "MemberId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TranslationSuggestions_State_Id",
                table: "TranslationSuggestions",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_TranslationSuggestions_Thing_Language_MemberId",
                table: "TranslationSuggestions",
                columns: new[] { "Thing", "Language", "MemberId" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_TranslatedTexts_Members_TranslatorId",
                table: "TranslatedTexts",
                column: "TranslatorId",
                principalTable: "Members",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_TranslatedTexts_Members_TranslatorId",
                table: "TranslatedTexts");

            migrationBuilder.DropTable(
                name: "TranslationReports");

            migrationBuilder.DropTable(
                name: "TranslationSuggestions");

            migrationBuilder.DropPrimaryKey(
                name: "PK_TranslationDays",
                table: "TranslationDays");

            migrationBuilder.DropCheckConstraint(
                name: "CK_TranslationDays_Audience",
                table: "TranslationDays");

            migrationBuilder.DropIndex(
                name: "IX_TranslatedTexts_TranslatorId",
                table: "TranslatedTexts");

            migrationBuilder.DropIndex(
                name: "IX_TranslatedTexts_UnderWay",
                table: "TranslatedTexts");

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "TranslationDays");

            migrationBuilder.DropColumn(
                name: "Reports",
                table: "TranslationDays");

            migrationBuilder.DropColumn(
                name: "TranslatorId",
                table: "TranslatedTexts");

            migrationBuilder.AlterColumn<string>(
                name: "Title",
                table: "TranslatedTexts",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(1200)",
                oldMaxLength: 1200);

            migrationBuilder.AddPrimaryKey(
                name: "PK_TranslationDays",
                table: "TranslationDays",
                columns: new[] { "Day", "Engine", "From", "To" });
        }
    }
}
