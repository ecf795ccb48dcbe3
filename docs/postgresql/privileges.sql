-- What the application's role may do on PostgreSQL: what SQLite refuses by triggers is refused here by privileges.
-- rules.sql beside it holds the rest. Both are tried by a test on a PostgreSQL of its own; the application itself runs on SQLite so far.
-- Run it as the owner of the tables, who is not the application, after each migration:
--   psql --set application=planner --file privileges.sql
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"application";
GRANT USAGE ON SCHEMA public TO :"application";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"application";

-- Written once.
GRANT SELECT, INSERT ON
    "Scenarios", "ScenarioVersions", "Runs", "Studies", "Exports", "LedgerEvents", "EvidenceCopies", "AuditEvents"
    TO :"application";

-- Kept up to date.
GRANT SELECT, INSERT, UPDATE, DELETE ON
    "Assumptions", "ApiKeys", "Invitations", "People", "AspNetUserClaims", "AspNetUserLogins", "AspNetUserPasskeys", "AspNetUserTokens"
    TO :"application";
