using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class ImmutableRows : Migration
    {
        private static readonly string[] s_tables = ["ScenarioVersions", "Runs"];
        private static readonly string[] s_changes = ["UPDATE", "DELETE"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (string table in s_tables)
            {
                foreach (string change in s_changes)
                {
                    migrationBuilder.Sql(
                        $"CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} "
                        + $"BEGIN SELECT RAISE(ABORT, '{table} rows are immutable'); END;");
                }
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (string table in s_tables)
            {
                foreach (string change in s_changes)
                {
                    migrationBuilder.Sql($"DROP TRIGGER {table}_no_{change};");
                }
            }
        }
    }
}
