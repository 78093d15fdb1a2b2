-- Rights of the role payment_handler, where the database has it, and of the role of all event processors: operators see the tasks of
-- each service, and split and merge the segments of each processor, through any process.
DO $$
BEGIN
    IF to_regrole('payment_handler') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA paymenthandler TO payment_handler, event_processing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA paymenthandler TO payment_handler;
        REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM payment_handler;
        -- Tables of later migrations.
        ALTER DEFAULT PRIVILEGES IN SCHEMA paymenthandler GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO payment_handler;
        GRANT SELECT, INSERT, UPDATE, DELETE ON token_entry TO event_processing;
        GRANT SELECT ON scheduled_tasks TO event_processing;
    END IF;
END $$;
