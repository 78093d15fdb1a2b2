-- Token and sagas of the saga's processor (Axon's JDBC stores). Both are updated very often: free space on each page
-- (fillfactor) keeps the new row versions on it (HOT updates).
CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

CREATE TABLE saga_entry (
    saga_id         varchar(255) NOT NULL PRIMARY KEY,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

CREATE TABLE association_value_entry (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association_key   varchar(255) NOT NULL,
    association_value varchar(255),
    saga_id           varchar(255) NOT NULL,
    saga_type         varchar(255)
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200);

CREATE INDEX association_value_entry_by_value
    ON association_value_entry (association_value, association_key, saga_type);
CREATE INDEX association_value_entry_by_saga ON association_value_entry (saga_id, saga_type);

-- Saga deadlines and recurring tasks (db-scheduler).
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
) WITH (vacuum_truncate = false);
CREATE INDEX scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
-- Begins with empty pages and keeps them (vacuum_truncate): of a table of a few pages PostgreSQL plans to read all, and a
-- prepared statement keeps that plan while the table fills with dead rows, which each deletion would read then.
INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
SELECT 'empty', n::text, convert_to(repeat('x', 400), 'UTF8'), 'infinity', false, 0 FROM generate_series(1, 640) n;
DELETE FROM scheduled_tasks;

-- Idempotency store: one row per executed request, written in the transaction of its events; a repeated request gets the
-- same response.
CREATE TABLE stored_response (
    caller          varchar(64)  NOT NULL,
    route           varchar(128) NOT NULL,
    idempotency_key varchar(255) NOT NULL,
    fingerprint     char(64)     NOT NULL,
    status          smallint     NOT NULL,
    location        varchar(255) NOT NULL,
    body            bytea        NOT NULL,
    stored_at       timestamptz  NOT NULL,
    expires_at      timestamptz  NOT NULL,
    PRIMARY KEY (caller, route, idempotency_key)
);
CREATE INDEX stored_response_by_expiry ON stored_response (expires_at);
