CREATE TABLE usage_records (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  project_id TEXT REFERENCES projects (id) ON DELETE SET NULL,
  provider TEXT NOT NULL,
  input_tokens INTEGER NOT NULL DEFAULT 0 CHECK (input_tokens >= 0),
  output_tokens INTEGER NOT NULL DEFAULT 0 CHECK (output_tokens >= 0),
  total_tokens INTEGER GENERATED ALWAYS AS (input_tokens + output_tokens) VIRTUAL,
  recorded_on TEXT NOT NULL DEFAULT CURRENT_DATE
);

CREATE TABLE usage_daily (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  day TEXT NOT NULL,
  requests INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user_id, day)
) WITHOUT ROWID;

CREATE INDEX usage_records_by_user_day ON usage_records (user_id, recorded_on);
CREATE INDEX usage_records_by_project ON usage_records (project_id) WHERE project_id IS NOT NULL;

CREATE TRIGGER usage_records_sum AFTER INSERT ON usage_records
BEGIN
  INSERT INTO usage_daily (user_id, day, requests, tokens)
  VALUES (NEW.user_id, NEW.recorded_on, 1, NEW.input_tokens + NEW.output_tokens)
  ON CONFLICT (user_id, day) DO UPDATE SET
    requests = requests + 1,
    tokens = tokens + excluded.tokens;
END;
