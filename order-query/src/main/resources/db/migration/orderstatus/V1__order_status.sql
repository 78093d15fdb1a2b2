-- Tracking token of the projection (Axon's JDBC token store). Updated constantly: free space on each page keeps updates HOT.
CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Read model: one row per order, the fold of its stream, which can be dropped and rebuilt at any time. Lists, filters and
-- metrics use the columns; the document is the whole status, read for one order at a time.
CREATE TABLE order_status (
    order_id    uuid        NOT NULL PRIMARY KEY,
    tenant      text        NOT NULL,
    -- The customer: the random identifier of the key, by which lists find the orders, and the customer's id, encrypted.
    subject     uuid        NOT NULL,
    customer_id text        NOT NULL,
    status      text        NOT NULL,
    reason      text,
    payment_status text     NOT NULL,
    version     bigint      NOT NULL,
    settled     boolean     NOT NULL,
    -- Ids of the cases that need an operator, separated by blanks; null if there are none.
    cases       text,
    total_minor bigint      NOT NULL,
    currency    char(3)     NOT NULL,
    placed_at   timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    document    bytea       NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- Keyset pagination of one tenant, newest first: for all orders, for one customer, and for one state (also counts orders
-- by state). A subject is a customer of one tenant.
CREATE INDEX order_status_newest ON order_status (tenant, placed_at DESC, order_id DESC);
CREATE INDEX order_status_of_customer ON order_status (subject, placed_at DESC, order_id DESC);
CREATE INDEX order_status_in_state ON order_status (tenant, status, placed_at DESC, order_id DESC);
-- Most orders are captured in the end, and found among the newest.
CREATE INDEX order_status_in_payment_status ON order_status (tenant, payment_status, placed_at DESC, order_id DESC)
    WHERE payment_status <> 'CAPTURED';
-- Orders with cases: a small part of the table, queried with each scrape.
CREATE INDEX order_status_cases ON order_status (updated_at) WHERE cases IS NOT NULL;

-- Cases that an operator has closed although their cause persists, such as an amount that was written off. No part of the
-- read model: a rebuild keeps it. The reason is in the audit log.
CREATE TABLE closed_case (
    order_id  uuid        NOT NULL,
    case_id   text        NOT NULL,
    closed_at timestamptz NOT NULL,
    PRIMARY KEY (order_id, case_id)
);
