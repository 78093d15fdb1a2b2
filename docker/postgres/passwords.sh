#!/usr/bin/env bash
# Sets the passwords of the database roles, from files that only PostgreSQL can read.
set -euo pipefail
for role in order_saga_migration order_command payment_handler order_query metrics backup; do
  [ -s "/run/secrets/$role" ] || { echo "/run/secrets/$role is missing or empty" >&2; exit 1; }
  ROLE=$role psql --no-psqlrc -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}" -d "$POSTGRES_DB" <<'END'
\getenv role ROLE
\set password `cat "/run/secrets/$ROLE"`
ALTER ROLE :"role" PASSWORD :'password';
END
done
