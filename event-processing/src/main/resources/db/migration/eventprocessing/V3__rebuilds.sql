-- Views that are, or were last, built anew beside the old one. Whoever locks the row carries its rebuild on.
CREATE TABLE rebuild (
    view        varchar(255) NOT NULL PRIMARY KEY,
    state       varchar(16)  NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    position    bigint       NOT NULL,
    target      bigint       NOT NULL,
    started_at  timestamptz  NOT NULL,
    finished_at timestamptz,
    error       text
);
