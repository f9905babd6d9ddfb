CREATE TABLE email_verifications (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL,
  used_at TEXT
);

CREATE TABLE password_resets (
  token_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL,
  used_at TEXT
);

ALTER TABLE users ADD COLUMN email_verified_at TEXT;

CREATE INDEX email_verifications_by_user ON email_verifications (user_id);
CREATE INDEX password_resets_by_user ON password_resets (user_id);

CREATE TRIGGER email_verifications_used AFTER UPDATE OF used_at ON email_verifications
WHEN OLD.used_at IS NULL AND NEW.used_at IS NOT NULL
BEGIN
  UPDATE users SET email_verified_at = NEW.used_at WHERE id = NEW.user_id;
END;
