CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  rationale TEXT NOT NULL DEFAULT '',
  decided_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE decision_links (
  decision_id TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  superseded_id TEXT NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
  PRIMARY KEY (decision_id, superseded_id),
  CHECK (decision_id <> superseded_id)
) WITHOUT ROWID;

CREATE INDEX decisions_by_project ON decisions (project_id, decided_at);
CREATE INDEX decision_links_by_superseded ON decision_links (superseded_id);
