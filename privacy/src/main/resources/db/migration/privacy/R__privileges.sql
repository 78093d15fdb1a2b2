-- Rights of the role subject_key_user, where the database has it: every service stores personal data and takes part in erasures.
-- Only order_query, which knows whether the orders of a person are settled, requests an erasure and deletes a key.
DO $$
BEGIN
    IF to_regrole('subject_key_user') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA privacy TO subject_key_user;
        GRANT SELECT ON ALL TABLES IN SCHEMA privacy TO subject_key_user;
        GRANT INSERT ON subject_key, search_key_check, erasure_participant, erasure_step TO subject_key_user;
        GRANT UPDATE ON erasure TO subject_key_user;
        GRANT UPDATE, DELETE ON subject_key TO order_query;
        GRANT INSERT ON erasure TO order_query;
        GRANT DELETE ON erasure_step TO order_query;
    END IF;
END $$;
