-- Who did what, when and why. Written in the transaction of the action, given again to whoever repeats the request; never
-- changed or deleted by the service.
CREATE TABLE action (
    id              uuid         NOT NULL PRIMARY KEY,
    at              timestamptz  NOT NULL,
    operator        varchar(64)  NOT NULL,
    name            varchar(64)  NOT NULL,
    target          varchar(512) NOT NULL,
    reason          varchar(256) NOT NULL,
    idempotency_key varchar(255) NOT NULL,
    fingerprint     char(64)     NOT NULL,
    result          text         NOT NULL,
    UNIQUE (operator, idempotency_key)
);
CREATE INDEX action_newest ON action (at DESC);
