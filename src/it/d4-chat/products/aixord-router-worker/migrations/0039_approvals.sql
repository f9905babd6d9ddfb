CREATE TABLE approval_requests (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  tool_call_id TEXT UNIQUE REFERENCES tool_calls (id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  votes_needed INTEGER NOT NULL DEFAULT 1 CHECK (votes_needed > 0),
  closed_at TEXT
);

CREATE TABLE approval_votes (
  request_id TEXT NOT NULL REFERENCES approval_requests (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  approve INTEGER NOT NULL CHECK (approve IN (0, 1)),
  voted_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (request_id, user_id)
) WITHOUT ROWID;

CREATE INDEX approval_requests_open ON approval_requests (project_id) WHERE closed_at IS NULL;
CREATE INDEX approval_votes_by_user ON approval_votes (user_id);

CREATE TRIGGER approval_votes_only_while_open BEFORE INSERT ON approval_votes
WHEN (SELECT closed_at FROM approval_requests WHERE id = NEW.request_id) IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'the request is closed');
END;
