-- Token store of the event processor (Axon's JDBC token store). Rows are updated all the time: free space in each page
-- keeps the updates inside it.
CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Scheduled tasks (db-scheduler), mainly provider calls. A row exists from the decision that leads to a call until its
-- answer is recorded: the table stays small and turns over fast.
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
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, vacuum_truncate = false);
-- The only index beside the key: picking a call changes no indexed column, so that the update stays inside its page.
CREATE INDEX scheduled_tasks_by_execution_time ON scheduled_tasks (execution_time);
-- Begins with empty pages and keeps them (vacuum_truncate): of a table of a few pages PostgreSQL plans to read all, and a
-- prepared statement keeps that plan while the table fills with dead rows, which each deletion would read then.
INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
SELECT 'empty', n::text, convert_to(repeat('x', 400), 'UTF8'), 'infinity', false, 0 FROM generate_series(1, 640) n;
DELETE FROM scheduled_tasks;

-- Webhook inbox: recognizes duplicates. The state of the referenced object is looked up, not stored.
CREATE TABLE webhook_message (
    provider    text        NOT NULL,
    message_id  text        NOT NULL,
    type        text        NOT NULL,
    reference   text,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (provider, message_id)
);
CREATE INDEX webhook_message_by_received_at ON webhook_message (received_at);

-- Reconciliation runs: the time range, and the numbers of records listed, outcomes recorded and differences found.
CREATE TABLE reconciliation_run (
    provider    text        NOT NULL,
    started_at  timestamptz NOT NULL,
    ended_at    timestamptz NOT NULL,
    is_full     boolean     NOT NULL,
    from_time   timestamptz NOT NULL,
    before_time timestamptz NOT NULL,
    charges     integer     NOT NULL,
    refunds     integer     NOT NULL,
    updated     integer     NOT NULL,
    unmatched   integer     NOT NULL,
    mismatches  integer     NOT NULL,
    PRIMARY KEY (provider, started_at)
);

-- Differences, one for each object at the provider and kind; closed when the records agree again, when the charge was voided or
-- refunded, or when an operator accepts it. An accepted difference is reopened only by another one.
CREATE TABLE reconciliation_finding (
    provider   text        NOT NULL,
    reference  text        NOT NULL,
    kind       text        NOT NULL,
    order_id   uuid,
    what       text        NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    closed_at  timestamptz,
    accepted   text,
    PRIMARY KEY (provider, reference, kind)
);
CREATE INDEX reconciliation_finding_open ON reconciliation_finding (first_seen) WHERE closed_at IS NULL;

-- Totals in minor units, by the day on which the provider created the charge or refund.
CREATE TABLE reconciliation_total (
    provider          text        NOT NULL,
    day               date        NOT NULL,
    currency          text        NOT NULL,
    provider_captured bigint      NOT NULL,
    own_captured      bigint      NOT NULL,
    provider_refunded bigint      NOT NULL,
    own_refunded      bigint      NOT NULL,
    reconciled_at     timestamptz NOT NULL,
    PRIMARY KEY (provider, day, currency)
);
