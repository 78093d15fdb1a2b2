-- The processors, the services that they belong to, and what operators have set for them.
CREATE TABLE processor (
    name         varchar(255) NOT NULL PRIMARY KEY,
    service      varchar(255) NOT NULL,
    schema_name  varchar(63)  NOT NULL,
    -- The segments of a paused processor are not claimed.
    paused       boolean      NOT NULL DEFAULT false,
    -- How often events were added to its dead letters for redelivery: a change makes its owners check them.
    redeliveries bigint       NOT NULL DEFAULT 0
);

-- Processes that have less than their share of a processor's segments; a request ends when it is not repeated.
CREATE TABLE segment_request (
    processor    varchar(255) NOT NULL,
    node         varchar(255) NOT NULL,
    missing      integer      NOT NULL,
    requested_at timestamptz  NOT NULL,
    PRIMARY KEY (processor, node)
);

-- Sequences (such as all events of one order) with an event that a processor cannot handle: their events wait here, in
-- order, while all other sequences continue. A row exists as long as any of its events waits.
CREATE TABLE dead_letter_sequence (
    processor varchar(255) NOT NULL,
    sequence  varchar(255) NOT NULL,
    -- Hash code of the sequence, whose lowest bits tell the segment that handles it, however many there are.
    hash      integer      NOT NULL,
    -- RETRYING: retried automatically when due. DEAD: retries exhausted, an operator has to act. PARKED: by an operator.
    state     varchar(16)  NOT NULL CHECK (state IN ('RETRYING', 'DEAD', 'PARKED')),
    attempts  integer      NOT NULL,
    since     timestamptz  NOT NULL,
    due_at    timestamptz  CHECK ((due_at IS NOT NULL) = (state = 'RETRYING')),
    PRIMARY KEY (processor, sequence)
);

-- References, no copies: the event itself is read from the event store for each retry. No cascade: a waiting event must
-- not be deleted with its sequence.
CREATE TABLE dead_letter (
    processor       varchar(255) NOT NULL,
    sequence        varchar(255) NOT NULL,
    position        bigint       NOT NULL,
    event_id        varchar(255) NOT NULL,
    payload_type    varchar(255) NOT NULL,
    aggregate_id    varchar(255) NOT NULL,
    sequence_number bigint       NOT NULL,
    happened_at     timestamptz  NOT NULL,
    replayed        boolean      NOT NULL,
    PRIMARY KEY (processor, sequence, position),
    FOREIGN KEY (processor, sequence) REFERENCES dead_letter_sequence
);

-- Every failure of every attempt.
CREATE TABLE dead_letter_failure (
    number    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    processor varchar(255) NOT NULL,
    sequence  varchar(255) NOT NULL,
    position  bigint       NOT NULL,
    failed_at timestamptz  NOT NULL,
    error     varchar(255) NOT NULL,
    message   text         NOT NULL,
    FOREIGN KEY (processor, sequence) REFERENCES dead_letter_sequence ON DELETE CASCADE
);
CREATE INDEX dead_letter_failure_of_sequence ON dead_letter_failure (processor, sequence);

-- The current or last rebuild of each view. The transaction that locks the row carries it out.
CREATE TABLE rebuild (
    view        varchar(255) NOT NULL PRIMARY KEY,
    state       varchar(16)  NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    position    bigint       NOT NULL,
    target      bigint       NOT NULL,
    started_at  timestamptz  NOT NULL,
    finished_at timestamptz,
    error       text,
    -- Only code of the same version continues it; another one begins it again once nothing has advanced it for a while.
    version     varchar(64)  NOT NULL,
    advanced_at timestamptz  NOT NULL
);

-- How far each completeness audit has checked new events, and how far it has checked old ones again.
CREATE TABLE completeness_audit (
    name       varchar(255) NOT NULL PRIMARY KEY,
    checked    bigint       NOT NULL,
    swept      bigint       NOT NULL,
    checked_at timestamptz  NOT NULL
);

-- Events that a processor has passed without handling them. Closed when the missing effect is there, or dismissed by an
-- operator who can explain why it is missing.
CREATE TABLE unhandled_event (
    audit        varchar(255) NOT NULL,
    sequence     varchar(255) NOT NULL,
    position     bigint       NOT NULL,
    missing      text         NOT NULL,
    found_at     timestamptz  NOT NULL,
    closed_at    timestamptz,
    is_dismissed boolean      NOT NULL DEFAULT false,
    PRIMARY KEY (audit, sequence, position)
);
CREATE INDEX unhandled_event_open ON unhandled_event (found_at) WHERE closed_at IS NULL;

-- Holds of restored or copied databases: while one is not released, nothing that moves money is done and no deadline fires.
CREATE TABLE hold (
    name        varchar(64)  NOT NULL,
    -- Identity of the database that began it: in another copy, a release of the same name does not count.
    database    varchar(128) NOT NULL,
    started_at  timestamptz  NOT NULL,
    released_at timestamptz,
    PRIMARY KEY (name, database)
);
