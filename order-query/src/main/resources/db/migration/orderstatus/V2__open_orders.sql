-- The orders that have not ended, by their last progress: a small part of the table, asked for with each scrape.
CREATE INDEX order_status_open ON order_status (updated_at) WHERE NOT settled;
