using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RegisterNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Foundations_Country_Register_RegisterNumber",
                table: "Foundations");

            migrationBuilder.CreateIndex(
                name: "IX_Foundations_Country_Register_RegisterNumber",
                table: "Foundations",
                columns: new[] { "Country", "Register", "RegisterNumber" },
                unique: true,
                filter: "VettedAt IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Foundations_Country_Register_RegisterNumber",
                table: "Foundations");

            migrationBuilder.CreateIndex(
                name: "IX_Foundations_Country_Register_RegisterNumber",
                table: "Foundations",
                columns: new[] { "Country", "Register", "RegisterNumber" },
                unique: true);
        }
    }
}
