-- Axon's event entries. Events do not commit in the order of their indexes: readers wait for undecided indexes, which is
-- only possible if each index is taken inside the transaction that stores the event. Hence increment 1 and cache 1.
CREATE SEQUENCE domain_event_entry_seq INCREMENT BY 1 CACHE 1 START WITH 1;

CREATE TABLE domain_event_entry (
    global_index         bigint       NOT NULL PRIMARY KEY,
    event_identifier     varchar(255) NOT NULL UNIQUE,
    time_stamp           varchar(255) NOT NULL,
    payload_type         varchar(255) NOT NULL,
    payload_revision     varchar(255),
    payload              bytea        NOT NULL,
    meta_data            bytea,
    type                 varchar(255),
    aggregate_identifier varchar(255) NOT NULL,
    sequence_number      bigint       NOT NULL,
    UNIQUE (aggregate_identifier, sequence_number)
);

-- Rows are never updated; freezing their pages early keeps anti-wraparound vacuums short.
ALTER TABLE domain_event_entry SET (autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE TABLE snapshot_event_entry (
    aggregate_identifier varchar(255) NOT NULL,
    sequence_number      bigint       NOT NULL,
    type                 varchar(255) NOT NULL,
    event_identifier     varchar(255) NOT NULL UNIQUE,
    time_stamp           varchar(255) NOT NULL,
    payload_type         varchar(255) NOT NULL,
    payload_revision     varchar(255),
    payload              bytea        NOT NULL,
    meta_data            bytea,
    PRIMARY KEY (aggregate_identifier, sequence_number, type)
);
