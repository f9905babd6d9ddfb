CREATE TABLE work_sessions (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  summary TEXT NOT NULL DEFAULT '',
  started_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at TEXT,
  UNIQUE (project_id, number)
);

CREATE TABLE work_session_edges (
  from_id TEXT NOT NULL REFERENCES work_sessions (id) ON DELETE CASCADE,
  to_id TEXT NOT NULL REFERENCES work_sessions (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('continues', 'branches', 'supersedes')),
  PRIMARY KEY (from_id, to_id),
  CHECK (from_id <> to_id)
) WITHOUT ROWID;

CREATE INDEX work_session_edges_by_target ON work_session_edges (to_id);

ALTER TABLE messages ADD COLUMN work_session_id TEXT REFERENCES work_sessions (id) ON DELETE SET NULL;

CREATE INDEX messages_by_work_session ON messages (work_session_id) WHERE work_session_id IS NOT NULL;
