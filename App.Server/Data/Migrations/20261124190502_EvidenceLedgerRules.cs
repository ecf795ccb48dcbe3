using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Server.Data.Migrations
{
    /// <inheritdoc />
    public partial class EvidenceLedgerRules : Migration
    {
        private static readonly string[] s_tables = ["LedgerEvents", "EvidenceCopies"];
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

            migrationBuilder.Sql(
                "CREATE TRIGGER EvidenceCopies_no_REPLACE BEFORE INSERT ON EvidenceCopies WHEN EXISTS (SELECT 1 FROM EvidenceCopies WHERE Sha256 = NEW.Sha256) "
                + "BEGIN SELECT RAISE(ABORT, 'EvidenceCopies rows are immutable'); END;");

            // Also refuses INSERT OR REPLACE of an event that is there: its number is taken.
            migrationBuilder.Sql("""
                CREATE TRIGGER LedgerEvents_in_turn BEFORE INSERT ON LedgerEvents
                WHEN NEW.Number <> (SELECT coalesce(max(Number), 0) + 1 FROM LedgerEvents)
                  OR NEW.PreviousHash <> coalesce((SELECT Hash FROM LedgerEvents ORDER BY Number DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000')
                BEGIN SELECT RAISE(ABORT, 'the event does not follow the last one'); END;
                """);

            // What the other triggers look at is what the hashed entry says.
            migrationBuilder.Sql("""
                CREATE TRIGGER LedgerEvents_as_written BEFORE INSERT ON LedgerEvents
                WHEN NOT json_valid(NEW.Payload)
                  OR json_extract(NEW.Payload, '$.type') IS NOT NEW.Type
                  OR json_extract(NEW.Payload, '$.assertionId') IS NOT NEW.AssertionId AND NEW.Type NOT IN ('conflictResolved', 'valuePreferred')
                  OR json_extract(NEW.Payload, '$.version') IS NOT NEW.Version
                BEGIN SELECT RAISE(ABORT, 'the columns differ from the entry'); END;
                """);

            // Roles: Reviewer 4, Finance 8, Admin 16.
            migrationBuilder.Sql("""
                CREATE TRIGGER LedgerEvents_four_eyes BEFORE INSERT ON LedgerEvents
                WHEN NEW.Type IN ('reviewStarted', 'reviewReturned', 'versionSigned', 'disputeSettled', 'versionReconfirmed')
                 AND (NEW.ActorKind <> 'Person'
                   OR NEW.ActorRoles & 12 = 0
                   OR NEW.ActorRoles & 16 <> 0
                   OR NEW.AssertionId IS NULL
                   OR EXISTS (SELECT 1 FROM LedgerEvents WHERE AssertionId = NEW.AssertionId AND Type = 'versionDrafted' AND Version <= NEW.Version AND ActorId = NEW.ActorId))
                BEGIN SELECT RAISE(ABORT, 'nobody reviews or signs what he wrote; programs and administrators never do'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (string trigger in new[] { "LedgerEvents_four_eyes", "LedgerEvents_as_written", "LedgerEvents_in_turn", "EvidenceCopies_no_REPLACE" })
            {
                migrationBuilder.Sql($"DROP TRIGGER {trigger};");
            }

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
