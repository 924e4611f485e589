using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AwaitedNews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_ProjectUpdates_ProjectId_DueAt",
                table: "ProjectUpdates",
                columns: new[] { "ProjectId", "DueAt" },
                filter: "PostedAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProjectUpdates_ProjectId_DueAt",
                table: "ProjectUpdates");
        }
    }
}
