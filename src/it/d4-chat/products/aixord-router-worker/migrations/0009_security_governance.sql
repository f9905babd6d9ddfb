CREATE TABLE security_classifications (
  project_id TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  level TEXT NOT NULL DEFAULT 'internal'
    CHECK (level IN ('public', 'internal', 'confidential', 'restricted')),
  regulated INTEGER NOT NULL DEFAULT 0 CHECK (regulated IN (0, 1)),
  classified_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  classified_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE secret_access_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  secret_name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  user_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  accessed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX security_classifications_by_level ON security_classifications (level);
CREATE INDEX secret_access_log_by_secret ON secret_access_log (secret_name, accessed_at);

CREATE TRIGGER secret_access_log_keeps_rows BEFORE DELETE ON secret_access_log
BEGIN
  SELECT RAISE(ABORT, 'secret_access_log is append-only');
END;
