-- Database roles of order-saga. An administrator runs this once in a new database, before the first migration; running it
-- again changes nothing. No role has a password, so that none can log in until the administrator sets one (docs/security.md).
-- What each role may do with the tables is granted by the migrations of their schemas (R__privileges.sql).
DO $$
DECLARE
    wanted record;
BEGIN
    FOR wanted IN SELECT * FROM (VALUES
        -- Owns the schemas. Migrations become this role by SET ROLE.
        ('order_saga_owner',     'NOLOGIN'),
        -- Rights that several services share.
        ('event_store_reader',   'NOLOGIN'),
        ('event_store_writer',   'NOLOGIN'),
        ('event_processing',     'NOLOGIN'),
        ('operator_log_writer',  'NOLOGIN'),
        ('api_key_keeper',       'NOLOGIN'),
        ('subject_key_user',     'NOLOGIN'),
        -- One for each process. A limit leaves connections of the server (100 by default) to the other roles.
        ('order_saga_migration', 'LOGIN CONNECTION LIMIT 10'),
        ('order_command',        'LOGIN CONNECTION LIMIT 60'),
        ('payment_handler',      'LOGIN CONNECTION LIMIT 60'),
        ('order_query',          'LOGIN CONNECTION LIMIT 60'),
        -- The three services in one process.
        ('order_saga',           'LOGIN CONNECTION LIMIT 60'),
        ('metrics',              'LOGIN CONNECTION LIMIT 5'),
        ('backup',               'LOGIN CONNECTION LIMIT 5')) AS role (name, options)
    LOOP
        IF to_regrole(wanted.name) IS NULL THEN
            EXECUTE format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS %s',
                wanted.name, wanted.options);
        END IF;
    END LOOP;
END $$;

-- A migration has no rights of its own: it becomes the owner of the schema that it changes.
GRANT order_saga_owner, order_query TO order_saga_migration WITH INHERIT FALSE, SET TRUE;
GRANT event_store_reader TO event_store_writer WITH INHERIT TRUE, SET FALSE;
GRANT event_store_writer TO order_command, payment_handler WITH INHERIT TRUE, SET FALSE;
GRANT event_store_reader TO order_query WITH INHERIT TRUE, SET FALSE;
GRANT event_processing, operator_log_writer, api_key_keeper, subject_key_user TO order_command, payment_handler, order_query
    WITH INHERIT TRUE, SET FALSE;
-- Exact reading, and erasures, look in pg_stat_activity for transactions of other roles.
GRANT pg_read_all_stats TO order_command, payment_handler, order_query WITH INHERIT TRUE, SET FALSE;
GRANT order_command, payment_handler TO order_saga WITH INHERIT TRUE, SET FALSE;
-- A rebuilt read model is given to the role that owns the present one.
GRANT order_query TO order_saga WITH INHERIT TRUE, SET TRUE;
GRANT pg_monitor TO metrics WITH INHERIT TRUE, SET FALSE;
GRANT pg_read_all_data TO backup WITH INHERIT TRUE, SET FALSE;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO order_saga_migration, order_command, payment_handler, order_query,'
        ' order_saga, metrics, backup', current_database());
    EXECUTE format('GRANT CREATE ON DATABASE %I TO order_saga_owner', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS eventstore AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS eventprocessing AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS operatorlog AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS access AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS privacy AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS ordercommand AUTHORIZATION order_saga_owner;
CREATE SCHEMA IF NOT EXISTS paymenthandler AUTHORIZATION order_saga_owner;
-- Belongs to its service, which replaces its table when it rebuilds the read model.
CREATE SCHEMA IF NOT EXISTS orderstatus AUTHORIZATION order_query;

-- Schemas that an older version created belong to the user that it ran as.
DO $$
DECLARE
    foreign_schemas text;
BEGIN
    SELECT string_agg(nspname, ', ') INTO foreign_schemas FROM pg_namespace
    WHERE nspname IN ('eventstore', 'eventprocessing', 'operatorlog', 'access', 'privacy', 'ordercommand',
            'paymenthandler')
          AND nspowner <> 'order_saga_owner'::regrole
       OR nspname = 'orderstatus' AND nspowner <> 'order_query'::regrole;
    IF foreign_schemas IS NOT NULL THEN
        RAISE EXCEPTION 'the schemas % were created without the database roles: give them and their tables to order_saga_owner,'
            ' and orderstatus to order_query (docs/security.md, Database roles)', foreign_schemas;
    END IF;
END $$;
