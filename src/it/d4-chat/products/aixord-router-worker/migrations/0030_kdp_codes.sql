CREATE TABLE kdp_codes (
  code_hash TEXT PRIMARY KEY,
  book TEXT NOT NULL,
  plan_code TEXT NOT NULL REFERENCES plans (code) ON UPDATE CASCADE,
  uses_left INTEGER NOT NULL DEFAULT 1 CHECK (uses_left >= 0)
);

CREATE TABLE kdp_redemptions (
  code_hash TEXT NOT NULL REFERENCES kdp_codes (code_hash),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  redeemed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (code_hash, user_id)
) WITHOUT ROWID;

CREATE INDEX kdp_codes_by_plan ON kdp_codes (plan_code);
CREATE INDEX kdp_redemptions_by_user ON kdp_redemptions (user_id);

-- The CHECK on uses_left refuses a redemption too many.
CREATE TRIGGER kdp_redemptions_count AFTER INSERT ON kdp_redemptions
BEGIN
  UPDATE kdp_codes SET uses_left = uses_left - 1 WHERE code_hash = NEW.code_hash;
END;
