using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CasesKnowWhatSettledThem : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "SettledBy",
                table: "Cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Words",
                table: "Cases",
                type: "TEXT",
                nullable: true);

            // What took a decided case out of the queue is the last entry that could: one about itself, or one about everything that its author wrote.
            migrationBuilder.Sql("UPDATE Cases SET SettledBy = (SELECT MAX(l.Id) FROM ModerationLog l WHERE (l.Act = 14 AND l.MemberId = Cases.AuthorId) OR (l.CaseId = Cases.Id AND (l.Act IN (2, 3) OR (Cases.Kind = 3 AND l.Act IN (8, 9, 10, 11, 13))))) WHERE State = 2;");

            // What was held again by an undo, and whose case stayed decided, waited for nobody.
            migrationBuilder.Sql("UPDATE Cases SET State = 1, SettledBy = NULL, Version = Version + 1 WHERE State = 2 AND ((Kind = 1 AND EXISTS (SELECT 1 FROM Posts p WHERE p.Id = Cases.ThingId AND p.Status = 2)) OR (Kind = 2 AND EXISTS (SELECT 1 FROM Comments c WHERE c.Id = Cases.ThingId AND c.Status = 2)));");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SettledBy",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Words",
                table: "Cases");
        }
    }
}
