using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
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
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CardWidth",
                table: "Posts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Publisher",
                table: "Posts",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PictureAlt",
                table: "Comments",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureHeight",
                table: "Comments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "PictureKey",
                table: "Comments",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PicturePlaceholder",
                table: "Comments",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureWidth",
                table: "Comments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "LinkCards",
                columns: table => new
                {
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    Audience = table.Column<byte>(type: "tinyint", nullable: false),
                    Key = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<byte>(type: "tinyint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Publisher = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false),
                    Minutes = table.Column<int>(type: "int", nullable: false),
                    PictureWidth = table.Column<int>(type: "int", nullable: false),
                    PictureHeight = table.Column<int>(type: "int", nullable: false),
                    Placeholder = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    FetchedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LinkCards", x => x.PostId);
                    table.CheckConstraint("CK_LinkCards_Audience", "Audience BETWEEN 1 AND 3");
                    table.CheckConstraint("CK_LinkCards_State", "State IN (1, 2, 3)");
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
