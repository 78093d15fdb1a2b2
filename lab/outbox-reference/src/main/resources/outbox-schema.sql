CREATE TABLE IF NOT EXISTS orders (
    id                uuid        NOT NULL PRIMARY KEY,
    customer_id       text        NOT NULL,
    status            text        NOT NULL,
    total_minor       bigint      NOT NULL,
    currency          text        NOT NULL,
    payment_method    text        NOT NULL,
    payment_reference text,
    lines             jsonb       NOT NULL,
    placed_at         timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

-- For lists of the newest orders.
CREATE INDEX IF NOT EXISTS orders_newest ON orders (placed_at DESC, id DESC);

CREATE TABLE IF NOT EXISTS outbox (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id       uuid   NOT NULL,
    amount_minor   bigint NOT NULL,
    currency       text   NOT NULL,
    payment_method text   NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
