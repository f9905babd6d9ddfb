CREATE TABLE reassessments (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  from_phase TEXT NOT NULL REFERENCES project_phases (code),
  to_phase TEXT NOT NULL REFERENCES project_phases (code),
  reason TEXT NOT NULL CHECK (length(trim(reason)) >= 10),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CHECK (from_phase <> to_phase)
);

CREATE INDEX reassessments_by_project ON reassessments (project_id);

ALTER TABLE project_state ADD COLUMN reassessment_count INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER reassessments_move_phase AFTER INSERT ON reassessments
BEGIN
  UPDATE project_state
  SET phase_code = NEW.to_phase,
      revision = revision + 1,
      reassessment_count = reassessment_count + 1,
      updated_at = CURRENT_TIMESTAMP
  WHERE project_id = NEW.project_id;
END;
