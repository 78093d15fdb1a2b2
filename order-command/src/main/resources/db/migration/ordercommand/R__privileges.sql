-- Rights of the role order_command, where the database has it, and of the role of all event processors: operators see the tasks of
-- each service, and split and merge the segments of each processor, through any process.
DO $$
BEGIN
    IF to_regrole('order_command') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA ordercommand TO order_command, event_processing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ordercommand TO order_command;
        REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM order_command;
        -- Tables of later migrations.
        ALTER DEFAULT PRIVILEGES IN SCHEMA ordercommand GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO order_command;
        GRANT SELECT, INSERT, UPDATE, DELETE ON token_entry TO event_processing;
        GRANT SELECT ON scheduled_tasks TO event_processing;
    END IF;
END $$;
