using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
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
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    LastId = table.Column<long>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexProgress", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "PostTexts",
                columns: table => new
                {
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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

            // The table is its key: with rows of its own beside the key it would take twice the room.
            migrationBuilder.Sql("""
                CREATE TABLE "PostWords" (
                    "Word" TEXT NOT NULL,
                    "Place" INTEGER NOT NULL,
                    "PostId" INTEGER NOT NULL,
                    "Audience" INTEGER NOT NULL,
                    CONSTRAINT "PK_PostWords" PRIMARY KEY ("Word", "Place", "PostId"),
                    CONSTRAINT "CK_PostWords_Audience" CHECK (Audience IN (1, 2, 3)),
                    CONSTRAINT "CK_PostWords_Place" CHECK (Place IN (1, 2)),
                    CONSTRAINT "CK_PostWords_Word_Length" CHECK (length("Word") <= 40)
                ) WITHOUT ROWID;
                """);
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
