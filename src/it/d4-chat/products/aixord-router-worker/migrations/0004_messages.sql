CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  author_id TEXT REFERENCES users (id) ON DELETE SET NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'system')),
  content TEXT NOT NULL CHECK (length(content) > 0),
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX messages_by_project ON messages (project_id, id DESC);

CREATE TRIGGER messages_touch_project AFTER INSERT ON messages
BEGIN
  UPDATE projects SET last_message_at = NEW.created_at WHERE id = NEW.project_id;
END;
