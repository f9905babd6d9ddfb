CREATE TABLE blueprint_scopes (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES blueprint_scopes (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE blueprint_deliverables (
  id TEXT PRIMARY KEY,
  scope_id TEXT NOT NULL REFERENCES blueprint_scopes (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  done_when TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'planned'
    CHECK (status IN ('planned', 'active', 'blocked', 'done')),
  finished_at TEXT
);

CREATE INDEX blueprint_scopes_by_project ON blueprint_scopes (project_id, position);
CREATE INDEX blueprint_scopes_by_parent ON blueprint_scopes (parent_id);
CREATE INDEX blueprint_deliverables_open ON blueprint_deliverables (scope_id) WHERE status <> 'done';

CREATE TRIGGER blueprint_deliverables_finish AFTER UPDATE OF status ON blueprint_deliverables
WHEN NEW.status = 'done' AND OLD.status <> 'done'
BEGIN
  UPDATE blueprint_deliverables SET finished_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
