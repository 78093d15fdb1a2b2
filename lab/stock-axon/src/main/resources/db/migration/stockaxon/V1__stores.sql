-- The tables of Axon's JPA token and saga stores, where its entities look for them and as Hibernate would create them.
CREATE TABLE public.token_entry (
    processor_name varchar(255) NOT NULL,
    segment        integer      NOT NULL,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255) NOT NULL,
    owner          varchar(255),
    PRIMARY KEY (processor_name, segment)
);

CREATE TABLE public.saga_entry (
    saga_id         varchar(255) NOT NULL PRIMARY KEY,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
);

CREATE SEQUENCE public.association_value_entry_seq INCREMENT BY 50;

CREATE TABLE public.association_value_entry (
    id                bigint       NOT NULL PRIMARY KEY,
    association_key   varchar(255) NOT NULL,
    association_value varchar(255),
    saga_id           varchar(255) NOT NULL,
    saga_type         varchar(255)
);
CREATE INDEX ON public.association_value_entry (saga_type, association_key, association_value);
CREATE INDEX ON public.association_value_entry (saga_id, saga_type);
