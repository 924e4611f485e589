using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Translations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_DueAt_Id",
                table: "Outbox");

            migrationBuilder.AddColumn<byte>(
                name: "Lane",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)1);

            migrationBuilder.AddColumn<string>(
                name: "TranslationWishes",
                table: "Members",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "TranslatedTexts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Thing = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    BodyHtml = table.Column<string>(type: "TEXT", nullable: false),
                    Excerpt = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    RendererVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Engine = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslatedTexts", x => x.Id);
                    table.CheckConstraint("CK_TranslatedTexts_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_TranslatedTexts_Engine_Length", "length(\"Engine\") <= 32");
                    table.CheckConstraint("CK_TranslatedTexts_Excerpt_Length", "length(\"Excerpt\") <= 600");
                    table.CheckConstraint("CK_TranslatedTexts_Language_Length", "length(\"Language\") <= 8");
                    table.CheckConstraint("CK_TranslatedTexts_State", "State IN (1, 2, 3, 4)");
                    table.CheckConstraint("CK_TranslatedTexts_Title_Length", "length(\"Title\") <= 600");
                });

            migrationBuilder.CreateTable(
                name: "TranslationDays",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Engine = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    To = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Calls = table.Column<int>(type: "INTEGER", nullable: false),
                    Characters = table.Column<long>(type: "INTEGER", nullable: false),
                    Texts = table.Column<int>(type: "INTEGER", nullable: false),
                    Down = table.Column<int>(type: "INTEGER", nullable: false),
                    Slow = table.Column<int>(type: "INTEGER", nullable: false),
                    Limited = table.Column<int>(type: "INTEGER", nullable: false),
                    Failed = table.Column<int>(type: "INTEGER", nullable: false),
                    Garbled = table.Column<int>(type: "INTEGER", nullable: false),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    Broken = table.Column<int>(type: "INTEGER", nullable: false),
                    Poor = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationDays", x => new { x.Day, x.Engine, x.From, x.To });
                    table.CheckConstraint("CK_TranslationDays_Engine_Length", "length(\"Engine\") <= 32");
                    table.CheckConstraint("CK_TranslationDays_From_Length", "length(\"From\") <= 8");
                    table.CheckConstraint("CK_TranslationDays_To_Length", "length(\"To\") <= 8");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_DueAt_Id",
                table: "Outbox",
                columns: new[] { "Lane", "DueAt", "Id" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Members_TranslationWishes_Length",
                table: "Members",
                sql: "length(\"TranslationWishes\") <= 400");

            migrationBuilder.CreateIndex(
                name: "IX_TranslatedTexts_Thing_Language_Version",
                table: "TranslatedTexts",
                columns: new[] { "Thing", "Language", "Version" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TranslatedTexts");

            migrationBuilder.DropTable(
                name: "TranslationDays");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_Lane_DueAt_Id",
                table: "Outbox");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Members_TranslationWishes_Length",
                table: "Members");

            migrationBuilder.DropColumn(
                name: "Lane",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TranslationWishes",
                table: "Members");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DueAt_Id",
                table: "Outbox",
                columns: new[] { "DueAt", "Id" });
        }
    }
}
