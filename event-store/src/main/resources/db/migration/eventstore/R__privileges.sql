-- Rights of the roles event_store_reader and event_store_writer, where the database has them. No role may change or remove
-- an event, and none may write a snapshot: an application that takes snapshots grants that itself.
DO $$
BEGIN
    IF to_regrole('event_store_writer') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA eventstore TO event_store_reader, event_store_writer;
        GRANT SELECT ON ALL TABLES IN SCHEMA eventstore TO event_store_reader;
        GRANT SELECT ON ALL SEQUENCES IN SCHEMA eventstore TO event_store_reader;
        GRANT INSERT ON domain_event_entry TO event_store_writer;
        -- Not UPDATE: only the owner may set the sequence back.
        GRANT USAGE ON SEQUENCE domain_event_entry_seq TO event_store_writer;
    END IF;
END $$;
