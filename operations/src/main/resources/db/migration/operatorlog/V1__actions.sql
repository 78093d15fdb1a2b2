-- Audit log of operators' actions and idempotency store of their requests: one row per action, written in the action's
-- transaction; a repeated request gets the same result. Append-only: the service never updates or deletes rows.
CREATE TABLE action (
    id              uuid         NOT NULL PRIMARY KEY,
    at              timestamptz  NOT NULL,
    -- Tenant and subject.
    operator        varchar(256) NOT NULL,
    name            varchar(64)  NOT NULL,
    target          varchar(512) NOT NULL,
    -- Encrypted with the key of the person whose record the target is.
    reason          text         NOT NULL,
    idempotency_key varchar(255) NOT NULL,
    -- Keyed hash.
    fingerprint     text         NOT NULL,
    result          text         NOT NULL,
    UNIQUE (operator, idempotency_key)
);
CREATE INDEX action_newest ON action (at DESC);
