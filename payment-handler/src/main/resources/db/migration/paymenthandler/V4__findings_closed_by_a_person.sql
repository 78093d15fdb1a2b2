-- A difference that is meant to stay is not shown again, unless it becomes another one: this is the one that was closed.
ALTER TABLE reconciliation_finding ADD COLUMN accepted text;
