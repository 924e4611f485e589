using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class CommentPictures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PictureAlt",
                table: "Comments",
                type: "nvarchar(1000)",
                maxLength: 1000,
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
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureWidth",
                table: "Comments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments",
                column: "PictureKey",
                unique: true,
                filter: "PictureKey IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments");

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
