-- Rights of the role operator_log_writer, where the database has it: the log is append-only.
DO $$
BEGIN
    IF to_regrole('operator_log_writer') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA operatorlog TO operator_log_writer;
        GRANT SELECT ON ALL TABLES IN SCHEMA operatorlog TO operator_log_writer;
        GRANT INSERT ON action TO operator_log_writer;
    END IF;
END $$;
