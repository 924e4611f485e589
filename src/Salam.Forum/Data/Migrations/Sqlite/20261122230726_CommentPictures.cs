using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 1000,
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
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PictureWidth",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments",
                column: "PictureKey",
                unique: true,
                filter: "PictureKey IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Comments_PictureAlt_Length",
                table: "Comments",
                sql: "length(\"PictureAlt\") <= 1000");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Comments_PicturePlaceholder_Length",
                table: "Comments",
                sql: "length(\"PicturePlaceholder\") <= 1000");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Comments_PictureKey",
                table: "Comments");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Comments_PictureAlt_Length",
                table: "Comments");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Comments_PicturePlaceholder_Length",
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
