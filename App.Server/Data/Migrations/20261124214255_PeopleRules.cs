using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class PeopleRules : Migration
    {
        private static readonly string[] s_changes = ["UPDATE", "DELETE"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (string change in s_changes)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER AuditEvents_no_{change} BEFORE {change} ON AuditEvents "
                    + "BEGIN SELECT RAISE(ABORT, 'AuditEvents rows are immutable'); END;");
            }

            migrationBuilder.Sql(
                "CREATE TRIGGER AuditEvents_no_REPLACE BEFORE INSERT ON AuditEvents WHEN EXISTS (SELECT 1 FROM AuditEvents WHERE Number = NEW.Number) "
                + "BEGIN SELECT RAISE(ABORT, 'AuditEvents rows are immutable'); END;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (string trigger in new[] { "AuditEvents_no_REPLACE", "AuditEvents_no_DELETE", "AuditEvents_no_UPDATE" })
            {
                migrationBuilder.Sql($"DROP TRIGGER {trigger};");
            }
        }
    }
}
