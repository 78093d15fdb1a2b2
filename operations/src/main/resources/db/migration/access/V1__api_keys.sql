-- API keys of all services. A key itself is not stored: 256 random bits need no slow hash.
CREATE TABLE api_key (
    id           uuid         NOT NULL PRIMARY KEY,
    -- A client has two valid keys at most, so that a key can be replaced without a gap.
    tenant       varchar(32)  NOT NULL,
    client       varchar(64)  NOT NULL,
    -- Separated by blanks.
    scopes       varchar(255) NOT NULL,
    -- SHA-256.
    hash         bytea        NOT NULL UNIQUE,
    created_at   timestamptz  NOT NULL,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    -- Noted once a minute at most.
    last_used_at timestamptz
) WITH (fillfactor = 70);
CREATE INDEX api_key_of_client ON api_key (tenant, client);
