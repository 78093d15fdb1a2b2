-- One key per person (data subject), encrypted by a key from a file. Deleting the row makes everything unreadable that is
-- encrypted with it: in events, views, tasks, dead letters, logs of the database and backups.
CREATE TABLE subject_key (
    -- Random: nothing leads from it to the person but this row.
    subject      uuid        NOT NULL PRIMARY KEY,
    -- HMAC-SHA-256 of the person's identifier.
    person       bytea       NOT NULL UNIQUE,
    wrapped_key  bytea       NOT NULL,
    -- The key of the file that encrypts this one.
    wrapping_key text        NOT NULL,
    -- While its erasure waits for open records: no new ones are accepted.
    erasing      boolean     NOT NULL DEFAULT false,
    created_at   timestamptz NOT NULL DEFAULT now()
);

-- Erasures, without anything about the person. REQUESTED: waits until no process can add records and all records are closed.
-- ERASED: the key is deleted, copies in the memory of processes expire, and each participant deletes what it derived.
CREATE TABLE erasure (
    subject      uuid        NOT NULL PRIMARY KEY,
    state        text        NOT NULL CHECK (state IN ('REQUESTED', 'ERASED', 'DONE')),
    requested_at timestamptz NOT NULL DEFAULT now(),
    -- The index of the last event that can belong to a record of which the check for open ones has to know.
    last_index   bigint,
    erased_at    timestamptz,
    done_at      timestamptz
);
CREATE INDEX erasure_open ON erasure (requested_at) WHERE state <> 'DONE';

-- Who has to act on each erasure, and who has.
CREATE TABLE erasure_participant (
    name text NOT NULL PRIMARY KEY
);
CREATE TABLE erasure_step (
    subject     uuid        NOT NULL REFERENCES erasure,
    participant text        NOT NULL,
    done_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, participant)
);

-- The search key of all processes has to be the same: its HMAC of a fixed text.
CREATE TABLE search_key_check (
    is_only boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (is_only),
    hash    bytea   NOT NULL
);
