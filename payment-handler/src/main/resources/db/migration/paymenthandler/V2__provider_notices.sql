-- Messages of providers, by which they are known when they come again. What they are about is looked up, not stored.
CREATE TABLE provider_notice (
    notice_id   text        PRIMARY KEY,
    type        text        NOT NULL,
    reference   text,
    received_at timestamptz NOT NULL
);
CREATE INDEX provider_notice_by_received_at ON provider_notice (received_at);
