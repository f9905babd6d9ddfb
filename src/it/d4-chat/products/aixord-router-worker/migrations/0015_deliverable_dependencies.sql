CREATE TABLE deliverable_dependencies (
  deliverable_id TEXT NOT NULL REFERENCES blueprint_deliverables (id) ON DELETE CASCADE,
  needs_id TEXT NOT NULL REFERENCES blueprint_deliverables (id) ON DELETE RESTRICT,
  PRIMARY KEY (deliverable_id, needs_id),
  CHECK (deliverable_id <> needs_id)
) WITHOUT ROWID;

CREATE INDEX deliverable_dependencies_by_need ON deliverable_dependencies (needs_id);

CREATE TRIGGER deliverable_dependencies_no_circle BEFORE INSERT ON deliverable_dependencies
WHEN EXISTS (
  WITH RECURSIVE reach (id) AS (
    SELECT NEW.needs_id
    UNION
    SELECT d.needs_id FROM deliverable_dependencies d JOIN reach r ON d.deliverable_id = r.id
  )
  SELECT 1 FROM reach WHERE id = NEW.deliverable_id
)
BEGIN
  SELECT RAISE(ABORT, 'deliverables must not depend on each other in a circle');
END;
