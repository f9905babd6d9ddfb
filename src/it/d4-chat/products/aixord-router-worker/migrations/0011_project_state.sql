CREATE TABLE project_phases (
  code TEXT PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL
) STRICT;

INSERT INTO project_phases (code, position, title) VALUES
  ('brainstorm', 1, 'Brainstorm'),
  ('plan', 2, 'Plan'),
  ('execute', 3, 'Execute'),
  ('review', 4, 'Review');

CREATE TABLE project_state (
  project_id TEXT PRIMARY KEY REFERENCES projects (id) ON DELETE CASCADE,
  phase_code TEXT NOT NULL DEFAULT 'brainstorm' REFERENCES project_phases (code),
  revision INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(state)),
  updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX project_state_by_phase ON project_state (phase_code);

CREATE TRIGGER projects_begin_with_state AFTER INSERT ON projects
BEGIN
  INSERT INTO project_state (project_id) VALUES (NEW.id);
END;
