-- Which processors there are, whose they are, and whether an operator has paused them. A paused one is claimed by nobody.
CREATE TABLE processor (
    name        varchar(255) NOT NULL PRIMARY KEY,
    service     varchar(255) NOT NULL,
    schema_name varchar(63)  NOT NULL,
    paused      boolean      NOT NULL DEFAULT false
);
