ALTER TABLE projects ADD COLUMN archived_at TEXT;
ALTER TABLE projects ADD COLUMN archived_by TEXT REFERENCES users (id) ON DELETE SET NULL;

CREATE INDEX projects_in_use ON projects (owner_id, last_message_at DESC) WHERE archived_at IS NULL;

CREATE TRIGGER messages_not_into_archive BEFORE INSERT ON messages
WHEN (SELECT archived_at FROM projects WHERE id = NEW.project_id) IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'the project is archived');
END;
