using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Salam.Forum.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LogRowsAreNeverReplaced : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // INSERT OR REPLACE takes the old row away without asking the triggers on deleting.
            migrationBuilder.Sql("CREATE TRIGGER \"TR_ModerationLog_NoReplace\" BEFORE INSERT ON \"ModerationLog\" WHEN EXISTS (SELECT 1 FROM \"ModerationLog\" WHERE \"Id\" = NEW.\"Id\") BEGIN SELECT RAISE(ABORT, 'The moderation log is append-only.'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER \"TR_ModerationLog_NoReplace\";");
        }
    }
}
