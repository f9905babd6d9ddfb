CREATE TABLE rate_limits (
  subject TEXT NOT NULL,
  window_start INTEGER NOT NULL,
  requests INTEGER NOT NULL DEFAULT 1 CHECK (requests > 0),
  PRIMARY KEY (subject, window_start)
) WITHOUT ROWID;

CREATE INDEX rate_limits_by_window ON rate_limits (window_start);
