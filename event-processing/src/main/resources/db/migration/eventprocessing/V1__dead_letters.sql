-- Sequences (such as all events of one order) that a processor cannot go on with: their events wait here, in order, while
-- all other sequences flow. A row exists as long as any of its events waits.
CREATE TABLE dead_letter_sequence (
    processor varchar(255) NOT NULL,
    segment   integer      NOT NULL,
    sequence  varchar(255) NOT NULL,
    -- RETRYING: tried again by itself when due. DEAD: tried often enough, waits for a person. PARKED: a person said so.
    state     varchar(16)  NOT NULL CHECK (state IN ('RETRYING', 'DEAD', 'PARKED')),
    attempts  integer      NOT NULL,
    since     timestamptz  NOT NULL,
    due_at    timestamptz  CHECK ((due_at IS NOT NULL) = (state = 'RETRYING')),
    PRIMARY KEY (processor, segment, sequence)
);

-- References, no copies: the event itself is read from the store when it is its turn. No cascade: an event that waits
-- must not vanish with its sequence.
CREATE TABLE dead_letter (
    processor       varchar(255) NOT NULL,
    segment         integer      NOT NULL,
    sequence        varchar(255) NOT NULL,
    position        bigint       NOT NULL,
    event_id        varchar(255) NOT NULL,
    payload_type    varchar(255) NOT NULL,
    aggregate_id    varchar(255) NOT NULL,
    sequence_number bigint       NOT NULL,
    happened_at     timestamptz  NOT NULL,
    replayed        boolean      NOT NULL,
    PRIMARY KEY (processor, segment, sequence, position),
    FOREIGN KEY (processor, segment, sequence) REFERENCES dead_letter_sequence
);

-- Why, each time.
CREATE TABLE dead_letter_failure (
    number    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    processor varchar(255) NOT NULL,
    segment   integer      NOT NULL,
    sequence  varchar(255) NOT NULL,
    position  bigint       NOT NULL,
    failed_at timestamptz  NOT NULL,
    error     varchar(255) NOT NULL,
    message   text         NOT NULL,
    FOREIGN KEY (processor, segment, sequence) REFERENCES dead_letter_sequence ON DELETE CASCADE
);
CREATE INDEX dead_letter_failure_of_sequence ON dead_letter_failure (processor, segment, sequence);
