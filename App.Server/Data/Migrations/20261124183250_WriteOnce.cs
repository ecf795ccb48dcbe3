using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class WriteOnce : Migration
    {
        // INSERT OR REPLACE deletes without firing a trigger on DELETE, so the key has to be looked for before each insert.
        private static readonly (string Table, string Same)[] s_keys =
        [
            ("Scenarios", "Id = NEW.Id"),
            ("ScenarioVersions", "ScenarioId = NEW.ScenarioId AND Version = NEW.Version"),
            ("Runs", "Id = NEW.Id"),
        ];

        private static readonly string[] s_changes = ["UPDATE", "DELETE"];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach ((string table, string same) in s_keys)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER {table}_no_REPLACE BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
                    + $"BEGIN SELECT RAISE(ABORT, '{table} rows are immutable'); END;");
            }

            foreach (string change in s_changes)
            {
                migrationBuilder.Sql(
                    $"CREATE TRIGGER Scenarios_no_{change} BEFORE {change} ON Scenarios "
                    + "BEGIN SELECT RAISE(ABORT, 'Scenarios rows are immutable'); END;");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach ((string table, string _) in s_keys)
            {
                migrationBuilder.Sql($"DROP TRIGGER {table}_no_REPLACE;");
            }

            foreach (string change in s_changes)
            {
                migrationBuilder.Sql($"DROP TRIGGER Scenarios_no_{change};");
            }
        }
    }
}
