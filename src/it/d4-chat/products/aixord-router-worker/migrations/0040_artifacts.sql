CREATE TABLE artifacts (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (path NOT LIKE '/%' AND path NOT LIKE '%..%'),
  UNIQUE (project_id, path)
);

CREATE TABLE artifact_versions (
  artifact_id TEXT NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0),
  task_id TEXT REFERENCES agent_tasks (id) ON DELETE SET NULL,
  body TEXT NOT NULL,
  bytes INTEGER GENERATED ALWAYS AS (length(CAST(body AS BLOB))) VIRTUAL,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (artifact_id, version)
);

CREATE INDEX artifact_versions_by_task ON artifact_versions (task_id);

CREATE TRIGGER artifact_versions_stay BEFORE UPDATE OF version, body ON artifact_versions
BEGIN
  SELECT RAISE(ABORT, 'a version of an artifact never changes');
END;
