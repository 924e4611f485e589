using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
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
                type: "tinyint",
                nullable: false,
                defaultValue: (byte)1);

            migrationBuilder.AddColumn<string>(
                name: "TranslationWishes",
                table: "Members",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "TranslatedTexts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Thing = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    Body = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    BodyHtml = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Excerpt = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    RendererVersion = table.Column<int>(type: "int", nullable: false),
                    Engine = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslatedTexts", x => x.Id);
                    table.CheckConstraint("CK_TranslatedTexts_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_TranslatedTexts_State", "State IN (1, 2, 3, 4)");
                });

            migrationBuilder.CreateTable(
                name: "TranslationDays",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Engine = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    From = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    To = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Calls = table.Column<int>(type: "int", nullable: false),
                    Characters = table.Column<long>(type: "bigint", nullable: false),
                    Texts = table.Column<int>(type: "int", nullable: false),
                    Down = table.Column<int>(type: "int", nullable: false),
                    Slow = table.Column<int>(type: "int", nullable: false),
                    Limited = table.Column<int>(type: "int", nullable: false),
                    Failed = table.Column<int>(type: "int", nullable: false),
                    Garbled = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    Broken = table.Column<int>(type: "int", nullable: false),
                    Poor = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TranslationDays", x => new { x.Day, x.Engine, x.From, x.To });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_Lane_DueAt_Id",
                table: "Outbox",
                columns: new[] { "Lane", "DueAt", "Id" });

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
