CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  secret_name TEXT,
  title TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  opened_by TEXT REFERENCES users (id) ON DELETE SET NULL,
  opened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at TEXT
);

CREATE TABLE incident_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  note TEXT NOT NULL,
  happened_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE incident_affected_projects (
  incident_id TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  PRIMARY KEY (incident_id, project_id)
) WITHOUT ROWID;

CREATE INDEX incidents_open ON incidents (severity, opened_at) WHERE closed_at IS NULL;
CREATE INDEX incident_events_by_incident ON incident_events (incident_id, happened_at);
CREATE INDEX incident_affected_projects_by_project ON incident_affected_projects (project_id);

CREATE TRIGGER incidents_closing_is_noted AFTER UPDATE OF closed_at ON incidents
WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
BEGIN
  INSERT INTO incident_events (incident_id, note) VALUES (NEW.id, 'closed');
END;
