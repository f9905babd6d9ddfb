CREATE TABLE execution_layers (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  title TEXT NOT NULL,
  locked_at TEXT,
  UNIQUE (project_id, number)
);

CREATE TABLE layer_evidence (
  id TEXT PRIMARY KEY,
  layer_id TEXT NOT NULL REFERENCES execution_layers (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('commit', 'image', 'note', 'test')),
  reference TEXT NOT NULL,
  added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX layer_evidence_by_layer ON layer_evidence (layer_id);

CREATE TRIGGER layer_evidence_respects_lock BEFORE INSERT ON layer_evidence
WHEN (SELECT locked_at FROM execution_layers WHERE id = NEW.layer_id) IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'the layer is locked');
END;
