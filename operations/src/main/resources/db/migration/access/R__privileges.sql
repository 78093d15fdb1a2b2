-- Rights of the role api_key_keeper, where the database has it: every service verifies keys, and operators make and revoke them
-- through any process. A key is never deleted.
DO $$
BEGIN
    IF to_regrole('api_key_keeper') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA access TO api_key_keeper;
        GRANT SELECT ON ALL TABLES IN SCHEMA access TO api_key_keeper;
        GRANT INSERT, UPDATE ON api_key TO api_key_keeper;
    END IF;
END $$;
