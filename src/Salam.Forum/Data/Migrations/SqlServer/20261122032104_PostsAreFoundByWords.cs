using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PostsAreFoundByWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IndexProgress",
                columns: table => new
                {
                    Version = table.Column<int>(type: "int", nullable: false),
                    LastId = table.Column<long>(type: "bigint", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexProgress", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "PostTexts",
                columns: table => new
                {
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_BIN2"),
                    Text = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_BIN2"),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostTexts", x => x.PostId);
                    table.CheckConstraint("CK_PostTexts_Audience", "Audience IN (1, 2, 3)");
                    table.ForeignKey(
                        name: "FK_PostTexts_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PostWords",
                columns: table => new
                {
                    Word = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_BIN2"),
                    Place = table.Column<byte>(type: "tinyint", nullable: false),
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostWords", x => new { x.Word, x.Place, x.PostId });
                    table.CheckConstraint("CK_PostWords_Audience", "Audience IN (1, 2, 3)");
                    table.CheckConstraint("CK_PostWords_Place", "Place IN (1, 2)");
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "IndexProgress");

            migrationBuilder.DropTable(
                name: "PostTexts");

            migrationBuilder.DropTable(
                name: "PostWords");
        }
    }
}
