using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CommentPicturesAndLinkCards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CardKey",
                table: "Posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CardWidth",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Publisher",
                table: "Posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PictureAlt",
                table: "Comments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureHeight",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "PictureKey",
                table: "Comments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PicturePlaceholder",
                table: "Comments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureWidth",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "LinkCards",
                columns: table => new
                {
                    PostId = table.Column<long>(type: "INTEGER", nullable: false),
                    Audience = table.Column<byte>(type: "INTEGER", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<byte>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Publisher = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    PictureWidth = table.Column<int>(type: "INTEGER", nullable: false),
                    PictureHeight = table.Column<int>(type: "INTEGER", nullable: false),
                    Placeholder = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    FetchedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkCards", x => x.PostId);
                    table.CheckConstraint("CK_LinkCards_Audience", "Audience BETWEEN 1 AND 3");
                    table.CheckConstraint("CK_LinkCards_Description_Length", "length(\"Description\") <= 400");
                    table.CheckConstraint("CK_LinkCards_Language_Length", "length(\"Language\") <= 8");
                    table.CheckConstraint("CK_LinkCards_Placeholder_Length", "length(\"Placeholder\") <= 1000");
                    table.CheckConstraint("CK_LinkCards_Publisher_Length", "length(\"Publisher\") <= 80");
                    table.CheckConstraint("CK_LinkCards_State", "State IN (1, 2, 3)");
                    table.CheckConstraint("CK_LinkCards_Title_Length", "length(\"Title\") <= 200");
                    table.ForeignKey(
                        name: "FK_LinkCards_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments",
                column: "PictureKey",
                unique: true,
                filter: "PictureKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LinkCards_Key",
                table: "LinkCards",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "LinkCards");

            migrationBuilder.DropIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "CardKey",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "CardWidth",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "Publisher",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "PictureAlt",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "PictureHeight",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "PictureKey",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "PicturePlaceholder",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "PictureWidth",
                table: "Comments");
        }
    }
}
