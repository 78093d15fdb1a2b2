-- The schema belongs to the role order_query, where the database has it: no other role reads or writes the read model.
-- Operators see the tasks of each service, and split and merge the segments of each processor, through any process.
DO $$
BEGIN
    IF to_regrole('event_processing') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA orderstatus TO event_processing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON token_entry TO event_processing;
        GRANT SELECT ON scheduled_tasks TO event_processing;
    END IF;
END $$;
