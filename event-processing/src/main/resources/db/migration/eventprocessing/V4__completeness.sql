-- How far each check has looked at new events, and how far it has come with looking at all of them again.
CREATE TABLE completeness_check (
    name       varchar(255) NOT NULL PRIMARY KEY,
    checked    bigint       NOT NULL,
    swept      bigint       NOT NULL,
    checked_at timestamptz  NOT NULL
);

-- Events that were passed without a trace. Closed when the trace is there; dismissed by a person who knows why it is not.
CREATE TABLE completeness_gap (
    check_name   varchar(255) NOT NULL,
    sequence     varchar(255) NOT NULL,
    position     bigint       NOT NULL,
    what         text         NOT NULL,
    found_at     timestamptz  NOT NULL,
    closed_at    timestamptz,
    is_dismissed boolean      NOT NULL DEFAULT false,
    PRIMARY KEY (check_name, sequence, position)
);
CREATE INDEX completeness_gap_open ON completeness_gap (found_at) WHERE closed_at IS NULL;

-- Counts how often events were put before a processor again: whoever has its segments then looks into the quarantine.
ALTER TABLE processor ADD COLUMN redeliveries bigint NOT NULL DEFAULT 0;
