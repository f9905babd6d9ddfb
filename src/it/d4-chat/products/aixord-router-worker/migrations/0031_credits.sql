CREATE TABLE credit_balances (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  credits INTEGER NOT NULL DEFAULT 0 CHECK (credits >= 0)
);

CREATE TABLE credit_ledger (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reason TEXT NOT NULL,
  booked_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX credit_ledger_by_user ON credit_ledger (user_id, id);

CREATE TRIGGER credit_ledger_books AFTER INSERT ON credit_ledger
BEGIN
  INSERT INTO credit_balances (user_id) VALUES (NEW.user_id) ON CONFLICT (user_id) DO NOTHING;
  UPDATE credit_balances SET credits = credits + NEW.amount WHERE user_id = NEW.user_id;
END;
