-- Scheduled tasks (db-scheduler).
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
-- Begins with empty pages and keeps them (vacuum_truncate): of a table of a few pages PostgreSQL plans to read all, and a
-- prepared statement keeps that plan while the table fills with dead rows, which each deletion would read then.
INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
SELECT 'empty', n::text, convert_to(repeat('x', 400), 'UTF8'), 'infinity', false, 0 FROM generate_series(1, 640) n;
DELETE FROM scheduled_tasks;
