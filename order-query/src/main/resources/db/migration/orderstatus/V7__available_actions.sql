-- What a client can request for the order now, separated by blanks: the list offers the same links as the order's own view.
ALTER TABLE order_status ADD COLUMN actions text NOT NULL DEFAULT '';
