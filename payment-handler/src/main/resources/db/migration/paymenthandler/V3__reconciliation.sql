-- Comparisons with the provider: which times were compared, and how many things were seen, learned and found wrong.
CREATE TABLE reconciliation_run (
    started_at  timestamptz PRIMARY KEY,
    ended_at    timestamptz NOT NULL,
    is_full     boolean     NOT NULL,
    from_time   timestamptz NOT NULL,
    before_time timestamptz NOT NULL,
    charges     integer     NOT NULL,
    refunds     integer     NOT NULL,
    learned     integer     NOT NULL,
    orphans     integer     NOT NULL,
    mismatches  integer     NOT NULL
);

-- What was found wrong, once for each thing at the provider; closed when it is right again or was given back.
CREATE TABLE reconciliation_finding (
    reference  text        NOT NULL,
    kind       text        NOT NULL,
    order_id   uuid        NOT NULL,
    what       text        NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen  timestamptz NOT NULL,
    closed_at  timestamptz,
    PRIMARY KEY (reference, kind)
);
CREATE INDEX reconciliation_finding_open ON reconciliation_finding (first_seen) WHERE closed_at IS NULL;

-- Both books by the day on which the provider made a charge or refund, in minor units.
CREATE TABLE reconciliation_total (
    day               date        NOT NULL,
    currency          text        NOT NULL,
    provider_captured bigint      NOT NULL,
    own_captured      bigint      NOT NULL,
    provider_refunded bigint      NOT NULL,
    own_refunded      bigint      NOT NULL,
    compared_at       timestamptz NOT NULL,
    PRIMARY KEY (day, currency)
);
