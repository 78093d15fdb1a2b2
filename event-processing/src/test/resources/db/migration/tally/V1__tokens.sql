CREATE TABLE token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
) WITH (fillfactor = 50);

-- What was handled, in the order in which it was committed. Nothing here prevents a doubled effect: it would be seen.
CREATE TABLE tally.effect (
    number   bigint GENERATED ALWAYS AS IDENTITY,
    node     text NOT NULL,
    sequence text NOT NULL,
    event    bigint NOT NULL
);
