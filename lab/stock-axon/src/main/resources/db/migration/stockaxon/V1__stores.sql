-- The tables of Axon's JPA token and saga stores, as Hibernate would create them; hibernate.default_schema names their schema.
CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255) NOT NULL,
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

CREATE TABLE saga_entry (
    saga_id         varchar(255) NOT NULL PRIMARY KEY,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
);

CREATE SEQUENCE association_value_entry_seq INCREMENT BY 50;

CREATE TABLE association_value_entry (
    id                bigint       NOT NULL PRIMARY KEY,
    association_key   varchar(255) NOT NULL,
    association_value varchar(255),
    saga_id           varchar(255) NOT NULL,
    saga_type         varchar(255)
);
CREATE INDEX ON association_value_entry (saga_type, association_key, association_value);
CREATE INDEX ON association_value_entry (saga_id, saga_type);

DO $$
BEGIN
    IF to_regrole('event_processing') IS NOT NULL THEN
        GRANT USAGE ON SCHEMA stockaxon TO event_processing;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA stockaxon TO event_processing;
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA stockaxon TO event_processing;
    END IF;
END $$;
