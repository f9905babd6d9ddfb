CREATE TABLE stripe_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  received_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  handled_at TEXT
);

CREATE TABLE gumroad_sales (
  sale_id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  product_id TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded IN (0, 1)),
  sold_at TEXT NOT NULL
);

CREATE INDEX stripe_events_to_handle ON stripe_events (received_at) WHERE handled_at IS NULL;
CREATE INDEX gumroad_sales_by_user ON gumroad_sales (user_id);
