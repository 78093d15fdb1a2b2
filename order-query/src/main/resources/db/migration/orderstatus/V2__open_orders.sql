-- Orders that are not settled, by their last progress: a small part of the table, queried with each scrape.
CREATE INDEX order_status_open ON order_status (updated_at) WHERE NOT settled;
