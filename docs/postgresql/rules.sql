-- What triggers of SQLite see to beside privileges, for PostgreSQL: an event follows the last one, says in its columns what its entry says,
-- and nobody reviews or signs what he wrote. Run it as the owner of the tables, who is not the application:
--   psql --file rules.sql
CREATE OR REPLACE FUNCTION check_ledger_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
    entry jsonb := NEW."Payload"::jsonb;
BEGIN
    -- Writers take turns, whichever process they come from; whoever waited sees what the one before has added.
    PERFORM pg_advisory_xact_lock(hashtext('LedgerEvents'));
    SELECT "Number", "Hash" INTO last FROM "LedgerEvents" ORDER BY "Number" DESC LIMIT 1;
    IF NEW."Number" <> coalesce(last."Number", 0) + 1 OR NEW."PreviousHash" <> coalesce(last."Hash", repeat('0', 64)) THEN
        RAISE EXCEPTION 'the event does not follow the last one';
    END IF;

    IF entry ->> 'type' IS DISTINCT FROM NEW."Type"
        OR (entry ->> 'assertionId' IS DISTINCT FROM NEW."AssertionId" AND NEW."Type" NOT IN ('conflictResolved', 'valuePreferred'))
        OR entry ->> 'version' IS DISTINCT FROM NEW."Version"::text THEN
        RAISE EXCEPTION 'the columns differ from the entry';
    END IF;

    -- Roles: Reviewer 4, Finance 8, Admin 16.
    IF NEW."Type" IN ('reviewStarted', 'reviewReturned', 'versionSigned', 'disputeSettled', 'versionReconfirmed')
        AND (NEW."ActorKind" <> 'Person'
            OR NEW."ActorRoles" & 12 = 0
            OR NEW."ActorRoles" & 16 <> 0
            OR NEW."AssertionId" IS NULL
            OR EXISTS (SELECT 1 FROM "LedgerEvents" WHERE "AssertionId" = NEW."AssertionId" AND "Type" = 'versionDrafted'
                AND "Version" <= NEW."Version" AND "ActorId" = NEW."ActorId")) THEN
        RAISE EXCEPTION 'nobody reviews or signs what he wrote; programs and administrators never do';
    END IF;

    RETURN NEW;
END;
$$;

CREATE OR REPLACE TRIGGER "LedgerEvents_rules" BEFORE INSERT ON "LedgerEvents" FOR EACH ROW EXECUTE FUNCTION check_ledger_event();
