-- Rights of the role event_processing, where the database has it: all services share these tables.
DO $$
BEGIN
    IF to_regrole('event_processing') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA eventprocessing TO event_processing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA eventprocessing TO event_processing;
        REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM event_processing;
        -- Tables of later migrations.
        ALTER DEFAULT PRIVILEGES IN SCHEMA eventprocessing
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO event_processing;
    END IF;
END $$;
