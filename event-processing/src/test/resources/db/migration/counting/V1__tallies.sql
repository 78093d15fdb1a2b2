CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

CREATE TABLE saga_entry (
    saga_id         varchar(255) NOT NULL PRIMARY KEY,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
);

CREATE TABLE association_value_entry (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    association_key   varchar(255) NOT NULL,
    association_value varchar(255),
    saga_id           varchar(255) NOT NULL,
    saga_type         varchar(255)
);
CREATE INDEX association_value_entry_by_value
    ON association_value_entry (association_value, association_key, saga_type);
CREATE INDEX association_value_entry_by_saga ON association_value_entry (saga_id, saga_type);

-- What a handler did besides: no key, so that a doubled effect shows.
CREATE TABLE effect (
    tally    text    NOT NULL,
    number   integer NOT NULL,
    count    integer NOT NULL,
    process  bigint  NOT NULL
);
