CREATE TABLE integrity_reports (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  findings TEXT NOT NULL DEFAULT '[]' CHECK (json_type(findings) = 'array'),
  finding_count INTEGER GENERATED ALWAYS AS (json_array_length(findings)) STORED,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX integrity_reports_by_project ON integrity_reports (project_id, created_at DESC);
